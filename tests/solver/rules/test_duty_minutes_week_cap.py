"""Proof that service makes no week longer than the cap."""

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

RULE = "duty_minutes_week_cap"
pytestmark = pytest.mark.clause("LZ-305")


def cap(minutes: int, *duties: Duty, **changes: object) -> Instance:
    """The default world with a cap, where T1 has these duties."""
    return world(
        schools=east(duty_minutes_week=minutes),
        adults=replaced(ADULTS, changed(T1, duties=duties)),
        **changes,
    )


def led(*slots: str, weeks: str = "every") -> Timetable:
    """T1 leads homework care in some slots."""
    cells = together(*(care(s, "1-1", room="r1", lead="T1") for s in slots))
    return changed(cells, staff=tuple(changed(row, weeks=weeks) for row in cells.staff))


MORNINGS = (duty(1, "08:00", "11:30"), duty(2, "08:00", "11:30"))
WEDNESDAY = duty(3, "08:00", "11:30")


@edges(
    edge("nothing at all", True, cap(0), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("exactly the cap over two days", True, cap(80), led("mon-1", "tue-1")),
    edge("one minute too long over two days", False, cap(79), led("mon-1", "tue-1")),
    edge("the gap between two slots counts", False, cap(89), led("mon-1", "mon-2")),
    edge(
        "with the duties of the days, less noon",
        True,
        cap(480 + 430, *MORNINGS),
        led("mon-2", "tue-1"),
    ),
    edge(
        "with the duties of the days, one minute too long",
        False,
        cap(480 + 429, *MORNINGS),
        led("mon-2", "tue-1"),
    ),
    edge(
        "duties of days without service count",
        True,
        cap(210 + 40, WEDNESDAY),
        led("mon-1"),
    ),
    edge(
        "duties of days without service, one minute too long",
        False,
        cap(210 + 39, WEDNESDAY),
        led("mon-1"),
    ),
    edge("posts count", False, cap(59), together(led("mon-1"), at_gate("T1", 2))),
    edge(
        "posts count, exactly the cap",
        True,
        cap(60),
        together(led("mon-1"), at_gate("T1", 2)),
    ),
    edge(
        "a post nobody needs", True, cap(40), together(led("mon-1"), at_gate("T1", 3))
    ),
    edge(
        "assisting counts",
        False,
        cap(39),
        meeting("chess", "mon-2", room="hall", lead="C1", assistants=("T1",)),
    ),
    edge(
        "fixed duties above the cap, no service", True, cap(100, *MORNINGS), Timetable()
    ),
    edge(
        "fixed duties above the cap, service within them",
        True,
        cap(100, duty(1, "08:00", "19:00")),
        led("mon-2"),
    ),
    edge(
        "fixed duties above the cap, service beyond them",
        False,
        cap(100, *MORNINGS),
        led("mon-1"),
    ),
    edge(
        "fixed duties just at the cap, service beyond them",
        False,
        cap(420, *MORNINGS),
        led("mon-1"),
    ),
    edge(
        "a slot within the noon break",
        True,
        cap(0, slots=(slot("noon", 1, "12:00", "14:00"),)),
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
        two_campuses(schools=(EAST, changed(WEST, limits=limits(duty_minutes_week=0)))),
        lawful_two(),
    ),
    edge(
        "service in odd weeks and in even weeks",
        True,
        cap(40),
        together(led("mon-1", weeks="odd"), led("tue-1", weeks="even")),
    ),
    edge(
        "a duty of odd weeks, service in odd weeks",
        False,
        cap(40, changed(WEDNESDAY, weeks="odd")),
        led("mon-1", weeks="odd"),
    ),
    edge(
        "a duty of odd weeks, service in even weeks",
        True,
        cap(40, changed(WEDNESDAY, weeks="odd")),
        led("mon-1", weeks="even"),
    ),
)
def test_service_makes_no_week_too_long(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


HOURS = (("08:00", "11:30"), ("13:00", "16:10"), ("14:00", "16:10"), ("18:20", "20:00"))


def random_week(chance: Random) -> Week:
    """Service with a few duties, and caps of about that length."""

    def some_duty() -> Duty:
        hours = chance.choice(HOURS)
        return duty(chance.choice([1, 2, 3]), *hours, weeks=some_weeks(chance, 30))

    minutes = (80, 130, 179, 180, 210, 430, 480, 520, 690, 900)
    base = random_world(
        chance,
        schools=tuple(
            changed(
                school,
                posts=(post_need(1), post_need(2)),
                limits=limits(duty_minutes_week=chance.choice(minutes)),
            )
            for school in (EAST, WEST)
        ),
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
        care=2,
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
