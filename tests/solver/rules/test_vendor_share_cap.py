"""Proof that vendors give no more than their share of a school's lessons."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Timetable
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
    at_gate,
    care,
    changed,
    east,
    lawful,
    limits,
    meeting,
    together,
    two_campuses,
    world,
)

RULE = "vendor_share_cap"
pytestmark = pytest.mark.clause("LZ-318")


def share(percent: int) -> Instance:
    """The default world with another share."""
    return world(schools=east(vendor_share_percent=percent))


def care_of(number: int) -> Timetable:
    """So many lessons of own teachers."""
    cells = [
        care(slot.id, class_id, room="r1", lead="T1")
        for class_id in ("1-1", "3-1")
        for slot in SLOTS
    ]
    return together(*cells[:number])


VENDOR = meeting("robots", "tue-2", room="lab", lead="V1")
VENDOR_TWICE = meeting("robots", "mon-2", "tue-2", room="lab", lead="V1")
ASSISTS = meeting("robots", "tue-2", room="lab", lead="C1", assistants=("V1",))
FORTNIGHT = (*SLOTS[:3], changed(SLOTS[3], weeks="odd"))
WEST_CARE = care("w-mon-2", "2-9", room="r9", lead="G1", school="west")


@edges(
    edge("nothing at all", True, share(0), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("no vendor and no share", True, share(0), care_of(2)),
    edge("a vendor and no share", False, share(0), together(care_of(8), VENDOR)),
    edge("exactly a quarter", True, share(25), together(care_of(3), VENDOR)),
    edge(
        "a quarter, one lesson too few of others",
        False,
        share(25),
        together(care_of(2), VENDOR),
    ),
    edge(
        "exactly a third is more than 33 percent",
        False,
        share(33),
        together(care_of(2), VENDOR),
    ),
    edge("a third is within 34 percent", True, share(34), together(care_of(2), VENDOR)),
    edge("only vendors", False, share(99), VENDOR),
    edge("only vendors, all allowed", True, share(100), VENDOR),
    edge(
        "each meeting is a lesson", False, share(25), together(care_of(3), VENDOR_TWICE)
    ),
    edge(
        "a vendor assistant gives a lesson, too",
        False,
        share(25),
        together(care_of(1), ASSISTS),
    ),
    edge(
        "a vendor assistant within the share",
        True,
        share(25),
        together(care_of(2), ASSISTS),
    ),
    edge(
        "other assistants give lessons, too",
        True,
        share(25),
        together(
            care_of(2),
            meeting("robots", "tue-2", room="lab", lead="V1", assistants=("T5",)),
        ),
    ),
    edge(
        "posts are no lessons",
        False,
        share(25),
        together(care_of(2), VENDOR, at_gate("S1", 1, 2)),
    ),
    edge(
        "lessons at another school do not count",
        False,
        two_campuses(
            schools=(changed(EAST, limits=limits(vendor_share_percent=25)), WEST)
        ),
        together(care_of(2), VENDOR, WEST_CARE),
    ),
    edge(
        "within the share over both weeks, not in odd weeks",
        False,
        world(schools=east(vendor_share_percent=25), slots=FORTNIGHT),
        together(care_of(2), VENDOR),
    ),
    edge(
        "in odd weeks only, within the share there",
        True,
        world(schools=east(vendor_share_percent=25), slots=FORTNIGHT),
        together(care_of(3), VENDOR),
    ),
)
def test_vendors_keep_to_their_share(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Few lessons, and shares that are often just met."""
    instance = random_world(
        chance,
        schools=tuple(
            changed(
                school,
                limits=limits(
                    vendor_share_percent=chance.choice([0, 20, 25, 33, 34, 50, 66, 100])
                ),
            )
            for school in (EAST, WEST)
        ),
    )
    who = ("V1", "V1" if odds(chance, 50) else "T3", "C1", "T5", "T1")
    return instance, random_timetable(
        chance, instance, care=3, clubs=2, posts=1, seats=0, leads=(1, 1, 2), adults=who
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
