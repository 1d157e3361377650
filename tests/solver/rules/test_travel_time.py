"""Proof that there is time for the way between a fixed duty and another campus."""

from random import Random

import pytest

from kehou_solver.domain import Duty, Instance, Staff, Timetable, Travel
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
    some_weeks,
)
from tests.solver.worlds import (
    ADULTS,
    EAST,
    G1,
    SLOTS,
    WEST,
    at_gate,
    care,
    changed,
    duty,
    lawful,
    lawful_two,
    limits,
    meeting,
    post_need,
    two_campuses,
    world,
)

RULE = "travel_time"
pytestmark = pytest.mark.clause("LZ-316")


def way(minutes: int, school: str = "east", other: str = "west") -> tuple[Travel]:
    """The only way there is."""
    return (Travel(school=school, other=other, minutes=minutes),)


def between(
    *duties: Duty,
    buffer: int = 0,
    travel: tuple[Travel, ...] = (),
    west_buffer: int = 0,
    home: str | None = "east",
) -> Instance:
    """Two campuses with these ways, where G1 has these duties."""
    schools = (
        changed(EAST, limits=limits(travel_buffer_minutes=buffer)),
        changed(
            WEST,
            limits=limits(travel_buffer_minutes=west_buffer),
            posts=(post_need(1),),
        ),
    )
    adult = changed(G1, duties=duties, home=home)
    return two_campuses(schools=schools, travel=travel, adults=(*ADULTS, adult))


UNTIL_1650 = duty(1, "16:00", "16:50")
"""At east, half an hour before the slot at west starts."""

FROM_1830 = duty(1, "18:30", "19:00")
"""At east, half an hour after the slot at west has ended."""

AWAY = care("w-mon-2", "2-9", room="r9", lead="G1", school="west")
ASSISTS = changed(
    AWAY, staff=(Staff(adult="G1", group="2-9@w-mon-2", role="assistant"),)
)
ODD_AWAY = changed(AWAY, staff=(Staff(adult="G1", group="2-9@w-mon-2", weeks="odd"),))
GATE = at_gate("G1", 1, school="west")
"""From 18:00 to 18:20: ten minutes before the later duty."""


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge(
        "exactly the way after a duty", True, between(UNTIL_1650, travel=way(30)), AWAY
    ),
    edge(
        "one minute less than the way", False, between(UNTIL_1650, travel=way(31)), AWAY
    ),
    edge(
        "exactly the way before a duty", True, between(FROM_1830, travel=way(30)), AWAY
    ),
    edge(
        "one minute less than the way before a duty",
        False,
        between(FROM_1830, travel=way(31)),
        AWAY,
    ),
    edge(
        "a way written from the other end",
        False,
        between(UNTIL_1650, travel=way(31, "west", "east")),
        AWAY,
    ),
    edge("exactly the buffer", True, between(UNTIL_1650, buffer=30), AWAY),
    edge(
        "one minute less than the buffer", False, between(UNTIL_1650, buffer=31), AWAY
    ),
    edge(
        "the way is longer than the buffer",
        False,
        between(UNTIL_1650, buffer=10, travel=way(31)),
        AWAY,
    ),
    edge(
        "the buffer is longer than the way",
        False,
        between(UNTIL_1650, buffer=31, travel=way(10)),
        AWAY,
    ),
    edge(
        "the buffer of home counts, not that of the other school",
        True,
        between(UNTIL_1650, buffer=30, west_buffer=99),
        AWAY,
    ),
    edge(
        "without a home, that of the first school served",
        False,
        between(UNTIL_1650, buffer=31, home=None),
        AWAY,
    ),
    edge("a duty that overlaps", False, between(duty(1, "17:00", "17:30")), AWAY),
    edge("a duty around the slot", False, between(duty(1, "16:00", "19:00")), AWAY),
    edge(
        "a duty that touches, no way and no buffer",
        True,
        between(duty(1, "17:00", "17:20")),
        AWAY,
    ),
    edge(
        "a duty at the same school that touches",
        True,
        between(duty(1, "17:00", "17:20", school="west"), buffer=20, travel=way(30)),
        AWAY,
    ),
    edge(
        "a duty on another day",
        True,
        between(duty(2, "16:00", "17:19"), travel=way(30)),
        AWAY,
    ),
    edge(
        "an assistant is on the way as well",
        False,
        between(UNTIL_1650, travel=way(31)),
        ASSISTS,
    ),
    edge("exactly the way from a post", True, between(FROM_1830, travel=way(10)), GATE),
    edge(
        "one minute less than the way from a post",
        False,
        between(FROM_1830, travel=way(11)),
        GATE,
    ),
    edge(
        "a post nobody needs",
        True,
        changed(between(FROM_1830, travel=way(11)), schools=(EAST, WEST)),
        GATE,
    ),
    edge(
        "home after a duty away",
        False,
        between(duty(1, "16:00", "16:20", school="west"), travel=way(11)),
        care("mon-1", "1-1", room="r1", lead="G1"),
    ),
    edge(
        "the second of two meetings",
        False,
        between(duty(2, "16:00", "17:00", school="west"), travel=way(30)),
        meeting("chess", "mon-1", "tue-2", room="hall", lead="G1"),
    ),
    edge(
        "a duty of even weeks, away in odd weeks",
        True,
        between(changed(UNTIL_1650, weeks="even"), travel=way(31)),
        ODD_AWAY,
    ),
    edge(
        "a duty of odd weeks, away in odd weeks",
        False,
        between(changed(UNTIL_1650, weeks="odd"), travel=way(31)),
        ODD_AWAY,
    ),
)
def test_there_is_time_for_the_way(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


HOURS = (
    ("16:00", "16:10"),
    ("16:00", "16:20"),
    ("16:00", "16:50"),
    ("16:50", "17:20"),
    ("18:10", "19:00"),
    ("18:20", "19:00"),
    ("18:40", "19:00"),
)


def random_week(chance: Random) -> Week:
    """Duties at both schools, and ways of about the time there is."""

    def some_duty() -> Duty:
        start, end = chance.choice(HOURS)
        return duty(
            chance.choice([1, 2]),
            start,
            end,
            school=chance.choice(["east", "west"]),
            weeks=some_weeks(chance, 30),
        )

    needs = (post_need(1), post_need(2))
    minutes = (0, 9, 10, 11, 20, 29, 30, 31)
    ends = ("east", "west") if odds(chance, 50) else ("west", "east")
    world = random_world(
        chance,
        schools=tuple(
            changed(
                school,
                posts=needs,
                limits=limits(travel_buffer_minutes=chance.choice(minutes)),
            )
            for school in (EAST, WEST)
        ),
        travel=way(chance.choice(minutes), *ends) if odds(chance, 80) else (),
        slots=SLOTS + two_campuses().slots[4:],
    )
    adults = each_changed(
        world.adults,
        lambda _: {
            "home": chance.choice(["east", "west", None]),
            "duties": tuple(some_duty() for _ in range(chance.choice([0, 1, 1, 2]))),
        },
    )
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance,
        instance,
        care=1,
        clubs=1,
        posts=1,
        seats=0,
        leads=(1,),
        adults=("G1", "T1"),
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
