"""A goal's expression and its measure come to the same number on lawful weeks.

The weeks are planted ones of the smallest ladder school, with and without odd and even
weeks; for `changes`, a second planted week of the same school is the published one.
"""

import pytest

from kehou_instances.ladder import Knobs, generate
from kehou_solver.domain import Instance, Timetable
from kehou_solver.goals import GOALS
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.shortages.readiness import ON_REQUEST
from kehou_solver.testing import goal_value
from tests.solver import worlds as w

SEEDS = range(12)
KNOBS = {
    "every week alike": Knobs(),
    "odd and even weeks": Knobs(odd_even=True),
    "many merged": Knobs(consent_rate=0.5),
}


def published_otherwise(timetable: Timetable) -> Timetable:
    """Return a week that differs: some people gone, some swapped between groups."""
    staff = [
        w.changed(s, adult=timetable.staff[(i * 7 + 3) % len(timetable.staff)].adult)
        if i % 3 == 0
        else s
        for i, s in enumerate(timetable.staff)
        if i % 5
    ]
    return w.changed(
        timetable, staff=tuple(staff), seats=timetable.seats[::2], posts=()
    )


def weeks() -> list[tuple[Instance, Timetable]]:
    """Lay out the lawful weeks every goal is tried on."""
    points = w.replaced(
        w.PUPILS,
        w.changed(w.PUPILS[3], wish_points=(11, 11)),
        w.changed(w.PUPILS[4], wish_points=(5, 3)),
    )
    laid = [
        (w.world(), w.lawful()),
        (w.world(pupils=points), w.lawful()),
        (w.two_campuses(), w.lawful_two()),
    ]
    for knobs in KNOBS.values():
        for seed in SEEDS:
            planted = generate("XS", seed, knobs)
            other = published_otherwise(planted.timetable)
            laid.append(
                (w.changed(planted.instance, published=other), planted.timetable)
            )
    return laid


WEEKS = weeks()


@pytest.mark.parametrize("name", GOALS)
def test_expression_and_measure_agree(name: str) -> None:
    seen = set()
    for instance, timetable in WEEKS:
        policy = Policy.of(instance)
        measured = MEASURES[name].measure(instance, timetable, policy)
        assert goal_value(name, instance, timetable, policy) == measured, instance.id
        seen.add(measured)
    if name != "afternoon_gaps":  # two slots a day leave no slot in between
        assert len(seen) > 1, "a goal that never differs proves nothing"


@pytest.mark.parametrize("name", GOALS)
def test_goal_and_measure_seek_the_same_way(name: str) -> None:
    assert GOALS[name].seek == MEASURES[name].seek


def test_a_gap_between_two_lessons_is_counted_by_both() -> None:
    # T1 has the first and the third slot of Monday, and waits in the second.
    third = w.slot("mon-3", 1, "18:10", "18:50")
    school = w.world(slots=(*w.SLOTS, third), schools=w.east(duty_minutes_day=700))
    week = w.together(
        w.care("mon-1", "1-1", room="r1", lead="T1"),
        w.care("mon-2", "1-1", room="r1", lead="T5"),
        w.care("mon-3", "1-1", room="r1", lead="T1"),
    )
    policy = Policy.of(school)
    assert MEASURES["afternoon_gaps"].measure(school, week, policy) == 1
    assert goal_value("afternoon_gaps", school, week, policy) == 1


def test_every_goal_of_the_rulebook_can_be_sought_and_measured() -> None:
    order = Policy.of(w.world()).goal_order()
    assert {*order, *ON_REQUEST} == set(GOALS) == set(MEASURES)
