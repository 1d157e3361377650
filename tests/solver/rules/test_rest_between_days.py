"""Proof that there is a night's rest between service and the next morning's duty."""

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

RULE = "rest_between_days"
pytestmark = pytest.mark.clause("LZ-305")

HOURS_14 = 14 * 60
"""From 18:00, when mon-2 ends, to 08:00 on Tuesday."""


def rest(minutes: int, *duties: Duty, **changes: object) -> Instance:
    """The default world with so much rest, where T1 has these duties."""
    return world(
        schools=east(rest_minutes=minutes),
        adults=replaced(ADULTS, changed(T1, duties=duties)),
        **changes,
    )


def led(*slots: str, weeks: str = "every") -> Timetable:
    """T1 leads homework care in some slots."""
    cells = together(*(care(s, "1-1", room="r1", lead="T1") for s in slots))
    return changed(cells, staff=tuple(changed(row, weeks=weeks) for row in cells.staff))


TUESDAY = duty(2, "08:00", "08:40")
TUESDAY_LATER = duty(2, "10:00", "10:40")
SUNDAY_SLOT = {"slots": (slot("sun-1", 7, "17:20", "18:00"),)}


@edges(
    edge("nothing at all", True, rest(2000, TUESDAY), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("exactly the rest", True, rest(HOURS_14, TUESDAY), led("mon-2")),
    edge("one minute too little", False, rest(HOURS_14 + 1, TUESDAY), led("mon-2")),
    edge(
        "the earlier slot leaves more rest",
        True,
        rest(HOURS_14 + 50, TUESDAY),
        led("mon-1"),
    ),
    edge(
        "the later of two slots counts",
        False,
        rest(HOURS_14 + 1, TUESDAY),
        led("mon-1", "mon-2"),
    ),
    edge(
        "the first of two duties counts",
        False,
        rest(HOURS_14 + 1, TUESDAY_LATER, TUESDAY),
        led("mon-2"),
    ),
    edge(
        "a later morning leaves more rest",
        True,
        rest(HOURS_14 + 120, TUESDAY_LATER),
        led("mon-2"),
    ),
    edge("no duty in the morning", True, rest(2000), led("mon-2")),
    edge(
        "a duty the same day only",
        True,
        rest(2000, duty(1, "08:00", "08:40")),
        led("mon-2"),
    ),
    edge(
        "a duty the day after the next",
        True,
        rest(2000, duty(3, "08:00", "08:40")),
        led("mon-2"),
    ),
    edge("service on the morning's own day", True, rest(2000, TUESDAY), led("tue-1")),
    edge(
        "Sunday's service and Monday's duty are of two weeks",
        True,
        rest(2000, duty(1, "00:00", "08:00"), **SUNDAY_SLOT),
        led("sun-1"),
    ),
    edge(
        "exactly the rest after a post",
        True,
        rest(HOURS_14 - 20, TUESDAY),
        at_gate("T1", 1),
    ),
    edge(
        "one minute too little after a post",
        False,
        rest(HOURS_14 - 19, TUESDAY),
        at_gate("T1", 1),
    ),
    edge(
        "a post nobody needs",
        True,
        changed(rest(2000, TUESDAY), schools=(changed(EAST, posts=()),)),
        at_gate("T1", 1),
    ),
    edge(
        "assisting needs rest, too",
        False,
        rest(HOURS_14 + 1, TUESDAY),
        meeting("chess", "mon-2", room="hall", lead="C1", assistants=("T1",)),
    ),
    edge(
        "one of two meetings",
        False,
        rest(HOURS_14 + 1, TUESDAY),
        meeting("chess", "mon-2", "tue-2", room="hall", lead="T1"),
    ),
    edge(
        "the way back from a venue does not count",
        True,
        rest(HOURS_14, TUESDAY, rooms=WORLD_ROOMS[:5], clubs=WORLD_CLUBS[:3]),
        meeting("swim", "mon-2", room="pool", lead="T1"),
    ),
    edge(
        "the limits of home count, not those of the place",
        True,
        two_campuses(schools=(EAST, changed(WEST, limits=limits(rest_minutes=2000)))),
        lawful_two(),
    ),
    edge(
        "a morning of odd weeks, an evening of even weeks",
        True,
        rest(2000, changed(TUESDAY, weeks="odd")),
        led("mon-2", weeks="even"),
    ),
    edge(
        "a morning of odd weeks, an evening of odd weeks",
        False,
        rest(2000, changed(TUESDAY, weeks="odd")),
        led("mon-2", weeks="odd"),
    ),
    edge(
        "an early morning in odd weeks, a later one in all",
        False,
        rest(HOURS_14 + 1, TUESDAY_LATER, changed(TUESDAY, weeks="odd")),
        led("mon-2"),
    ),
)
def test_there_is_a_nights_rest(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Late slots and early mornings, and about as much rest as there is."""

    def some_duty() -> Duty:
        start = chance.choice(["07:30", "08:00", "08:01", "10:00"])
        return duty(
            chance.choice([1, 2, 2, 3]), start, "11:00", weeks=some_weeks(chance, 30)
        )

    minutes = [0, 820, 821, 840, 841, 890, 960]
    schools = tuple(
        changed(
            school,
            posts=(post_need(1), post_need(2)),
            limits=limits(rest_minutes=chance.choice(minutes)),
        )
        for school in (EAST, WEST)
    )
    base = random_world(chance, schools=schools)
    adults = each_changed(
        base.adults,
        lambda a: {
            "home": chance.choice([a.home, "west"]),
            "duties": tuple(some_duty() for _ in range(chance.choice([0, 1, 2]))),
        },
    )
    instance = changed(base, adults=adults)
    return instance, random_timetable(
        chance, instance, care=1, clubs=1, posts=1, seats=0, leads=(1,), biweekly=25
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
