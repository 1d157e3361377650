"""Proof that no group meets in a room while it is closed."""

from random import Random

import pytest

from kehou_solver.domain import Closure, Instance, Timetable
from kehou_solver.domain.base import Weeks
from tests.solver.rules.agreement import (
    Week,
    agree,
    both_sides,
    each_changed,
    edge,
    edges,
    judged,
    others_change_nothing,
    random_timetable,
    random_world,
    repeatedly,
    some_weeks,
)
from tests.solver.worlds import (
    ROOMS,
    SLOTS,
    at,
    care,
    changed,
    lawful,
    meeting,
    replaced,
    room,
    venue,
    world,
)

RULE = "room_open"
pytestmark = pytest.mark.clause("LZ-418")


def shut(weekday: int, start: str, end: str, weeks: Weeks = "every") -> Closure:
    """The hall is shut for a while."""
    return Closure(weekday=weekday, start=at(start), end=at(end), weeks=weeks)


def hall(*closed: Closure) -> Instance:
    """The default world with closures of the hall."""
    return world(rooms=replaced(ROOMS, room("hall", closed=closed)))


def fortnight(slot: Weeks, closed: Weeks) -> Instance:
    """mon-2 and a closure that overlaps it, each in some weeks."""
    slots = (SLOTS[0], changed(SLOTS[1], weeks=slot), *SLOTS[2:])
    rooms = replaced(ROOMS, room("hall", closed=(shut(1, "17:00", "18:00", closed),)))
    return world(slots=slots, rooms=rooms)


CHESS = meeting("chess", "mon-2", room="hall", lead="C1")


@edges(
    edge("nothing at all", True, hall(shut(1, "00:00", "24:00")), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge(
        "closed until the meeting starts", True, hall(shut(1, "12:00", "17:20")), CHESS
    ),
    edge("closed for the first minute", False, hall(shut(1, "12:00", "17:21")), CHESS),
    edge("closed from the end on", True, hall(shut(1, "18:00", "19:00")), CHESS),
    edge("closed for the last minute", False, hall(shut(1, "17:59", "19:00")), CHESS),
    edge("closed in the middle", False, hall(shut(1, "17:30", "17:31")), CHESS),
    edge("closed on another day", True, hall(shut(2, "12:00", "19:00")), CHESS),
    edge(
        "the second of two closures overlaps",
        False,
        hall(shut(1, "12:00", "13:00"), shut(1, "17:00", "19:00")),
        CHESS,
    ),
    edge(
        "another room is closed",
        True,
        hall(shut(1, "12:00", "19:00")),
        care("mon-2", "1-1", room="r1", lead="T1"),
    ),
    edge(
        "homework care in a closed room",
        False,
        hall(shut(1, "12:00", "19:00")),
        care("mon-2", "1-1", room="hall", lead="T1"),
    ),
    edge(
        "the second meeting of the week is closed",
        False,
        hall(shut(2, "17:20", "18:00")),
        meeting("chess", "mon-2", "tue-2", room="hall", lead="C1"),
    ),
    edge(
        "a venue that is closed while the group is on the way",
        True,
        world(rooms=(*ROOMS, venue(closed=(shut(1, "17:10", "17:20"),)))),
        meeting("chess", "mon-2", room="pool", lead="C1"),
    ),
    edge(
        "closed in odd weeks, meeting in every week",
        False,
        fortnight("every", "odd"),
        CHESS,
    ),
    edge(
        "closed in odd weeks, meeting in odd weeks",
        False,
        fortnight("odd", "odd"),
        CHESS,
    ),
    edge(
        "closed in odd weeks, meeting in even weeks",
        True,
        fortnight("even", "odd"),
        CHESS,
    ),
)
def test_no_group_meets_behind_closed_doors(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


TIMES = tuple(map(at, ("16:29", "16:30", "17:09", "17:10", "17:20", "17:21", "18:00")))


def random_week(chance: Random) -> Week:
    """Closures that often begin or end exactly when a slot does."""

    def closed() -> Closure:
        start, end = sorted(chance.sample(TIMES, 2))
        return Closure(
            weekday=chance.choice([1, 2]),
            start=start,
            end=end,
            weeks=some_weeks(chance, 30),
        )

    world = random_world(chance, biweekly=20)
    rooms = each_changed(
        world.rooms,
        lambda _: {
            "closed": tuple(closed() for _ in range(chance.choice([0, 1, 1, 2])))
        },
    )
    instance = changed(world, rooms=rooms)
    return instance, random_timetable(chance, instance, posts=0, seats=0, leads=(1,))


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
