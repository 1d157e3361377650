"""Proof that a club group opens with enough children or not at all."""

from random import Random

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
    CHESS,
    SLOTS,
    care,
    changed,
    lawful,
    meeting,
    together,
    world,
)

RULE = "minimum_enrolment"


def chess(*pupils: str, id: str = "chess") -> Timetable:
    """A chess group; the club opens with two children."""
    return meeting("chess", "mon-2", room="hall", lead="C1", seats=pupils, id=id)


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("an empty group", False, world(), chess()),
    edge("one child too few", False, world(), chess("p1")),
    edge("exactly enough children", True, world(), chess("p1", "p2")),
    edge(
        "enough in one group, too few in the other",
        False,
        world(),
        together(chess("p1", "p2"), chess("p3", id="more")),
    ),
    edge(
        "an empty group of a club that needs nobody",
        True,
        world(clubs=(changed(CHESS, min_enrolment=0),)),
        chess(),
    ),
    edge(
        "two meetings do not add up",
        False,
        world(),
        meeting("chess", "mon-2", "tue-2", room="hall", lead="C1", seats=("p1",)),
    ),
    edge(
        "homework care with one child",
        True,
        world(pupils=world().pupils[:1]),
        care("mon-1", "1-1", room="r1", lead="T1"),
    ),
    edge(
        "too few children in even weeks only",
        False,
        world(slots=(changed(SLOTS[1], weeks="even"),)),
        chess("p1"),
    ),
)
def test_no_club_group_opens_with_too_few_children(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Clubs that need few children, or none."""
    world = random_world(chance)
    clubs = each_changed(
        world.clubs, lambda _: {"min_enrolment": chance.choice([0, 1, 1, 2, 3])}
    )
    instance = changed(world, clubs=clubs)
    return instance, random_timetable(chance, instance, care=1, seats=4, posts=0)


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
