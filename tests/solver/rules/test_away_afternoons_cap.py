"""Proof that nobody is lent on too many afternoons."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Staff, Timetable
from tests.solver.rules.agreement import (
    WORLD_SLOTS,
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
)
from tests.solver.worlds import (
    ADULTS,
    EAST,
    G1,
    WEST,
    at_gate,
    care,
    changed,
    lawful,
    lawful_two,
    limits,
    meeting,
    post_need,
    slot,
    together,
    two_campuses,
    world,
)

RULE = "away_afternoons_cap"
pytestmark = pytest.mark.clause("LZ-316")


def away(most: int, home: str | None = "east", west_most: int = 0) -> Instance:
    """Two campuses where G1 may be away on so many afternoons."""
    schools = (
        changed(EAST, limits=limits(away_afternoons_week=most)),
        changed(
            WEST,
            limits=limits(away_afternoons_week=west_most),
            posts=(post_need(1), post_need(2)),
        ),
    )
    adult = changed(G1, home=home)
    slots = (*WORLD_SLOTS, slot("w-sun-1", 7, "16:30", "17:10", school="west"))
    return two_campuses(slots=slots, schools=schools, adults=(*ADULTS, adult))


def west(slot: str, weeks: str = "every", role: str = "lead") -> Timetable:
    """G1 in homework care at west."""
    cell = care(slot, "2-9", room="r9", lead="G1", school="west")
    row = Staff(adult="G1", group=f"2-9@{slot}", weeks=weeks, role=role)
    return changed(cell, staff=(row,))


EAST_MON = care("mon-1", "1-1", room="r1", lead="G1")
EAST_TUE = care("tue-1", "1-1", room="r1", lead="G1")
TWO_DAYS = together(west("w-mon-2"), west("w-tue-1"))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("exactly as many afternoons", True, away(2), TWO_DAYS),
    edge("one afternoon too many", False, away(1), TWO_DAYS),
    edge(
        "no afternoon allowed, none away", True, away(0), together(EAST_MON, EAST_TUE)
    ),
    edge("no afternoon allowed, one away", False, away(0), west("w-mon-2")),
    edge("no afternoon allowed, Sunday away", False, away(0), west("w-sun-1")),
    edge(
        "two lessons of one afternoon are one",
        True,
        away(1),
        together(west("w-mon-1"), west("w-mon-2")),
    ),
    edge(
        "afternoons at home do not count",
        True,
        away(1),
        together(west("w-mon-2"), EAST_TUE),
    ),
    edge(
        "an afternoon both at home and away is away",
        False,
        away(0),
        together(west("w-mon-2"), EAST_MON),
    ),
    edge(
        "a post away counts",
        False,
        away(1),
        together(west("w-mon-2"), at_gate("G1", 2, school="west")),
    ),
    edge(
        "a post away that nobody needs does not",
        True,
        changed(away(1), schools=(away(1).schools[0], WEST)),
        together(west("w-mon-2"), at_gate("G1", 2, school="west")),
    ),
    edge(
        "assisting away counts",
        False,
        away(1),
        together(west("w-mon-2"), west("w-tue-1", role="assistant")),
    ),
    edge(
        "two meetings of one group away",
        False,
        away(1),
        meeting("chess", "w-mon-1", "w-tue-1", room="r9", lead="G1", school="west"),
    ),
    edge("an adult without a home is nowhere away", True, away(0, home=None), TWO_DAYS),
    edge(
        "another home, another cap",
        False,
        away(9, home="west", west_most=1),
        together(EAST_MON, EAST_TUE),
    ),
    edge(
        "one afternoon in odd weeks, another in even weeks",
        True,
        away(1),
        together(west("w-mon-2", "odd"), west("w-tue-1", "even")),
    ),
    edge(
        "one afternoon in odd weeks, another in all",
        False,
        away(1),
        together(west("w-mon-2", "odd"), west("w-tue-1")),
    ),
)
def test_nobody_is_away_too_often(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Few people, homes of every sort and caps of 0 to 2."""
    needs = (post_need(1), post_need(2))
    world = random_world(
        chance,
        schools=tuple(
            changed(
                school,
                posts=needs,
                limits=limits(away_afternoons_week=chance.choice([0, 1, 1, 1, 2])),
            )
            for school in (EAST, WEST)
        ),
    )
    adults = each_changed(
        world.adults, lambda _: {"home": chance.choice(["east", "east", "west", None])}
    )
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance,
        instance,
        care=2,
        clubs=1,
        posts=3,
        seats=0,
        leads=(1, 1, 2),
        adults=("G1", "T1", "S1"),
        biweekly=30,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
