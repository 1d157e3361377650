"""Proof that every group has its one lead and as many assistants as it needs."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Staff, Timetable
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
    CLUBS,
    EAST,
    ROBOTS,
    SLOTS,
    WEST,
    care,
    changed,
    east,
    lawful,
    limits,
    meeting,
    replaced,
    world,
)

RULE = "adults_per_group"
pytestmark = pytest.mark.clause("LZ-204", "LZ-418")

CARE = care("mon-1", "1-1", room="r1", lead="T1")


def adults(number: int, accompanied: bool = True) -> Instance:
    """The default world where robots takes so many adults."""
    clubs = replaced(CLUBS, changed(ROBOTS, adults_per_group=number))
    return world(clubs=clubs, schools=east(vendor_accompanied=accompanied))


def robots(lead: str, *assistants: str) -> Timetable:
    """A robots group."""
    return meeting("robots", "tue-2", room="lab", lead=lead, assistants=assistants)


def led(timetable: Timetable, *rows: tuple[str, str, str]) -> Timetable:
    """Put (adult, role, weeks) in the one group of a timetable."""
    group = timetable.groups[0].id
    staff = (Staff(adult=a, group=group, role=r, weeks=w) for a, r, w in rows)
    return changed(timetable, staff=tuple(staff))


def shared(
    *leads: str, whole: tuple[str, ...] = (), helps: str | None = None
) -> Timetable:
    """Robots in two slots, led by one adult each; `helps` assists in the first."""
    slots = ("mon-2", "tue-2")
    bare = meeting("robots", *slots, room="lab", lead="T5")
    rows = [
        Staff(adult=lead, group="robots", slots=(slot,))
        for lead, slot in zip(leads, slots, strict=False)
    ]
    rows += [Staff(adult=lead, group="robots") for lead in whole]
    if helps:
        rows.append(
            Staff(adult=helps, group="robots", role="assistant", slots=slots[:1])
        )
    return changed(bare, staff=tuple(rows))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("homework care with one lead", True, world(), CARE),
    edge("homework care with nobody", False, world(), led(CARE)),
    edge(
        "homework care with two leads",
        False,
        world(),
        led(CARE, ("T1", "lead", "every"), ("T3", "lead", "every")),
    ),
    edge(
        "homework care with an assistant",
        False,
        world(),
        led(CARE, ("T1", "lead", "every"), ("T3", "assistant", "every")),
    ),
    edge(
        "homework care with an assistant only",
        False,
        world(),
        led(CARE, ("T1", "assistant", "every")),
    ),
    edge(
        "homework care led by a vendor instructor without assistant",
        True,
        world(),
        led(CARE, ("V1", "lead", "every")),
    ),
    edge(
        "homework care led by one adult in odd and one in even weeks",
        True,
        world(),
        led(CARE, ("T1", "lead", "odd"), ("T3", "lead", "even")),
    ),
    edge(
        "homework care with a lead in odd weeks only",
        False,
        world(),
        led(CARE, ("T1", "lead", "odd")),
    ),
    edge(
        "homework care with a second lead in even weeks",
        False,
        world(),
        led(CARE, ("T1", "lead", "every"), ("T3", "lead", "even")),
    ),
    edge("a club of one adult with its lead", True, adults(1), robots("T5")),
    edge("a club of one adult with an assistant", False, adults(1), robots("T5", "T1")),
    edge("a club of two adults with its lead", False, adults(2), robots("T5")),
    edge("a club of two adults with an assistant", True, adults(2), robots("T5", "T1")),
    edge(
        "a club of two adults with two assistants",
        False,
        adults(2),
        robots("T5", "T1", "T3"),
    ),
    edge(
        "a club of three adults with two assistants",
        True,
        adults(3),
        robots("T5", "T1", "T3"),
    ),
    edge("a vendor instructor alone", False, adults(1), robots("V1")),
    edge("a vendor instructor with an assistant", True, adults(1), robots("V1", "T5")),
    edge(
        "a vendor instructor with two assistants",
        False,
        adults(1),
        robots("V1", "T5", "T1"),
    ),
    edge(
        "a vendor instructor who need not be accompanied, alone",
        True,
        adults(1, accompanied=False),
        robots("V1"),
    ),
    edge(
        "a vendor instructor who need not be accompanied, with an assistant",
        False,
        adults(1, accompanied=False),
        robots("V1", "T5"),
    ),
    edge(
        "a vendor instructor in a club of two adults needs no third",
        True,
        adults(2),
        robots("V1", "T5"),
    ),
    edge(
        "a vendor instructor as assistant asks for nobody",
        True,
        adults(2),
        robots("T5", "V1"),
    ),
    edge(
        "a vendor instructor in odd weeks, accompanied in those",
        True,
        adults(1),
        led(
            robots("V1"),
            ("V1", "lead", "odd"),
            ("T5", "assistant", "odd"),
            ("T5", "lead", "even"),
        ),
    ),
    edge(
        "a vendor instructor in odd weeks, accompanied in all",
        False,
        adults(1),
        led(
            robots("V1"),
            ("V1", "lead", "odd"),
            ("T1", "assistant", "every"),
            ("T5", "lead", "even"),
        ),
    ),
    edge("a lead for each of two meetings", True, world(), shared("T5", "T1")),
    edge("one lead for both meetings, in two rows", True, world(), shared("T5", "T5")),
    edge("a meeting without a lead", False, world(), shared("T5")),
    edge(
        "a second lead in one meeting",
        False,
        world(),
        shared("T5", "T1", whole=("T3",)),
    ),
    edge(
        "a vendor instructor in one meeting, accompanied in that one",
        True,
        adults(1),
        shared("V1", "T5", helps="T1"),
    ),
    edge(
        "a vendor instructor in one meeting, accompanied in the other",
        False,
        adults(1),
        shared("T5", "V1", helps="T1"),
    ),
    edge(
        "a group of odd weeks without a lead",
        False,
        world(slots=(changed(SLOTS[0], weeks="odd"),)),
        led(CARE),
    ),
    edge(
        "a group of odd weeks whose lead comes in even weeks",
        False,
        world(slots=(changed(SLOTS[0], weeks="odd"),)),
        led(CARE, ("T1", "lead", "even")),
    ),
    edge(
        "a group of odd weeks whose lead comes in odd weeks",
        True,
        world(slots=(changed(SLOTS[0], weeks="odd"),)),
        led(CARE, ("T1", "lead", "odd")),
    ),
)
def test_every_group_has_its_adults(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """One or two groups, often with a vendor instructor, at schools of both minds."""
    world = random_world(
        chance,
        schools=tuple(
            changed(school, limits=limits(vendor_accompanied=odds(chance, 70)))
            for school in (EAST, WEST)
        ),
    )
    clubs = each_changed(
        world.clubs, lambda _: {"adults_per_group": chance.choice([1, 1, 2])}
    )
    instance = changed(world, clubs=clubs)
    return instance, random_timetable(
        chance,
        instance,
        care=odds(chance, 50),
        clubs=1,
        posts=0,
        leads=(1, 1, 1, 1, 0, 2),
        assistants=(0, 0, 1),
        adults=("T1", "T5", "V1", "V1"),
        biweekly=8,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
