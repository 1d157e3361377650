"""Proof that nobody serves on too many afternoons."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Timetable
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
)
from tests.solver.worlds import (
    ADULTS,
    EAST,
    SLOTS,
    T1,
    WEST,
    at_gate,
    care,
    changed,
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

RULE = "afternoons_cap"
pytestmark = pytest.mark.clause("LZ-305")

WEDNESDAY = slot("wed-1", 3, "16:30", "17:10")


def cap(afternoons: int, **changes: object) -> Instance:
    """Three days with a cap for all, where T1 is different."""
    return world(
        slots=(*SLOTS, WEDNESDAY),
        schools=east(afternoons_week=afternoons),
        adults=replaced(ADULTS, changed(T1, **changes)),
    )


def led(*slots: str, weeks: str = "every") -> Timetable:
    """T1 leads homework care in some slots."""
    cells = together(*(care(s, "1-1", room="r1", lead="T1") for s in slots))
    return changed(cells, staff=tuple(changed(row, weeks=weeks) for row in cells.staff))


TWO, THREE = led("mon-1", "tue-1"), led("mon-1", "tue-1", "wed-1")


@edges(
    edge("nothing at all", True, cap(0), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("exactly the cap", True, cap(2), TWO),
    edge("one afternoon too many", False, cap(2), THREE),
    edge("no afternoon allowed", False, cap(0), led("mon-1")),
    edge("two lessons of one afternoon are one", True, cap(1), led("mon-1", "mon-2")),
    edge(
        "a group that meets on two days",
        False,
        cap(1),
        meeting("chess", "mon-1", "tue-1", room="hall", lead="T1"),
    ),
    edge(
        "assisting counts",
        False,
        cap(1),
        together(
            led("mon-1"),
            meeting("chess", "tue-2", room="hall", lead="C1", assistants=("T1",)),
        ),
    ),
    edge("a post counts", False, cap(1), together(led("mon-1"), at_gate("T1", 2))),
    edge(
        "a post on a day with a lesson is no further afternoon",
        True,
        cap(1),
        together(led("mon-1"), at_gate("T1", 1)),
    ),
    edge("posts alone, exactly the cap", True, cap(2), at_gate("T1", 1, 2)),
    edge("posts alone, one too many", False, cap(1), at_gate("T1", 1, 2)),
    edge(
        "a post nobody needs does not count",
        True,
        cap(1),
        together(led("mon-1"), at_gate("T1", 3)),
    ),
    edge(
        "a stricter cap of one's own, just kept", True, cap(4, afternoons_week=2), TWO
    ),
    edge(
        "a stricter cap of one's own, broken", False, cap(4, afternoons_week=2), THREE
    ),
    edge(
        "a looser cap of one's own does not help",
        False,
        cap(2, afternoons_week=4),
        THREE,
    ),
    edge(
        "a cap of one's own of nothing", False, cap(4, afternoons_week=0), led("mon-1")
    ),
    edge("fixed duties are no afternoons of service", True, cap(1), led("mon-1")),
    edge(
        "afternoons at all schools count",
        False,
        two_campuses(schools=(changed(EAST, limits=limits(afternoons_week=1)), WEST)),
        together(
            led("tue-1"), care("w-mon-2", "2-9", room="r9", lead="T1", school="west")
        ),
    ),
    edge(
        "without a home, the cap of the first school served",
        False,
        cap(1, home=None),
        TWO,
    ),
    edge(
        "one afternoon in odd weeks, another in even weeks",
        True,
        cap(1),
        together(led("mon-1", weeks="odd"), led("tue-1", weeks="even")),
    ),
    edge(
        "one too many in odd weeks",
        False,
        cap(1),
        together(led("mon-1", weeks="odd"), led("tue-1")),
    ),
)
def test_nobody_serves_on_too_many_afternoons(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """A few people over three days, with caps of 0 to 3."""
    needs = (post_need(1), post_need(2))
    base = random_world(
        chance,
        schools=tuple(
            changed(
                school,
                posts=needs,
                limits=limits(afternoons_week=chance.choice([0, 1, 2, 2, 2, 3])),
            )
            for school in (EAST, WEST)
        ),
        slots=(*two_campuses().slots, WEDNESDAY),
    )
    adults = each_changed(
        base.adults,
        lambda a: {
            "home": chance.choice([a.home, "west"]),
            "afternoons_week": chance.choice([None, None, None, 1, 2]),
        },
    )
    instance = changed(base, adults=adults)
    return instance, random_timetable(
        chance,
        instance,
        care=2,
        clubs=1,
        posts=2,
        seats=0,
        leads=(1,),
        adults=("T1", "G1", "C1", "S1"),
        biweekly=30,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
