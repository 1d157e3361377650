"""What a study found, as rows of text and numbers.

Shares of few children point at a child. So a school's share is HIDDEN where fewer than
`SMALL` wished, got or missed a seat.
"""

from collections.abc import Iterable, Iterator, Sequence

from kehou_simulation.answers.comparing import Compared
from kehou_simulation.answers.figures import SchoolFigures
from kehou_simulation.answers.intervals import Interval
from kehou_simulation.answers.solved import Row
from kehou_simulation.answers.totals import METRICS
from kehou_solver.domain.adult import AdultKind
from kehou_solver.report.clauses import SMALL
from kehou_solver.report.csv_cells import Cell
from kehou_solver.report.district import FEN_A_YUAN, HIDDEN

SUMMARY_HEAD = (
    "scenario",
    "metric",
    "mean",
    "low",
    "high",
    "against_base",
    "against_base_low",
    "against_base_high",
)
FLOWS_HEAD = ("place", "scenario", "replication", "from", "to", "lessons")
GAPS_HEAD = (
    "place",
    "scenario",
    "replication",
    "school",
    "slot",
    "skill",
    "adults_missing",
)
SCHOOLS_HEAD = (
    "place",
    "scenario",
    "replication",
    "school",
    "district",
    "tier",
    "verdict",
    "satisfied_percent",
    "care_class_slots",
    "lessons",
    "vendor_lessons",
    "group_lessons",
    "cost_yuan",
    "adults_missing",
)


def summary_rows(scenarios: Sequence[Compared]) -> Iterator[list[Cell]]:
    """Yield a row for each scenario and metric."""
    nothing = Interval(float("nan"), None, None)
    for one in scenarios:
        for name in METRICS:
            if name in one.values:
                told = [*_ends(one.values[name])]
                told += _ends(one.against_base.get(name, nothing))
                yield [one.scenario.name, name, *told]


def school_rows(
    rows: Iterable[tuple[str, str, int, Row]],
) -> Iterator[list[Cell]]:
    """Yield a row for each school in each scenario and replication.

    Args:
        rows: place, scenario, replication and what came of it.
    """
    for place, scenario, replication, row in rows:
        figures = {one.school: one for one in row.figures}
        for school in row.schools:
            missing = sum(g.adults_missing for g in row.gaps if g.school == school)
            told = _school(figures.get(school))
            place_told: list[Cell] = [place, scenario, replication, school]
            yield [*place_told, *told[:2], row.verdict, *told[2:], missing]


def flow_rows(
    rows: Iterable[tuple[str, str, int, Row]],
) -> Iterator[list[Cell]]:
    """Yield the lessons a school's people give at another, over all its weeks.

    Args:
        rows: place, scenario, replication and what came of it.
    """
    for place, scenario, replication, row in rows:
        for one in row.lent:
            yield [place, scenario, replication, one.home, one.at, one.lessons]


def gap_rows(
    rows: Iterable[tuple[str, str, int, Row]],
) -> Iterator[list[Cell]]:
    """Yield who is missing for care, by slot and skill, where no week is lawful.

    Args:
        rows: place, scenario, replication and what came of it.
    """
    for place, scenario, replication, row in rows:
        for gap in row.gaps:
            told: list[Cell] = [place, scenario, replication, gap.school, gap.slot]
            yield [*told, gap.skill, gap.adults_missing]


def shown_share(one: SchoolFigures) -> float | None:
    """Return the share of wishes met at a school in percent; None = not to be shown."""
    wished = sum(seats.wished for seats in one.seats)
    seated = sum(seats.seated for seats in one.seats)
    few = any(0 < count < SMALL for count in (wished, seated, wished - seated))
    return None if few or not wished else round(100 * seated / wished, 1)


def _school(one: SchoolFigures | None) -> list[Cell]:
    if one is None:
        return [""] * 8
    share = shown_share(one)
    return [
        one.district,
        one.tier.value,
        HIDDEN if share is None else share,
        one.care,
        sum(one.lessons.values()),
        one.lessons[AdultKind.VENDOR_INSTRUCTOR],
        one.lessons[AdultKind.GROUP_TEACHER],
        one.cost_fen / FEN_A_YUAN,
    ]


def _ends(told: Interval) -> list[Cell]:
    return [
        "" if value is None or value != value else round(value, 4) for value in told
    ]
