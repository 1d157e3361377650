"""Where a study stands, and what it found, for people."""

import time
from collections.abc import Iterator, Sequence

from rich.table import Table

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_api.studies.standing import Standing, StudyStatus
from kehou_simulation.answers.comparing import Compared
from kehou_simulation.answers.intervals import digits, ends
from kehou_simulation.answers.totals import METRICS
from kehou_solver.domain.instance import Instance

QUIET_SECONDS = 5.0
"""Lines come no closer together than this."""


class StudyFollower:
    """Says on stderr how far a study is."""

    def __init__(self, voice: Voice, workers: int) -> None:
        self._voice, self._workers = voice, workers
        self._said_at, self._said = 0.0, ""

    def counting(
        self, base: Iterator[tuple[str, Instance]]
    ) -> Iterator[tuple[str, Instance]]:
        """Pass instances on as they are read, and say how many there are."""
        for number, one in enumerate(base, start=1):
            self._line(f"已读取 {number} 个实例", f"{number} instances read")
            yield one

    def hear(self, standing: Standing) -> None:
        """Take in where it stands."""
        if standing.status == StudyStatus.PLANNING:
            return self._line("正在列出任务", "listing what is to be solved")
        left = self._left(standing)
        done, whole = standing.ended, standing.pieces
        return self._line(
            f"已完成 {done} / {whole} 项（{standing.cells} 格）{left.of('zh')}",
            f"{done} of {whole} pieces done ({standing.cells} cells){left.of('en')}",
            last=standing.over,
        )

    def _left(self, standing: Standing) -> "Left":
        if standing.seconds_a_piece is None or standing.over or not self._workers:
            return Left(None)
        pieces = standing.pieces - standing.ended
        return Left(pieces * standing.seconds_a_piece / self._workers)

    def _line(self, zh: str, en: str, *, last: bool = False) -> None:
        moment = time.monotonic()
        early = moment - self._said_at < QUIET_SECONDS
        if zh == self._said or (early and not last and self._said):
            return
        self._said_at, self._said = moment, zh
        self._voice.complain(zh, en)


class Left:
    """Time left, in words; None = not known."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds

    def of(self, lang: str) -> str:
        """Return the words."""
        if self._seconds is None:
            return ""
        minutes = round(self._seconds / 60)
        if lang == "zh":
            return f"，约剩 {minutes} 分钟" if minutes else "，不到 1 分钟"
        return f", about {minutes} min left" if minutes else ", less than a minute"


def show_compared(voice: Voice, scenarios: Sequence[Compared]) -> None:
    """Show each metric: its value, and how far scenarios are from the base."""
    for name, metric in METRICS.items():
        told = [one for one in scenarios if name in one.values]
        if not told:
            continue
        table = frame(
            voice.pick("情景", "Scenario"),
            voice.pick("值", "Value"),
            voice.pick("95% 区间", "95 %"),
            voice.pick("比现状", "Against base"),
            voice.pick("95% 区间", "95 %"),
        )
        table.title, table.title_justify = metric.head(voice.lang), "left"
        for one in told:
            _row(table, voice, one, name)
        voice.show(table)


def _row(table: Table, voice: Voice, one: Compared, name: str) -> None:
    against = one.against_base.get(name)
    table.add_row(
        cell(one.scenario.title.of(voice.lang)),
        digits(one.values[name].mean),
        ends(one.values[name]),
        "" if against is None else digits(against.mean, sign=True),
        "" if against is None else ends(against),
    )
