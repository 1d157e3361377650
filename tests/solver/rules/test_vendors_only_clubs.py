"""Proof that vendor instructors serve in clubs and nowhere else."""

from random import Random

import pytest

from kehou_solver.domain import AdultKind, Instance, Staff, Timetable
from tests.solver.rules.agreement import (
    Week,
    agree,
    both_sides,
    each_changed,
    edge,
    edges,
    judged,
    odds,
    others_change_nothing,
    random_timetable,
    random_world,
    repeatedly,
)
from tests.solver.worlds import (
    EAST,
    SLOTS,
    at_gate,
    care,
    changed,
    lawful,
    meeting,
    world,
)

RULE = "vendors_only_clubs"
pytestmark = pytest.mark.clause("LZ-318", "LZ-321")

CARE = care("mon-1", "1-1", room="r1", lead="T1")
ODD = (changed(SLOTS[0], weeks="odd"), *SLOTS[1:])


def joined_by(adult: str, weeks: str = "every") -> Timetable:
    """Homework care of T1 where somebody assists."""
    extra = Staff(adult=adult, group="1-1@mon-1", role="assistant", weeks=weeks)
    return changed(CARE, staff=(*CARE.staff, extra))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge(
        "a vendor instructor leads a club",
        True,
        world(),
        meeting("robots", "mon-2", room="lab", lead="V1"),
    ),
    edge(
        "a vendor instructor assists in a club",
        True,
        world(),
        meeting("robots", "mon-2", room="lab", lead="C1", assistants=("V1",)),
    ),
    edge(
        "a vendor instructor leads homework care",
        False,
        world(),
        care("mon-1", "1-1", room="r1", lead="V1"),
    ),
    edge(
        "a vendor instructor assists in homework care", False, world(), joined_by("V1")
    ),
    edge(
        "a vendor instructor in homework care in odd weeks",
        False,
        world(),
        joined_by("V1", "odd"),
    ),
    edge(
        "a vendor instructor of even weeks in a slot of odd weeks",
        True,
        world(slots=ODD),
        joined_by("V1", "even"),
    ),
    edge("a vendor instructor at a post", False, world(), at_gate("V1", 1)),
    edge(
        "a vendor instructor at a post nobody needs",
        True,
        world(schools=(changed(EAST, posts=()),)),
        at_gate("V1", 1),
    ),
    edge(
        "a coach in homework care and at a post",
        True,
        world(),
        changed(joined_by("C1"), posts=at_gate("C1", 1).posts),
    ),
)
def test_vendors_serve_in_clubs_only(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """A week in which anybody may be of a vendor."""
    world = random_world(chance, biweekly=20)
    adults = each_changed(
        world.adults,
        lambda a: {"kind": AdultKind.VENDOR_INSTRUCTOR} if odds(chance, 25) else {},
    )
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance, instance, care=1, clubs=2, posts=1, leads=(1,), seats=0
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
