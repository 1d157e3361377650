"""Intervals and totals against numbers worked out by hand."""

import math
import random

import pytest

from kehou_simulation.answers.figures import SchoolFigures, Seats
from kehou_simulation.answers.intervals import difference, interval
from kehou_simulation.answers.solved import Row
from kehou_simulation.answers.totals import METRICS, gini
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.answer import Gap, GoalResult
from kehou_solver.domain.school import Tier


def school(
    name: str, seats: tuple[tuple[int, int], ...], vendors: int, fees: int
) -> SchoolFigures:
    return SchoolFigures(
        school=name,
        district="d",
        tier=Tier.TOWNSHIP,
        weak=False,
        weeks=1,
        children=100,
        taking_part=80,
        seats=tuple(
            Seats(tier=tier, wished=wished, seated=seated)
            for tier, (wished, seated) in enumerate(seats, start=1)
        ),
        care=50,
        lessons={AdultKind.OWN_TEACHER: 10, AdultKind.VENDOR_INSTRUCTOR: vendors},
        skills={},
        cost_fen=40_000,
        cost_month_fen=160_000,
        fees_month_fen=fees,
    )


ROWS = (
    Row(
        verdict="found",
        schools=("a", "b"),
        figures=(
            school("a", ((10, 10), (20, 15), (10, 5)), 0, 500_000),
            school("b", ((10, 5), (20, 5), (10, 0)), 5, 140_000),
        ),
        goals=(
            GoalResult(name="late_evenings", value=7, bound=7, proved=True, seconds=1),
        ),
    ),
    Row(
        verdict="impossible",
        schools=("c", "d"),
        gaps=(
            Gap(
                school="c", slot="s", classes=("1",), adults_missing=2, skill="homework"
            ),
            Gap(
                school="d", slot="s", classes=("1",), adults_missing=1, skill="homework"
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("solved", 50.0),
        ("satisfied_1", 75.0),
        ("satisfied_2", 50.0),
        ("satisfied_3", 25.0),
        ("satisfied_all", 50.0),
        ("adults_missing", 3),
        ("vendor_share", 20.0),
        ("group_share", 0.0),
        ("cost_each", 5.0),
        ("fees_spent", 50.0),
        ("beyond_fees", 50.0),
        ("late_evenings", 7),
        ("range", 50.0),
    ],
)
def test_totals_by_hand(name: str, value: float) -> None:
    assert METRICS[name].of(ROWS) == pytest.approx(value)


def test_gini_by_hand() -> None:
    assert gini([1.0, 1.0, 1.0]) == pytest.approx(0.0)
    assert gini([0.0, 0.0, 1.0]) == pytest.approx(2 / 3)
    assert gini([0.75, 0.25]) == pytest.approx(0.25)
    assert gini([0.0, 0.0]) is None
    assert METRICS["gini"].of(ROWS) == pytest.approx(0.25)


def test_what_nobody_knows_has_no_value() -> None:
    none = {name for name, metric in METRICS.items() if metric.of(ROWS[1:]) is None}
    assert none == set(METRICS) - {"solved", "adults_missing"}


def test_an_interval_by_hand() -> None:
    told = interval([1.0, 2.0, 3.0])
    half = 4.303 / math.sqrt(3)
    assert told == pytest.approx((2.0, 2.0 - half, 2.0 + half))
    assert interval([5.0]) == (5.0, None, None)


def test_shared_chance_falls_out_of_a_difference() -> None:
    chance = random.Random(1)  # noqa: S311
    shared = [chance.gauss(0, 10) for _ in range(20)]
    other = [value + 1 + chance.gauss(0, 0.1) for value in shared]
    told = difference(other, shared)
    assert told.certain
    assert told.mean == pytest.approx(1, abs=0.1)
    assert not interval(other).certain


@pytest.mark.parametrize("count", [3, 10, 40])
def test_intervals_hold_the_truth_about_as_often_as_they_say(count: int) -> None:
    chance = random.Random(count)  # noqa: S311
    held = 0
    for _ in range(2_000):
        told = interval([chance.gauss(0, 1) for _ in range(count)])
        held += not told.certain
    assert 0.935 < held / 2_000 < 0.965
