"""Runs one solve beside the main thread, so that Ctrl-C is heard while it works."""

import threading
from collections.abc import Callable
from typing import Protocol

from kehou_api.cli.interrupts import stopping_on_interrupt
from kehou_api.cli.progress import following
from kehou_api.cli.voice import Voice
from kehou_solver.domain.answer import Outcome, Progress, Settings
from kehou_solver.domain.instance import Instance


class Solver(Protocol):
    """What `kehou_solver.solve.solve` looks like from here."""

    def __call__(
        self,
        instance: Instance,
        settings: Settings | None = None,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Outcome:
        """Find a timetable, or say why there is none."""


def the_solver() -> Solver:
    """Return the solver; loading it takes a second, so only when it is needed."""
    from kehou_solver.solve import solve

    return solve


def run_solve(
    instance: Instance, settings: Settings, voice: Voice, *, first_will_do: bool = False
) -> Outcome:
    """Solve, show progress on stderr, and stop early on Ctrl-C.

    Args:
        instance: what is asked for.
        settings: how hard to look.
        voice: where progress is shown.
        first_will_do: stop at the first lawful timetable, however good.
    """
    stop = threading.Event()
    solver = the_solver()
    ended: list[Outcome | BaseException] = []

    with following(voice) as follower, stopping_on_interrupt(stop, voice):

        def hear(news: Progress) -> None:
            follower.hear(news)
            if first_will_do and news.value is not None:
                stop.set()

        def work() -> None:
            try:
                ended.append(solver(instance, settings, on_progress=hear, stop=stop))
            except BaseException as error:
                ended.append(error)

        worker = threading.Thread(target=work, name="solve", daemon=True)
        worker.start()
        while worker.is_alive():
            worker.join(0.1)  # short waits: signals are handled between them
    match ended[0]:
        case BaseException() as error:
            raise error
        case outcome:
            return outcome
