"""Shows how far a long job has come: a bar on a terminal, else a line now and then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.progress import TimeRemainingColumn as TimeLeft

from kehou_api.cli.voice import Voice

QUIET_SECONDS = 2.0
"""Plain lines come no closer together than this; a quicker job says nothing."""

Step = Callable[[str], None]
"""Call it with a name when one more is done."""


@contextmanager
def counting(voice: Voice, total: int) -> Iterator[Step]:
    """Count to `total` for the length of a `with`."""
    console = voice.aside
    if not console.is_terminal:
        yield _lines(voice, total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeLeft(), console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)


def _lines(voice: Voice, total: int) -> Step:
    began = said = time.monotonic()
    done = 0

    def step(name: str) -> None:
        nonlocal done, said
        done += 1
        now = time.monotonic()
        if now - said < QUIET_SECONDS:
            return
        said = now
        left = round((now - began) / done * (total - done))
        voice.complain(
            f"{done}/{total} {name}（约剩 {left} 秒）",
            f"{done}/{total} {name} (about {left} s left)",
        )

    return step
