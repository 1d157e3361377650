"""Proof that a school that lends teachers keeps a reserve of its own."""

from random import Random

import pytest

from kehou_solver.domain import Adult, AdultKind, Instance, Slot, Staff, Timetable
from tests.solver.rules.agreement import (
    WORLD_SLOTS,
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
    G1,
    SLOTS,
    T1,
    T3,
    T5,
    WEST,
    at_gate,
    care,
    changed,
    duty,
    lawful,
    lawful_two,
    limits,
    post_need,
    replaced,
    slot,
    together,
    two_campuses,
    world,
)

RULE = "lender_keeps_cover"
pytestmark = pytest.mark.clause("LZ-316")

GATE = (post_need(1, start="17:30", end="17:50"),)


def reserve(
    percent: int, *adults: Adult, slots: tuple[Slot, ...] = (), posts: object = GATE
) -> Instance:
    """East with T1, T3, T5 and G1, all free at 17:20 on Monday, less what is given."""
    lender = changed(EAST, limits=limits(lending_reserve_percent=percent), posts=posts)
    return two_campuses(
        schools=(lender, changed(WEST, posts=GATE)),
        adults=replaced((*ADULTS, G1), *adults),
        slots=slots or (*SLOTS, *two_campuses().slots[4:]),
    )


def home(*adults: str, slot: str = "mon-2") -> Timetable:
    """These adults each lead a group at east."""
    cells = (care(slot, "1-1", room="r1", lead=a, id=f"{a}@{slot}") for a in adults)
    return together(*cells)


def lent(
    adult: str = "G1", weeks: str = "every", role: str = "lead", slot: str = "w-mon-2"
) -> Timetable:
    """One adult is with a group at west."""
    cell = care(slot, "2-9", room="r9", lead=adult, school="west")
    row = Staff(adult=adult, group=f"2-9@{slot}", weeks=weeks, role=role)
    return changed(cell, staff=(row,))


def late(start: str, end: str) -> tuple[Slot, ...]:
    """The slot at west at another time; east's is from 17:20 to 18:00."""
    return (SLOTS[1], slot("w-mon-2", 1, start, end, school="west"))


