"""Proof that service begins after the last lesson, with time for the way."""

from random import Random

import pytest

from kehou_solver.domain import HomeroomClass, Instance, LessonsEnd, Slot, Timetable
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
    CLASSES,
    PUPILS,
    ROOMS,
    SLOTS,
    TERM_START,
    at,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    two_campuses,
    venue,
    world,
)

RULE = "after_last_lesson"
pytestmark = pytest.mark.clause("LZ-101", "LZ-303")

NOTHING = Timetable()


def until(monday: str, tuesday: str = "16:20", **changes: object) -> HomeroomClass:
    """Class 1-1, whose lessons end then."""
    ends = tuple(
        LessonsEnd(weekday=day, end=at(time))
        for day, time in ((1, monday), (2, tuesday))
    )
    return changed(CLASSES[0], lessons_end=ends, **changes)


def lessons(
    monday: str,
    tuesday: str = "16:20",
    *,
    way: int = 10,
    slots: tuple[Slot, ...] = SLOTS,
    skips: tuple[str, ...] = (),
    unlisted: int = 0,
    consent: object = TERM_START,
) -> Instance:
    """p1 of 1-1 and p6 of 3-1, whose lessons end at 16:20, and a venue.

    1-1's lessons end as said; p1 skips some slots.
    """
    p1, p6 = PUPILS[0], PUPILS[5]
    class_ = until(monday, tuesday, unlisted=unlisted, unlisted_consent=consent)
    return world(
        classes=(class_, CLASSES[1]),
        pupils=(changed(p1, skips=skips), p6),
        rooms=(*ROOMS, venue(travel_minutes=way)),
        clubs=WORLD_CLUBS[:3],
        slots=slots,
    )


def swim(*seats: str, slots: tuple[str, ...] = ("mon-1",)) -> Timetable:
    """Swimming at the venue; mon-1 starts at 16:30."""
    return meeting("swim", *slots, room="pool", lead="C1", seats=seats)


CHESS = meeting("chess", "mon-1", room="hall", lead="C1", seats=("p1",))
ODD_EARLY = (changed(SLOTS[0], weeks="odd"), *SLOTS[1:])


@edges(
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("a slot that starts when lessons end", True, lessons("16:30"), NOTHING),
    edge("a slot that starts a minute too early", False, lessons("16:31"), NOTHING),
    edge("a later day too early", False, lessons("16:20", "16:31"), NOTHING),
    edge(
        "too early, but nobody asked for it",
        True,
        lessons("16:31", skips=("mon-1",)),
        NOTHING,
    ),
    edge(
        "too early, asked for by unlisted children",
        False,
        lessons("16:31", skips=("mon-1",), unlisted=1),
        NOTHING,
    ),
    edge(
        "too early, asked for by unlisted children without consent",
        True,
        lessons("16:31", skips=("mon-1",), unlisted=1, consent=None),
        NOTHING,
    ),
    edge(
        "too early for a class, whoever has care of it",
        False,
        lessons("16:31"),
        care("mon-1", "1-1", room="r1", lead="T1"),
    ),
    edge(
        "a club in the school in a slot not asked for",
        True,
        lessons("16:31", skips=("mon-1",)),
        CHESS,
    ),
    edge("too early in odd weeks", False, lessons("16:31", slots=ODD_EARLY), NOTHING),
    # The way to a venue
    edge("just enough time for the way", True, lessons("16:20"), swim("p1")),
    edge("one minute too little for the way", False, lessons("16:21"), swim("p1")),
    edge(
        "too little time, but nobody of the class goes",
        True,
        lessons("16:21"),
        swim("p6"),
    ),
    edge(
        "too little time for one of two classes",
        False,
        lessons("16:21"),
        swim("p1", "p6"),
    ),
    edge("too little time, but nobody goes at all", True, lessons("16:21"), swim()),
    edge(
        "too little time before the second meeting",
        False,
        lessons("16:20", "16:21"),
        swim("p1", slots=("mon-1", "tue-1")),
    ),
    edge(
        "the later slot leaves time enough",
        True,
        lessons("16:30"),
        swim("p1", slots=("mon-2",)),
    ),
    edge(
        "no way at all, and lessons end in time",
        True,
        lessons("16:30", way=0),
        swim("p1"),
    ),
    edge(
        "no way at all, and lessons end too late for a slot not asked for",
        False,
        lessons("16:31", way=0, skips=("mon-1",)),
        swim("p1"),
    ),
    edge(
        "too little time in odd weeks",
        False,
        lessons("16:21", slots=ODD_EARLY),
        swim("p1"),
    ),
)
def test_service_begins_after_the_last_lesson(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Lessons that end about when the children leave, for those few who ask."""
    times = ("16:19", "16:20", "16:20", "16:21", "16:30", "16:31")
    world = random_world(
        chance, rooms=(*ROOMS, venue(travel_minutes=chance.choice([0, 9, 10, 11])))
    )
    skips = [slot.id for slot in world.slots]
    early = [slot.id for slot in world.slots if slot.start <= at("16:40")]
    world = changed(
        world,
        rooms=(*world.rooms, *two_campuses().rooms[4:]),
        pupils=each_changed(
            world.pupils,
            lambda _: {
                "skips": tuple(early) if odds(chance, 60) else some(chance, skips, 0, 3)
            },
        ),
        classes=each_changed(
            world.classes,
            lambda _: {
                "lessons_end": tuple(
                    LessonsEnd(weekday=day, end=at(chance.choice(times)))
                    for day in (1, 2)
                ),
                "unlisted": chance.choice([0, 0, 0, 1]),
                "unlisted_consent": TERM_START if odds(chance, 50) else None,
            },
        ),
        clubs=each_changed(
            world.clubs, lambda c: {"venue": "pool"} if odds(chance, 40) else {}
        ),
    )
    return world, random_timetable(chance, world, care=0, clubs=2, seats=2, posts=0)


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
