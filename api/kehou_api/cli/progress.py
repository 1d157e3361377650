"""Shows how a running solve gets on: a live table on a terminal, else plain lines."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.table import Table

from kehou_api.cli.show.frames import frame
from kehou_api.cli.voice import Voice
from kehou_solver.domain.answer import Progress

QUIET_SECONDS = 1.0
"""Plain lines about one goal come no closer together than this."""


class Follower:
    """Hears the news of a solve, from whatever thread, and shows it on stderr."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.goals: dict[str, Progress] = {}
        self.stage = ""
        self.seconds = 0.0

    def hear(self, news: Progress) -> None:
        """Take one piece of news in."""
        self.stage = news.stage.of(self.voice.lang)
        self.seconds = news.seconds
        if news.goal is not None:
            self.goals[news.goal] = news


class LiveFollower(Follower):
    """Redraws one table; for a terminal."""

    def __rich__(self) -> Table:
        """Return the table as it is now."""
        pick = self.voice.pick
        table = frame(
            pick("目标", "Goal"),
            pick("达到", "Value"),
            pick("界限", "Bound"),
            pick("差距", "Gap"),
            pick("秒", "s"),
        )
        table.caption = f"{self.stage} · {self.seconds:.1f} s"
        for news in self.goals.values():
            table.add_row(news.stage.of(self.voice.lang), *_numbers(news))
        return table


class LineFollower(Follower):
    """Prints a line when there is something new; for files and pipes."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice)
        self._said: tuple[str, str | None] = ("", None)
        self._said_at = 0.0

    def hear(self, news: Progress) -> None:
        """Print a new stage at once, and one goal's progress once in a while."""
        old = self.goals.get(news.goal or "")
        super().hear(news)
        key = (self.stage, news.goal)
        now = time.monotonic()
        if key == self._said:
            nothing_new = old is not None and _numbers(old)[:2] == _numbers(news)[:2]
            settled = news.value == news.bound
            if nothing_new or (not settled and now - self._said_at < QUIET_SECONDS):
                return
        self._said, self._said_at = key, now
        value, bound, gap, seconds = _numbers(news)
        words = f"[{seconds} s] {self.stage}"
        if news.goal is not None:
            limit, apart = (
                self.voice.pick("界限", "bound"),
                self.voice.pick("差", "gap"),
            )
            words += f": {value} ({limit} {bound or '?'}, {apart} {gap or '?'})"
        self.voice.complain(words, words)


def _numbers(news: Progress) -> tuple[str, str, str, str]:
    value = "" if news.value is None else str(news.value)
    bound = "" if news.bound is None else str(news.bound)
    known = news.value is not None and news.bound is not None
    gap = str(abs((news.value or 0) - (news.bound or 0))) if known else ""
    return value, bound, gap, f"{news.seconds:.1f}"


@contextmanager
def following(voice: Voice) -> Iterator[Follower]:
    """Follow a solve for the length of a `with`."""
    console: Console = voice.aside
    if not console.is_terminal:
        yield LineFollower(voice)
        return
    follower = LiveFollower(voice)
    with Live(follower, console=console, refresh_per_second=5, transient=True):
        yield follower
