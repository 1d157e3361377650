"""Proof that service makes no day longer than the cap, noon break left out."""

from random import Random

import pytest

from kehou_solver.domain import Duty, Instance, Timetable
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
    some_weeks,
)
from tests.solver.worlds import (
    ADULTS,
    EAST,
    T1,
    WEST,
    at_gate,
    care,
    changed,
    duty,
    east,
    lawful,
    lawful_two,
    limits,
    meeting,
    post_need,
    replaced,
    slot,
    together,
    two_campuses,
    world,
)

RULE = "duty_minutes_day_cap"
pytestmark = pytest.mark.clause("LZ-305")


def cap(minutes: int, *duties: Duty, **changes: object) -> Instance:
    """The default world with a cap, where T1 has these duties."""
    return world(
        schools=east(duty_minutes_day=minutes),
        adults=replaced(ADULTS, changed(T1, duties=duties)),
        **changes,
    )


def led(*slots: str, weeks: str = "every") -> Timetable:
    """T1 leads homework care in some slots."""
    cells = together(*(care(s, "1-1", room="r1", lead="T1") for s in slots))
    return changed(cells, staff=tuple(changed(row, weeks=weeks) for row in cells.staff))


def at_noon(start: str, end: str) -> dict[str, object]:
    """One slot, around the noon break from 12:00 to 14:00."""
    return {"slots": (slot("noon", 1, start, end),)}


MORNING = duty(1, "08:00", "11:30")
EVENING = duty(1, "19:00", "20:00")


@edges(
    edge("nothing at all", True, cap(0), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("one slot, exactly the cap", True, cap(40), led("mon-1")),
    edge("one slot, one minute too long", False, cap(39), led("mon-1")),
    edge("the gap between two slots counts", True, cap(90), led("mon-1", "mon-2")),
    edge(
        "the gap between two slots counts, one minute too long",
        False,
        cap(89),
        led("mon-1", "mon-2"),
    ),
    edge(
        "from the first duty to the last slot, less noon",
        True,
        cap(480, MORNING),
        led("mon-2"),
    ),
    edge(
        "from the first duty to the last slot, one minute too long",
        False,
        cap(479, MORNING),
        led("mon-2"),
    ),
    edge("from the slot to a later duty", True, cap(160, EVENING), led("mon-2")),
    edge(
        "from the slot to a later duty, one minute too long",
        False,
        cap(159, EVENING),
        led("mon-2"),
    ),
    edge("to the end of a post", True, cap(500, MORNING), at_gate("T1", 1)),
    edge(
        "to the end of a post, one minute too long",
        False,
        cap(499, MORNING),
        at_gate("T1", 1),
    ),
    edge(
        "a post nobody needs",
        True,
        world(schools=(changed(EAST, posts=(), limits=limits(duty_minutes_day=0)),)),
        at_gate("T1", 1),
    ),
    edge(
        "assisting counts",
        False,
        cap(479, MORNING),
        meeting("chess", "mon-2", room="hall", lead="C1", assistants=("T1",)),
    ),
    edge(
        "a fixed day above the cap, no service", True, cap(100, MORNING), led("tue-1")
    ),
    edge(
        "a fixed day above the cap, service within it",
        True,
        cap(100, MORNING, EVENING),
        led("mon-2"),
    ),
    edge(
        "a fixed day above the cap, service after it",
        False,
        cap(100, duty(1, "15:00", "17:00")),
        led("mon-2"),
    ),
    edge(
        "duties of another day do not count",
        True,
        cap(40, duty(2, "08:00", "11:30")),
        led("mon-1"),
    ),
    edge("each day has its own minutes", True, cap(40), led("mon-1", "tue-1")),
    edge(
        "a slot within the noon break",
        True,
        cap(0, **at_noon("12:00", "14:00")),
        led("noon"),
    ),
    edge(
        "a slot that begins a minute before noon",
        False,
        cap(0, **at_noon("11:59", "14:00")),
        led("noon"),
    ),
    edge(
        "a slot that ends a minute after noon",
        False,
        cap(0, **at_noon("12:00", "14:01")),
        led("noon"),
    ),
    edge(
        "a slot across the noon break",
        True,
        cap(60, **at_noon("11:30", "14:30")),
        led("noon"),
    ),
    edge(
        "a slot across the noon break, one minute too long",
        False,
        cap(59, **at_noon("11:30", "14:30")),
        led("noon"),
    ),
    edge(
        "the way to a venue does not count",
        True,
        cap(40, rooms=WORLD_ROOMS[:5], clubs=WORLD_CLUBS[:3]),
        meeting("swim", "mon-1", room="pool", lead="T1"),
    ),
    edge(
        "the limits of home count, not those of the place",
        True,
        two_campuses(schools=(EAST, changed(WEST, limits=limits(duty_minutes_day=0)))),
        lawful_two(),
    ),
    edge(
        "a duty of odd weeks, service in even weeks",
        True,
        cap(40, changed(MORNING, weeks="odd")),
        led("mon-2", weeks="even"),
    ),
    edge(
        "a duty of odd weeks, service in odd weeks",
        False,
        cap(40, changed(MORNING, weeks="odd")),
        led("mon-2", weeks="odd"),
    ),
    edge(
        "two slots in different weeks",
        True,
        cap(40),
        together(led("mon-1", weeks="odd"), led("mon-2", weeks="even")),
    ),
)
def test_service_makes_no_day_too_long(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


HOURS = (
    ("08:00", "11:30"),
    ("08:00", "12:30"),
    ("13:00", "16:10"),
    ("14:00", "16:10"),
    ("18:20", "20:00"),
)


def random_week(chance: Random) -> Week:
    """Days of service, with duties on both sides and caps of about that length."""

    def some_duty() -> Duty:
        hours = chance.choice(HOURS)
        return duty(chance.choice([1, 2]), *hours, weeks=some_weeks(chance, 30))

    def some_limits() -> object:
        return limits(
            duty_minutes_day=chance.choice([89, 90, 110, 370, 429, 430, 480, 500]),
            noon_start=chance.choice([720, 690]),
            noon_end=chance.choice([840, 810, 780]),
        )

    base = random_world(
        chance,
        schools=tuple(
            changed(school, posts=(post_need(1), post_need(2)), limits=some_limits())
            for school in (EAST, WEST)
        ),
        slots=(*two_campuses().slots, slot("noon", 1, "12:30", "14:10")),
    )
    adults = each_changed(
        base.adults,
        lambda a: {
            "home": chance.choice([a.home, "west"]),
            "duties": tuple(some_duty() for _ in range(chance.choice([0, 0, 1, 2]))),
        },
    )
    instance = changed(base, adults=adults)
    return instance, random_timetable(
        chance,
        instance,
        care=odds(chance, 50) + 1,
        clubs=1,
        posts=1,
        seats=0,
        leads=(1,),
        adults=("T1", "G1", "C1"),
        biweekly=25,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
