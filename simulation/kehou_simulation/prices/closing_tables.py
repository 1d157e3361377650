"""How gaps are closed, as rows. For planners, not for publication."""

from collections.abc import Iterator, Sequence

from kehou_simulation.prices.cheapest import Closing
from kehou_solver.report.csv_cells import Cell
from kehou_solver.report.district import FEN_A_YUAN

HEAD = (
    "place",
    "goal",
    "wanted",
    "before",
    "reached",
    "closed",
    "yuan_a_week",
    "every_one_needed",
    "school",
    "what",
    "zh",
    "en",
    "addition_yuan_a_week",
)


def closing_rows(closings: Sequence[tuple[str, Closing]]) -> Iterator[list[Cell]]:
    """Yield a row for each addition, or one where nothing is added."""
    for place, one in closings:
        told: list[Cell] = [
            place,
            one.goal,
            one.wanted,
            one.before,
            one.reached,
            _yes(one.closed),
            one.cost_fen / FEN_A_YUAN,
            _yes(one.needed),
        ]
        if not one.additions:
            yield [*told, "", "", "", "", ""]
        for added in one.additions:
            what = added.candidate
            yield [
                *told,
                what.school,
                what.what,
                what.zh,
                what.en,
                added.cost_fen / FEN_A_YUAN,
            ]


def _yes(said: bool) -> str:
    return "yes" if said else "no"
