"""Proof that no room holds more children than it has seats."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Timetable
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
    some,
)
from tests.solver.worlds import (
    CLASSES,
    PUPILS,
    ROOMS,
    SLOTS,
    TERM_START,
    care,
    changed,
    lawful,
    meeting,
    replaced,
    room,
    together,
    world,
)

RULE = "room_seats"
pytestmark = pytest.mark.clause("LZ-418")

P4, P5, P6 = PUPILS[3:]


def seats(**of_room: int) -> Instance:
    """The default world with rooms of other sizes."""
    return world(rooms=replaced(ROOMS, *(room(r, n) for r, n in of_room.items())))


CARE = care("tue-2", "3-1", room="r3", lead="T3")
BOTH = care("tue-2", "1-1", "3-1", room="r3", lead="T3")
ROBOTS = meeting("robots", "tue-2", room="lab", lead="V1", seats=("p4", "p5"))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a club group that just fits", True, seats(lab=2), ROBOTS),
    edge("a club group with one child too many", False, seats(lab=1), ROBOTS),
    edge("homework care that just fits", True, seats(r3=3), CARE),
    edge("homework care with one child too many", False, seats(r3=2), CARE),
    edge(
        "homework care that fits while others are in a club",
        True,
        seats(r3=1),
        together(CARE, ROBOTS),
    ),
    edge(
        "homework care too large though others are in a club",
        False,
        seats(r3=0),
        together(CARE, ROBOTS),
    ),
    edge("merged care that just fits", True, seats(r3=6), BOTH),
    edge("merged care with one child too many", False, seats(r3=5), BOTH),
    edge(
        "an empty group in a room without seats",
        True,
        seats(lab=0),
        meeting("robots", "tue-2", room="lab", lead="V1"),
    ),
    edge(
        "a group without classes in a room without seats",
        True,
        seats(r3=0),
        care("tue-2", room="r3", lead="T3"),
    ),
    edge(
        "unlisted children count",
        False,
        world(
            rooms=replaced(ROOMS, room("r3", 3)),
            classes=replaced(
                CLASSES, changed(CLASSES[1], unlisted=1, unlisted_consent=TERM_START)
            ),
        ),
        CARE,
    ),
    edge(
        "unlisted children without consent do not count",
        True,
        world(
            rooms=replaced(ROOMS, room("r3", 3)),
            classes=replaced(CLASSES, changed(CLASSES[1], unlisted=1)),
        ),
        CARE,
    ),
    edge(
        "a child without consent does not count",
        True,
        world(
            rooms=replaced(ROOMS, room("r3", 2)),
            pupils=(P4, P5, changed(P6, consent=None)),
        ),
        CARE,
    ),
    edge(
        "two meetings of one club do not add up",
        True,
        seats(lab=2),
        meeting("robots", "mon-2", "tue-2", room="lab", lead="V1", seats=("p4", "p5")),
    ),
    edge(
        "a child in a club of odd weeks only needs a chair in even weeks",
        False,
        world(
            slots=(
                SLOTS[0],
                changed(SLOTS[3], weeks="odd"),
                changed(SLOTS[3], id="tue-3", weeks="even"),
            ),
            rooms=replaced(ROOMS, room("r3", 2)),
        ),
        together(ROBOTS, care("tue-3", "3-1", room="r3", lead="T3")),
    ),
)
def test_every_child_has_a_chair(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Rooms of all sizes for a few groups."""
    world = random_world(chance)
    instance = changed(
        world,
        rooms=each_changed(
            world.rooms, lambda _: {"seats": chance.choice([0, 1, 2, 3, 3, 4, 6])}
        ),
        pupils=each_changed(
            world.pupils,
            lambda _: {
                "skips": some(chance, [s.id for s in world.slots], 0, 2),
                "consent": None if odds(chance, 15) else TERM_START,
            },
        ),
        classes=each_changed(
            world.classes,
            lambda _: {
                "unlisted": chance.choice([0, 0, 1]),
                "unlisted_consent": TERM_START if odds(chance, 50) else None,
            },
        ),
    )
    return instance, random_timetable(chance, instance, leads=(1,), posts=0)


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
