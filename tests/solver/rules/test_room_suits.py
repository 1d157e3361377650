"""Proof that every group meets in a room of its school that has what it needs."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Timetable
from tests.solver.rules.agreement import (
    WORLD_CLUBS,
    WORLD_ROOMS,
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
    CHESS,
    ROOMS,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    replaced,
    room,
    two_campuses,
    venue,
    world,
)

RULE = "room_suits"
pytestmark = pytest.mark.clause("LZ-303", "LZ-315")


def two_venues() -> Instance:
    """Chess in the hall or anywhere with boards; swim only at the pool."""
    rooms = (*WORLD_ROOMS, venue("lake", features=("boards",)))
    return two_campuses(rooms=rooms, clubs=WORLD_CLUBS)


def chess(room: str) -> Timetable:
    """Chess in some room."""
    return meeting("chess", "mon-2", room=room, lead="C1")


def swim(room: str) -> Timetable:
    """Swimming in some room."""
    return meeting("swim", "mon-2", room=room, lead="C1")


def needing(*features: str, has: tuple[str, ...]) -> Instance:
    """Chess needs these features; the hall has those."""
    return world(
        clubs=(changed(CHESS, room_features=features),),
        rooms=replaced(ROOMS, room("hall", features=has)),
    )


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("a club in a room without what it needs", False, world(), chess("r1")),
    edge("a club in a room with other features", False, world(), chess("lab")),
    edge(
        "a room with all of two features",
        True,
        needing("boards", "clocks", has=("clocks", "sink", "boards")),
        chess("hall"),
    ),
    edge(
        "a room with one of two features",
        False,
        needing("boards", "clocks", has=("boards",)),
        chess("hall"),
    ),
    edge(
        "a club that needs nothing in a plain room", True, needing(has=()), chess("r1")
    ),
    edge(
        "a club in a room of the other campus",
        False,
        two_campuses(rooms=(*ROOMS, room("r9", school="west", features=("boards",)))),
        chess("r9"),
    ),
    edge(
        "homework care in any room of the school",
        True,
        world(),
        care("mon-1", "1-1", room="lab", lead="T1"),
    ),
    edge(
        "homework care in a room of the other campus",
        False,
        two_campuses(),
        care("mon-1", "1-1", room="r9", lead="T1"),
    ),
    edge(
        "homework care at a venue",
        False,
        two_venues(),
        care("mon-1", "1-1", room="pool", lead="T1"),
    ),
    edge("a club at its venue", True, two_venues(), swim("pool")),
    edge("a club with a venue in the school", False, two_venues(), swim("hall")),
    edge("a club with a venue at another venue", False, two_venues(), swim("lake")),
    edge("a club without a venue at a venue", False, two_venues(), chess("lake")),
    edge(
        "a venue that lacks a feature",
        False,
        world(
            rooms=WORLD_ROOMS[:5],
            clubs=(changed(WORLD_CLUBS[2], room_features=("lanes",)),),
        ),
        swim("pool"),
    ),
    edge(
        "a venue with the feature",
        True,
        world(
            rooms=(*ROOMS, venue(features=("lanes",))),
            clubs=(changed(WORLD_CLUBS[2], room_features=("lanes",)),),
        ),
        swim("pool"),
    ),
)
def test_every_group_is_in_a_room_that_suits(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Features and venues dealt out at random."""
    world = random_world(chance)
    features = ("boards", "sockets")
    instance = changed(
        world,
        rooms=each_changed(
            world.rooms,
            lambda r: {
                "features": some(chance, features, 1, 2),
                "offsite": r.id == "pool" or odds(chance, 10),
            },
        ),
        clubs=each_changed(
            world.clubs,
            lambda c: {
                "room_features": some(chance, features, 0, 2),
                "venue": chance.choice([None, c.venue, "hall", "pool"])
                if odds(chance, 20)
                else c.venue,
            },
        ),
    )
    return instance, random_timetable(
        chance, instance, care=1, clubs=2, posts=0, astray=5
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
