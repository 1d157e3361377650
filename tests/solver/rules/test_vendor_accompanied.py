"""Proof that a teacher of the school or group is with every vendor-led group."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Staff, Timetable
from tests.solver.rules.agreement import (
    Week,
    agree,
    both_sides,
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
    WEST,
    care,
    changed,
    east,
    lawful,
    limits,
    meeting,
    two_campuses,
    world,
)

RULE = "vendor_accompanied"
pytestmark = pytest.mark.clause("LZ-419")

ALONE_MAY = world(schools=east(vendor_accompanied=False))


def robots(*assistants: str, lead: str = "V1") -> Timetable:
    """A robots group."""
    return meeting("robots", "mon-2", room="lab", lead=lead, assistants=assistants)


def staffed(*rows: tuple[str, str, str]) -> Timetable:
    """A robots group with (adult, role, weeks)."""
    staff = (Staff(adult=a, group="robots", role=r, weeks=w) for a, r, w in rows)
    return changed(robots(), staff=tuple(staff))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a vendor instructor alone", False, world(), robots()),
    edge("a vendor instructor alone where that is allowed", True, ALONE_MAY, robots()),
    edge("with an own teacher", True, world(), robots("T5")),
    edge("with a group teacher", True, two_campuses(), robots("G1")),
    edge("with a coach", False, world(), robots("C1")),
    edge("with support staff", False, world(), robots("S1")),
    edge("with a coach and an own teacher", True, world(), robots("C1", "T5")),
    edge(
        "a vendor instructor beside a vendor instructor",
        False,
        world(),
        staffed(("V1", "lead", "every"), ("V1", "assistant", "every")),
    ),
    edge("a vendor instructor only assists", True, world(), robots("V1", lead="C1")),
    edge("a coach alone", True, world(), robots(lead="C1")),
    edge(
        "an own teacher beside as a second lead",
        False,
        world(),
        staffed(("V1", "lead", "every"), ("T5", "lead", "every")),
    ),
    edge(
        "homework care led by a vendor instructor",
        False,
        world(),
        care("mon-1", "1-1", room="r1", lead="V1"),
    ),
    edge(
        "accompanied in odd weeks only",
        False,
        world(),
        staffed(("V1", "lead", "every"), ("T5", "assistant", "odd")),
    ),
    edge(
        "accompanied in the odd weeks led by a vendor",
        True,
        world(),
        staffed(
            ("V1", "lead", "odd"), ("C1", "lead", "even"), ("T5", "assistant", "odd")
        ),
    ),
    edge(
        "accompanied in the weeks the slot is held",
        True,
        world(slots=(changed(SLOTS[1], weeks="odd"),)),
        staffed(("V1", "lead", "every"), ("T5", "assistant", "odd")),
    ),
    edge(
        "the limits of the group's school count",
        True,
        two_campuses(
            schools=(changed(EAST, limits=limits(vendor_accompanied=False)), WEST)
        ),
        robots(),
    ),
)
def test_no_vendor_leads_alone(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Groups often led by a vendor instructor, with all sorts of assistants."""
    instance = random_world(
        chance,
        schools=tuple(
            changed(school, limits=limits(vendor_accompanied=odds(chance, 80)))
            for school in (EAST, WEST)
        ),
    )
    return instance, random_timetable(
        chance,
        instance,
        care=odds(chance, 30),
        clubs=2,
        posts=0,
        seats=0,
        leads=(1, 1, 1, 2, 0),
        assistants=(1, 1, 1, 2, 0),
        adults=("V1", "V1", "C1", "T5", "G1", "S1"),
        biweekly=25,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