T5_BUSY = changed(T5, duties=(duty(1, "17:59", "19:00"),))
T5_NOT_QUITE_BUSY = changed(T5, duties=(duty(1, "18:00", "19:00"),))
ALL_HOME = home("T1", "T3", "T5")


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge(
        "nobody is lent, nobody is left",
        True,
        reserve(100),
        home("T1", "T3", "T5", "G1"),
    ),
    edge(
        "one of four left, a quarter needed",
        True,
        reserve(25),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "one of four left, a little more needed",
        False,
        reserve(26),
        together(lent(), home("T1", "T3")),
    ),
    edge("none of four left", False, reserve(25), together(lent(), ALL_HOME)),
    edge("none left, none needed", True, reserve(0), together(lent(), ALL_HOME)),
    edge("who is lent is not left", True, reserve(75), lent()),
    edge("who is lent is not left, and all must be", False, reserve(76), lent()),
    edge(
        "a third is more than 33 percent",
        True,
        reserve(33, changed(T5, free=())),
        together(lent(), home("T1")),
    ),
    edge(
        "a third is less than 34 percent",
        False,
        reserve(34, changed(T5, free=())),
        together(lent(), home("T1")),
    ),
    edge(
        "who is not free is not counted",
        False,
        reserve(25, changed(T5, free=("mon-1",))),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "who is free then is counted",
        True,
        reserve(25, changed(T5, free=("mon-2",))),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "who has a duty is not counted",
        False,
        reserve(25, T5_BUSY),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "who has a duty right after is counted",
        True,
        reserve(25, T5_NOT_QUITE_BUSY),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "who does not serve at home is not counted",
        False,
        reserve(25, changed(T5, serves=("west",))),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "support staff are not counted",
        False,
        reserve(25, changed(T5, kind=AdultKind.SUPPORT_STAFF)),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "teachers of another home are not counted",
        False,
        reserve(25, changed(T5, home="west")),
        together(lent(), home("T1", "T3")),
    ),
    edge(
        "outsiders who are away are not lent",
        True,
        reserve(100),
        together(lent("C1"), ALL_HOME),
    ),
    edge(
        "an own teacher away is lent, whatever else is wrong",
        False,
        reserve(100),
        lent("T1"),
    ),
    edge("an assistant away is lent", False, reserve(76), lent(role="assistant")),
    edge("a post away is no loan", True, reserve(100), at_gate("G1", 1, school="west")),
    edge(
        "a post at home keeps one from being left",
        False,
        reserve(50),
        together(lent(), home("T1"), at_gate("T5", 1)),
    ),
    edge(
        "a post nobody needs keeps nobody",
        True,
        reserve(50, posts=()),
        together(lent(), home("T1"), at_gate("T5", 1)),
    ),
    edge(
        "work in another slot keeps nobody",
        True,
        reserve(75),
        together(lent(), home("T1", "T3", slot="mon-1")),
    ),
    edge(
        "away until the slot starts",
        True,
        reserve(100, slots=late("16:30", "17:20")),
        lent(),
    ),
    edge(
        "away for the first minute of the slot",
        False,
        reserve(100, slots=late("16:30", "17:21")),
        lent(),
    ),
    edge(
        "away from the end of the slot",
        True,
        reserve(100, slots=late("18:00", "18:40")),
        lent(),
    ),
    edge(
        "away at the time on another day",
        True,
        reserve(
            100, slots=(SLOTS[1], slot("w-mon-2", 2, "17:20", "18:00", school="west"))
        ),
        lent(),
    ),
    edge(
        "nobody available at all",
        True,
        reserve(100, *(changed(a, free=()) for a in (T1, T3, T5, G1))),
        lent(),
    ),
    edge(
        "lent in odd weeks, all at home in even weeks",
        True,
        reserve(75),
        together(
            lent(weeks="odd"),
            changed(
                home("T1"), staff=(Staff(adult="T1", group="T1@mon-2", weeks="even"),)
            ),
        ),
    ),
    edge(
        "lent in odd weeks, one more busy in odd weeks",
        False,
        reserve(75),
        together(
            lent(weeks="odd"),
            changed(
                home("T1"), staff=(Staff(adult="T1", group="T1@mon-2", weeks="odd"),)
            ),
        ),
    ),
    edge(
        "a duty of odd weeks only counts then",
        False,
        reserve(
            50,
            changed(T5, duties=(duty(1, "17:20", "18:00", weeks="odd"),)),
            changed(T3, free=()),
        ),
        together(lent(), home("T1")),
    ),
)
def test_lenders_keep_cover(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Teachers of both homes, lent both ways, with shares that are often just met."""
    percents = (0, 0, 20, 25, 33, 34, 50, 66, 67)
    world = random_world(
        chance,
        schools=tuple(
            changed(
                school,
                posts=GATE,
                limits=limits(lending_reserve_percent=chance.choice(percents)),
            )
            for school in (EAST, WEST)
        ),
    )
    slots = [slot.id for slot in WORLD_SLOTS]
    adults = each_changed(
        world.adults,
        lambda a: {
            "home": "west" if odds(chance, 20) else a.home,
            "free": some(chance, slots, 3, 7) if odds(chance, 30) else None,
            "serves": ("east", "west") if odds(chance, 80) else a.serves,
            "duties": (duty(1, "17:00", "17:20", weeks=some_weeks(chance, 50)),)
            if odds(chance, 30)
            else (),
        },
    )
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance,
        instance,
        care=2,
        clubs=2,
        posts=2,
        seats=0,
        leads=(1, 1, 2),
        adults=("T1", "T3", "T5", "G1"),
        biweekly=25,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
