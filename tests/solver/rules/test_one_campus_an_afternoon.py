"""Proof that nobody changes campus within an afternoon."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Staff, Timetable
from tests.solver.rules.agreement import (
    WORLD_SLOTS,
    Week,
    agree,
    both_sides,
    edge,
    edges,
    judged,
    others_change_nothing,
    random_timetable,
    random_world,
    repeatedly,
)
from tests.solver.worlds import (
    EAST,
    WEST,
    at_gate,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    post_need,
    together,
    two_campuses,
    world,
)

RULE = "one_campus_an_afternoon"
pytestmark = pytest.mark.clause("LZ-316")

BOTH_GATES = two_campuses(
    slots=WORLD_SLOTS, schools=(EAST, changed(WEST, posts=(post_need(1),)))
)
"""Two campuses that both need somebody at the gate on Monday."""

EAST_MON = care("mon-1", "1-1", room="r1", lead="G1")
WEST_MON = care("w-mon-2", "2-9", room="r9", lead="G1", school="west")
WEST_TUE = care("w-tue-1", "2-9", room="r9", lead="G1", school="west")


def in_weeks(timetable: Timetable, weeks: str) -> Timetable:
    """The same people, in some weeks only."""
    staff = tuple(changed(row, weeks=weeks) for row in timetable.staff)
    return changed(timetable, staff=staff)


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge(
        "two lessons at one campus",
        True,
        BOTH_GATES,
        together(EAST_MON, care("mon-2", "1-1", room="r1", lead="G1")),
    ),
    edge(
        "two lessons at two campuses", False, BOTH_GATES, together(EAST_MON, WEST_MON)
    ),
    edge("two campuses on two days", True, BOTH_GATES, together(EAST_MON, WEST_TUE)),
    edge(
        "two adults at two campuses",
        True,
        BOTH_GATES,
        together(care("mon-1", "1-1", room="r1", lead="T1"), WEST_MON),
    ),
    edge(
        "a lesson at one campus and a post at the other",
        False,
        BOTH_GATES,
        together(EAST_MON, at_gate("G1", 1, school="west")),
    ),
    edge(
        "posts at both campuses",
        False,
        BOTH_GATES,
        together(at_gate("G1", 1), at_gate("G1", 1, school="west")),
    ),
    edge(
        "a post nobody needs at the other campus",
        True,
        two_campuses(),
        together(EAST_MON, at_gate("G1", 1, school="west")),
    ),
    edge(
        "an assistant at one campus and lead at the other",
        False,
        BOTH_GATES,
        together(
            WEST_MON,
            changed(
                EAST_MON,
                staff=(Staff(adult="G1", group="1-1@mon-1", role="assistant"),),
            ),
        ),
    ),
    edge(
        "one of two meetings on the day of the other campus",
        False,
        BOTH_GATES,
        together(WEST_TUE, meeting("chess", "mon-1", "tue-2", room="hall", lead="G1")),
    ),
    edge(
        "an adult who serves one campus by the data",
        False,
        BOTH_GATES,
        together(
            care("mon-1", "1-1", room="r1", lead="T1"),
            care("w-mon-2", "2-9", room="r9", lead="T1", school="west"),
        ),
    ),
    edge(
        "one campus in odd weeks, the other in even weeks",
        True,
        BOTH_GATES,
        together(in_weeks(EAST_MON, "odd"), in_weeks(WEST_MON, "even")),
    ),
    edge(
        "both campuses in odd weeks",
        False,
        BOTH_GATES,
        together(in_weeks(EAST_MON, "odd"), WEST_MON),
    ),
)
def test_nobody_changes_campus_in_an_afternoon(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Few people at two campuses, in groups and at the gate."""
    needs = (post_need(1), post_need(2))
    schools = tuple(changed(school, posts=needs) for school in (EAST, WEST))
    instance = random_world(chance, schools=schools)
    return instance, random_timetable(
        chance,
        instance,
        care=1,
        clubs=1,
        posts=2,
        seats=0,
        leads=(1,),
        adults=("G1", "T1", "C1", "S1"),
        biweekly=30,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
