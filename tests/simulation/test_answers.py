"""What is said of a solved school adds up, and is never less than what was known."""

from datetime import date

import pytest

from kehou_instances.ladder import generate
from kehou_simulation.answers import solved as module
from kehou_simulation.answers.figures import figures_of, lent_in
from kehou_simulation.answers.solved import solved
from kehou_simulation.changes import Chance, changed
from kehou_simulation.changes.add_adults import AddAdults
from kehou_simulation.changes.fewer_adults import FewerAdults
from kehou_simulation.scenarios.study import Effort
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.answer import RanOutOfTime
from kehou_solver.measures import MEASURES, ahead, measure_all
from kehou_solver.policy import Policy

TINY = generate("XS", 3)
GROUP = generate("XL", 0)
EFFORT = Effort(seconds=2)

SEAT_GOALS = 6


def test_schools_add_up_to_the_group() -> None:
    policy = Policy.of(GROUP.instance)
    figures = figures_of(GROUP.instance, GROUP.timetable, policy)
    assert len(figures) == 7
    assert sum(one.children for one in figures) == 9_000
    values = measure_all(GROUP.instance, GROUP.timetable, policy)
    assert sum(one.cost_fen for one in figures) == values["cost_fen"] > 0
    for tier in (1, 2, 3):
        seated = sum(one.seats[tier - 1].seated for one in figures)
        assert seated == values[f"wishes_met_{tier}"] > 0
    vendors = sum(one.lessons[AdultKind.VENDOR_INSTRUCTOR] for one in figures)
    assert vendors == values["vendor_lessons"]
    lent = lent_in(GROUP.instance, GROUP.timetable)
    assert sum(one.lessons for one in lent) <= values["group_teacher_lessons"]
    weak = {school.id for school in GROUP.instance.schools if school.weak}
    assert {one.at for one in lent} <= weak
    assert not {one.home for one in lent} & weak


@pytest.fixture(scope="module")
def base() -> module.Solved:
    return solved(TINY.instance, EFFORT)


def test_a_found_week_has_a_row(base: module.Solved) -> None:
    told = base
    assert (told.row.verdict, told.row.schools) == ("found", ("main",))
    assert told.timetable is not None
    values = {goal.name: goal.value for goal in told.row.goals}
    assert values == measure_all(
        TINY.instance, told.timetable, Policy.of(TINY.instance)
    )


def test_an_impossible_week_says_who_is_missing() -> None:
    nobody = changed(
        TINY.instance, [FewerAdults(kind="fewer_adults", percent=90)], Chance(0)
    )
    told = solved(nobody, EFFORT)
    assert told.row.verdict == "impossible"
    assert told.row.gaps or told.row.wrong
    assert told.timetable is None
    assert told.row.figures == ()


def test_wrong_data_is_a_row_with_its_reason() -> None:
    late = TINY.instance.model_copy(update={"week_of": date(2026, 3, 17)})
    told = solved(late, EFFORT)
    assert told.row.verdict == "refused"
    assert told.row.wrong[0].zh != told.row.wrong[0].en


def test_one_more_is_never_worse_even_without_time(
    base: module.Solved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another scenario found stands where the search itself finds nothing."""
    assert base.timetable is not None
    more = changed(
        TINY.instance,
        [AddAdults(kind="add_adults", adult_kind=AdultKind.OWN_TEACHER, adults=1)],
        Chance(0),
    )
    monkeypatch.setattr("kehou_solver.solve.solve", lambda *_, **__: RanOutOfTime(1.0))
    told = solved(more, EFFORT, starts=[base.timetable])
    assert told.row.verdict == "found"
    # Loads are spread over one more, so only what comes before them is compared.
    before = {goal.name: goal.value for goal in base.row.goals[:SEAT_GOALS]}
    reached = {goal.name: goal.value for goal in told.row.goals}
    assert list(before) == list(reached)[:SEAT_GOALS]
    assert not ahead(before, reached)


def test_timetables_that_are_not_lawful_here_start_nothing(
    base: module.Solved,
) -> None:
    assert base.timetable is not None
    without = changed(
        TINY.instance, [FewerAdults(kind="fewer_adults", adults=1)], Chance(0)
    )
    policy = Policy.of(without)
    used = {staff.adult for staff in base.timetable.staff}
    gone = {a.id for a in without.adults if a.free == ()}
    best = module.best_lawful(without, policy, [base.timetable])
    assert (best is None) == bool(used & gone)


def test_better_is_judged_goal_by_goal() -> None:
    maxima = [name for name in MEASURES if MEASURES[name].seek == "max"]
    one = {maxima[0]: 2, maxima[1]: 0}
    assert ahead(one, {maxima[0]: 1, maxima[1]: 9})
    assert not ahead({maxima[0]: 1, maxima[1]: 9}, one)
    assert not ahead(one, one)
