"""Proof that adults are asked only where and when they are free."""

from random import Random

import pytest

from kehou_solver.domain import Duty, DutyRole, Instance, Post, Staff, Timetable
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
    some_weeks,
)
from tests.solver.worlds import (
    ADULTS,
    EAST,
    S1,
    SLOTS,
    T1,
    at,
    at_gate,
    care,
    changed,
    duty,
    lawful,
    lawful_two,
    meeting,
    replaced,
    two_campuses,
    world,
)

RULE = "free_when_asked"
pytestmark = pytest.mark.clause("LZ-101", "LZ-313")


def but(**changes: object) -> Instance:
    """The default world where T1 is different."""
    return world(adults=replaced(ADULTS, changed(T1, **changes)))


def guard(**changes: object) -> Instance:
    """The default world where S1, who takes the gate, is different."""
    return world(adults=replaced(ADULTS, changed(S1, **changes)))


def swimmer(*duties: Duty) -> Instance:
    """The default world with the pool ten minutes away, where T1 has these duties."""
    return world(
        rooms=WORLD_ROOMS[:5],
        clubs=WORLD_CLUBS[:3],
        adults=replaced(ADULTS, changed(T1, duties=duties)),
    )


CARE = care("mon-2", "1-1", room="r1", lead="T1")
SWIM = meeting("swim", "mon-2", room="pool", lead="T1")
ASSISTED = meeting("chess", "mon-2", room="hall", lead="C1", assistants=("T1",))
PATROL = Timetable(
    posts=(Post(adult="S1", school="east", weekday=1, role=DutyRole.PATROL),)
)
NO_POSTS = (changed(EAST, posts=()),)


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge(
        "a school not served",
        False,
        two_campuses(),
        care("w-mon-2", "2-9", room="r9", lead="T1", school="west"),
    ),
    edge(
        "a school served besides home",
        True,
        two_campuses(adults=replaced(ADULTS, changed(T1, serves=("east", "west")))),
        care("w-mon-2", "2-9", room="r9", lead="T1", school="west"),
    ),
    edge("home, but not served", False, but(serves=()), CARE),
    edge("a slot that is free", True, but(free=("mon-2",)), CARE),
    edge("a slot that is not free", False, but(free=("mon-1",)), CARE),
    edge("no slot is free", False, but(free=()), CARE),
    edge(
        "one of two meetings in a slot that is not free",
        False,
        but(free=("mon-2",)),
        meeting("chess", "mon-2", "tue-2", room="hall", lead="T1"),
    ),
    edge(
        "an assistant in a slot that is not free", False, but(free=("mon-1",)), ASSISTED
    ),
    edge(
        "a duty until the slot starts",
        True,
        but(duties=(duty(1, "16:30", "17:20"),)),
        CARE,
    ),
    edge(
        "a duty in the first minute",
        False,
        but(duties=(duty(1, "16:30", "17:21"),)),
        CARE,
    ),
    edge(
        "a duty from the end on", True, but(duties=(duty(1, "18:00", "19:00"),)), CARE
    ),
    edge(
        "a duty in the last minute",
        False,
        but(duties=(duty(1, "17:59", "19:00"),)),
        CARE,
    ),
    edge(
        "a duty at the time on another day",
        True,
        but(duties=(duty(2, "17:20", "18:00"),)),
        CARE,
    ),
    edge(
        "the second of two duties overlaps",
        False,
        but(duties=(duty(1, "08:00", "09:00"), duty(1, "17:00", "18:00"))),
        CARE,
    ),
    edge(
        "an assistant with a duty",
        False,
        but(duties=(duty(1, "17:30", "17:40"),)),
        ASSISTED,
    ),
    edge(
        "a duty until the way to the venue starts",
        True,
        swimmer(duty(1, "16:00", "17:10")),
        SWIM,
    ),
    edge(
        "a duty until a minute after that",
        False,
        swimmer(duty(1, "16:00", "17:11")),
        SWIM,
    ),
    edge(
        "a duty from the end of the way back",
        True,
        swimmer(duty(1, "18:10", "19:00")),
        SWIM,
    ),
    edge(
        "a duty from a minute before that",
        False,
        swimmer(duty(1, "18:09", "19:00")),
        SWIM,
    ),
    edge(
        "a duty of odd weeks, a slot of every week",
        False,
        but(duties=(duty(1, "17:20", "18:00", weeks="odd"),)),
        CARE,
    ),
    edge(
        "a duty of odd weeks, there in even weeks",
        True,
        but(duties=(duty(1, "17:20", "18:00", weeks="odd"),)),
        changed(CARE, staff=(Staff(adult="T1", group="1-1@mon-2", weeks="even"),)),
    ),
    edge(
        "a duty of odd weeks, there in odd weeks",
        False,
        but(duties=(duty(1, "17:20", "18:00", weeks="odd"),)),
        changed(CARE, staff=(Staff(adult="T1", group="1-1@mon-2", weeks="odd"),)),
    ),
    edge(
        "a duty of odd weeks, a slot of even weeks",
        True,
        world(
            slots=(changed(SLOTS[1], weeks="even"),),
            adults=(changed(T1, duties=(duty(1, "17:20", "18:00", weeks="odd"),)),),
        ),
        CARE,
    ),
    edge("a post somebody takes", True, world(), at_gate("S1", 1)),
    edge(
        "a post of a role not taken",
        False,
        guard(posts=(DutyRole.PATROL,)),
        at_gate("S1", 1),
    ),
    edge("a post at a school not served", False, guard(serves=()), at_gate("S1", 1)),
    edge("a post needs no free slot", True, guard(free=()), at_gate("S1", 1)),
    edge(
        "a duty until the post starts",
        True,
        guard(duties=(duty(1, "17:00", "18:00"),)),
        at_gate("S1", 1),
    ),
    edge(
        "a duty in the first minute of the post",
        False,
        guard(duties=(duty(1, "17:00", "18:01"),)),
        at_gate("S1", 1),
    ),
    edge("a post of a role not taken that nobody needs", True, world(), PATROL),
    edge(
        "a post nobody needs at a school not served",
        True,
        changed(guard(serves=()), schools=NO_POSTS),
        at_gate("S1", 1),
    ),
)
def test_adults_are_asked_only_when_they_are_free(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


TIMES = tuple(map(at, ("16:20", "16:30", "17:10", "17:11", "17:20", "18:00", "18:10")))


def random_week(chance: Random) -> Week:
    """Adults who are often free, and whose duties often touch the slots."""

    def some_duty() -> Duty:
        start, end = sorted(chance.sample(TIMES, 2))
        return changed(
            duty(chance.choice([1, 2]), "16:00", "17:00"),
            start=start,
            end=end,
            weeks=some_weeks(chance, 40),
        )

    world = random_world(chance)
    slots = [slot.id for slot in world.slots]
    roles = (DutyRole.GATE_DUTY, DutyRole.PATROL)
    adults = each_changed(
        world.adults,
        lambda a: {
            "serves": ("east", "west") if odds(chance, 80) else a.serves,
            "free": some(chance, slots, 4, 7) if odds(chance, 30) else None,
            "duties": tuple(some_duty() for _ in range(chance.choice([0, 0, 1]))),
            "posts": some(chance, roles, 1, 2),
        },
    )
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance, instance, care=1, clubs=1, posts=2, leads=(1,)
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
