"""Prices beside gains, as rows of text and numbers. For planners, not for publication.

A gain of one priority child at one school points at a child.
"""

from collections.abc import Iterator, Sequence

from kehou_simulation.prices.proving import Gain
from kehou_solver.report.csv_cells import Cell

HEAD = (
    "rank",
    "place",
    "school",
    "what",
    "zh",
    "en",
    "goal",
    "promised",
    "gained",
    "decides",
    "proved_gain",
)


def price_rows(gains: Sequence[Gain]) -> Iterator[list[Cell]]:
    """Yield a row for each candidate and goal, best candidate first."""
    for rank, gain in enumerate(gains, start=1):
        one = gain.candidate
        told: list[Cell] = [
            rank, gain.chosen.place, one.school, one.what, one.zh, one.en,
        ]  # fmt: skip
        for goal, promised in gain.promised.items():
            decides = goal == gain.decides
            yield [
                *told,
                goal,
                round(promised, 3),
                gain.gained.get(goal, ""),
                "yes" if decides else "",
                gain.proved if decides else "",
            ]
