"""Proof that children sit only in clubs they asked for, when they are there."""

from random import Random

import pytest

from kehou_solver.domain import Club, Instance, Pupil, Timetable
from kehou_solver.policy import Policy
from kehou_solver.testing import check_allows
from tests.solver.rules.agreement import (
    WORLD_CLUBS,
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
    CLUBS,
    PUPILS,
    ROBOTS,
    SLOTS,
    TERM_START,
    changed,
    lawful,
    meeting,
    replaced,
    together,
    two_campuses,
    world,
)

RULE = "seats_as_asked"
pytestmark = pytest.mark.clause("LZ-206", "LZ-301")

P4 = PUPILS[3]
"""Grade 3, wishes robots and chess."""


def p4(**changes: object) -> Instance:
    """The default world where p4 is another child."""
    return world(pupils=replaced(PUPILS, changed(P4, **changes)))


def clubs(*clubs: Club, pupil: Pupil = P4) -> Instance:
    """The default world with other clubs."""
    return world(clubs=replaced(CLUBS, *clubs), pupils=replaced(PUPILS, pupil))


def chess(*slots: str, pupil: str = "p4", id: str = "chess") -> Timetable:
    """A chess group of one child."""
    return meeting("chess", *slots, room="hall", lead="C1", seats=(pupil,), id=id)


ROBOTS_TOO = meeting("robots", "tue-2", room="lab", lead="V1", seats=("p4",))
TWICE = together(chess("mon-2"), ROBOTS_TOO)


def families(chess: str | None, robots: str | None) -> Instance:
    """The default world with families of clubs, where p4 may sit in five clubs."""
    return clubs(
        changed(CHESS, family=chess),
        changed(ROBOTS, family=robots),
        pupil=changed(P4, clubs_per_week=5),
    )


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("the last of several wishes", True, world(), chess("mon-2")),
    edge("a club not wished for", False, p4(wishes=("robots",)), chess("mon-2")),
    edge("no wishes at all", False, p4(wishes=()), chess("mon-2")),
    edge("a child without consent", False, p4(consent=None), chess("mon-2")),
    edge("a child who skips the slot", False, p4(skips=("mon-2",)), chess("mon-2")),
    edge("a child who skips another slot", True, p4(skips=("mon-1",)), chess("mon-2")),
    edge("a child who goes home that day", False, p4(weekdays=(2,)), chess("mon-2")),
    edge(
        "there for one of two meetings",
        False,
        p4(weekdays=(1,)),
        chess("mon-1", "tue-1"),
    ),
    edge("there for both meetings", True, p4(weekdays=(1, 2)), chess("mon-1", "tue-1")),
    edge(
        "the lowest grade of the club",
        True,
        clubs(changed(CHESS, from_grade=3)),
        chess("mon-2"),
    ),
    edge(
        "one grade below the club",
        False,
        clubs(changed(CHESS, from_grade=4)),
        chess("mon-2"),
    ),
    edge(
        "the highest grade of the club",
        True,
        clubs(changed(CHESS, to_grade=3)),
        chess("mon-2"),
    ),
    edge(
        "one grade above the club",
        False,
        clubs(changed(CHESS, to_grade=2)),
        chess("mon-2"),
    ),
    edge(
        "a club of the other campus, held here",
        False,
        two_campuses(clubs=replaced(CLUBS, changed(CHESS, school="west"))),
        chess("mon-2"),
    ),
    edge(
        "a club of this school in a slot of the other campus",
        False,
        two_campuses(),
        chess("w-mon-2"),
    ),
    edge("two clubs, one allowed", False, p4(clubs_per_week=1), TWICE),
    edge("two clubs, two allowed", True, p4(clubs_per_week=2), TWICE),
    edge("two clubs of one family", False, families("games", "games"), TWICE),
    edge("two clubs of two families", True, families("games", "making"), TWICE),
    edge("one of two clubs is of a family", True, families("games", None), TWICE),
    edge(
        "a family that bears the name of another club",
        True,
        families("robots", None),
        TWICE,
    ),
    edge("one seat in a family", True, families("games", "games"), ROBOTS_TOO),
    edge(
        "two children in two clubs of one family",
        True,
        families("games", "games"),
        together(chess("mon-2", pupil="p5"), ROBOTS_TOO),
    ),
    edge(
        "two groups of one club of a family",
        False,
        families("games", None),
        together(chess("mon-2"), chess("tue-2", id="more")),
    ),
    edge("one club, none allowed", False, p4(clubs_per_week=0), ROBOTS_TOO),
    edge(
        "two groups of one club",
        False,
        p4(clubs_per_week=5),
        together(chess("mon-2"), chess("tue-2", id="more")),
    ),
    edge(
        "two children in two groups of one club",
        True,
        p4(clubs_per_week=5),
        together(chess("mon-2"), chess("tue-2", id="more", pupil="p5")),
    ),
    edge(
        "one club in odd weeks and one in even weeks, one allowed",
        True,
        world(slots=(changed(SLOTS[1], weeks="odd"), changed(SLOTS[3], weeks="even"))),
        TWICE,
    ),
    edge(
        "two clubs in odd weeks, one allowed",
        False,
        world(slots=(SLOTS[1], changed(SLOTS[3], weeks="odd"))),
        TWICE,
    ),
    edge(
        "a child who skips the slot of even weeks",
        False,
        world(
            slots=(changed(SLOTS[1], weeks="even"),),
            pupils=(changed(P4, skips=("mon-2",)),),
        ),
        chess("mon-2"),
    ),
)
def test_children_sit_where_they_asked_to(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def test_the_same_seat_twice_is_refused() -> None:
    # The model has no words for it: only the judge can see it.
    seat = chess("mon-2")
    twice = changed(seat, seats=(*seat.seats, *seat.seats))
    instance = p4(clubs_per_week=5)
    assert not check_allows(RULE, instance, twice, Policy.of(instance))


def random_week(chance: Random) -> Week:
    """Children with many wishes and a few reasons to be elsewhere."""
    world = random_world(chance, biweekly=20, clubs=(CHESS, ROBOTS, WORLD_CLUBS[-1]))
    ids = [club.id for club in world.clubs]
    skips = [slot.id for slot in world.slots]
    pupils = each_changed(
        world.pupils,
        lambda _: {
            "wishes": some(chance, ids, 2, 3),
            "skips": some(chance, skips, 0, 1),
            "weekdays": chance.choice([(1, 2), (1, 2), (1,)]),
            "clubs_per_week": chance.choice([1, 1, 2, 2, 3]),
            "consent": None if odds(chance, 5) else TERM_START,
        },
    )
    clubs = each_changed(
        world.clubs,
        lambda _: {
            "from_grade": chance.choice([1, 1, 1, 2, 3]),
            "to_grade": chance.choice([9, 9, 3, 2]),
            "family": chance.choice([None, "games", "games"]),
        },
    )
    instance = changed(world, pupils=pupils, clubs=clubs)
    return instance, random_timetable(
        chance, instance, care=0, clubs=3, seats=2, posts=0, leads=(1,), astray=4
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
