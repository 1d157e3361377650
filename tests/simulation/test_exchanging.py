"""What one scenario found, the others know, if it is lawful there."""

import pytest

from kehou_instances.ladder import generate
from kehou_simulation.answers.exchanging import Known, exchanged
from kehou_simulation.answers.figures import figures_of
from kehou_simulation.answers.solved import Row, Solved, at_least, solved
from kehou_simulation.changes.fee import Fee
from kehou_simulation.changes.fewer_adults import FewerAdults
from kehou_simulation.runs.planning import Piece
from kehou_simulation.scenarios.study import Effort
from kehou_solver.checks import audit, broken
from kehou_solver.fairness import is_fair
from kehou_solver.measures import ahead
from kehou_solver.policy import Policy

TINY = generate("XS", 3)


@pytest.fixture(scope="module")
def good() -> Solved:
    return solved(TINY.instance, Effort(seconds=2))


@pytest.fixture(scope="module")
def poor() -> Solved:
    """Return what is known where the search had no time: the planted week."""
    nothing = Row(verdict="out_of_time", schools=("main",))
    told = at_least(TINY.instance, nothing, [TINY.timetable])
    assert told is not None
    return told


def piece(key: str, *changes: object) -> Piece:
    return Piece(key=key, schools=("main",), changes=changes, seed=0, replication=0)  # type: ignore[arg-type]


def values(row: Row) -> dict[str, int]:
    return {goal.name: goal.value for goal in row.goals}


def test_a_planted_week_becomes_a_row(poor: Solved) -> None:
    assert poor.row.verdict == "found"
    assert poor.timetable is not None
    policy = Policy.of(TINY.instance)
    assert is_fair(TINY.instance, poor.timetable, policy)
    assert poor.row.figures == figures_of(TINY.instance, poor.timetable, policy)


def test_the_better_week_is_known_to_all_in_whom_it_is_lawful(
    good: Solved, poor: Solved
) -> None:
    fee = Fee(kind="fee", month_fen=12_000)
    everybody = FewerAdults(kind="fewer_adults", percent=100)
    known = {
        "base": Known(piece("base"), poor.row, poor.timetable),
        "fee": Known(piece("fee", fee), good.row, good.timetable),
        "nobody": Known(
            piece("nobody", everybody), Row(verdict="out_of_time", schools=()), None
        ),
    }
    better = exchanged(TINY.instance, known)
    assert better.keys() == {"base"}
    told = better["base"]
    assert told.timetable is not None
    assert ahead(values(told.row), values(poor.row))
    assert values(told.row) == values(good.row)
    policy = Policy.of(TINY.instance)
    assert not broken(audit(TINY.instance, told.timetable, policy))


def test_nothing_changes_where_nothing_is_better(good: Solved, poor: Solved) -> None:
    known = {
        "base": Known(piece("base"), good.row, good.timetable),
        "fee": Known(
            piece("fee", Fee(kind="fee", month_fen=12_000)), good.row, good.timetable
        ),
        "wrong": Known(piece("wrong"), Row(verdict="refused", schools=()), None),
    }
    assert exchanged(TINY.instance, known) == {}
