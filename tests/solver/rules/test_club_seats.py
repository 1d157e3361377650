"""Proof that no club group takes more children than it offers or can escort."""

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
)
from tests.solver.worlds import (
    ROOMS,
    SLOTS,
    care,
    changed,
    club,
    lawful,
    meeting,
    together,
    venue,
    world,
)

RULE = "club_seats"
pytestmark = pytest.mark.clause("LZ-315", "LZ-418")


def swimming(per_escort: int, adults: int, seats: int = 6) -> Instance:
    """A club at a venue."""
    swim = club("swim", venue="pool", seats=seats, adults_per_group=adults)
    return world(rooms=(*ROOMS, venue(pupils_per_escort=per_escort)), clubs=(swim,))


def swim(*pupils: str) -> Timetable:
    """A swimming group."""
    return meeting("swim", "mon-2", room="pool", lead="C1", seats=pupils)


def chess(*pupils: str, id: str = "chess") -> Timetable:
    """A chess group; the club has three seats."""
    return meeting("chess", "mon-2", room="hall", lead="C1", seats=pupils, id=id)


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("an empty group", True, world(), chess()),
    edge("exactly the seats of the club", True, world(), chess("p1", "p2", "p3")),
    edge("one child too many", False, world(), chess("p1", "p2", "p3", "p4")),
    edge(
        "two groups, each within the seats",
        True,
        world(),
        together(chess("p1", "p2", "p3"), chess("p4", "p5", "p6", id="more")),
    ),
    edge(
        "two meetings do not add up",
        True,
        world(),
        meeting(
            "chess", "mon-2", "tue-2", room="hall", lead="C1", seats=("p1", "p2", "p3")
        ),
    ),
    edge(
        "homework care has no club seats",
        True,
        world(),
        care("mon-1", "1-1", "3-1", room="r1", lead="T1"),
    ),
    edge(
        "as many children as one adult may escort",
        True,
        swimming(2, 1),
        swim("p1", "p2"),
    ),
    edge(
        "one child more than one adult may escort",
        False,
        swimming(2, 1),
        swim("p1", "p2", "p3"),
    ),
    edge(
        "as many children as two adults may escort",
        True,
        swimming(2, 2),
        swim("p1", "p2", "p3", "p4"),
    ),
    edge(
        "one child more than two adults may escort",
        False,
        swimming(2, 2),
        swim("p1", "p2", "p3", "p4", "p5"),
    ),
    edge(
        "escorts enough, seats too few",
        False,
        swimming(2, 2, seats=3),
        swim("p1", "p2", "p3", "p4"),
    ),
    edge(
        "too many children in odd weeks only",
        False,
        world(slots=(changed(SLOTS[1], weeks="odd"),)),
        chess("p1", "p2", "p3", "p4"),
    ),
)
def test_no_club_group_is_overfull(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Clubs and escorts with few seats."""
    world = random_world(chance)
    instance = changed(
        world,
        rooms=each_changed(
            world.rooms,
            lambda r: (
                {"pupils_per_escort": chance.choice([1, 2, 3])} if r.offsite else {}
            ),
        ),
        clubs=each_changed(
            world.clubs,
            lambda c: {
                "seats": chance.choice([0, 1, 2, 3, 4]),
                "adults_per_group": chance.choice([1, 2]),
                "venue": "pool" if odds(chance, 30) else c.venue,
            },
        ),
    )
    return instance, random_timetable(
        chance, instance, care=1, clubs=2, seats=4, posts=0
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
