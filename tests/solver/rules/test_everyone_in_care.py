"""Proof that every class whose children need care has a homework group."""

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
    odds,
    others_change_nothing,
    random_timetable,
    random_world,
    repeatedly,
    some,
)
from tests.solver.worlds import (
    CLASSES,
    PUPILS,
    SLOTS,
    TERM_START,
    care,
    changed,
    lawful,
    meeting,
    pupil,
    replaced,
    together,
    without,
    world,
)

RULE = "everyone_in_care"
pytestmark = pytest.mark.clause("LZ-204", "LZ-207")

P4, P5, P6 = PUPILS[3:]
LATE = SLOTS[3:]
"""One slot: tue-2."""

ONLY_3_1 = {"slots": LATE, "classes": CLASSES[1:], "adults": (), "vendors": ()}
"""Nothing but class 3-1 (p4, p5, p6) in tue-2."""


def unlisted(**changes: object) -> Instance:
    """One class of which only a number is known."""
    class_ = changed(CLASSES[1], unlisted=1, unlisted_consent=TERM_START)
    return world(**{**ONLY_3_1, "classes": (changed(class_, **changes),), "pupils": ()})


def of_3_1(*pupils: object) -> Instance:
    """Class 3-1 with other children."""
    return world(**ONLY_3_1, pupils=pupils)


CARE = care("tue-2", "3-1", room="r3", lead="T3")
ROBOTS = meeting("robots", "tue-2", room="lab", lead="V1", seats=("p4", "p5"))
CHESS = meeting("chess", "tue-2", room="hall", lead="C1", seats=("p4",))


@edges(
    edge("nobody asked, nothing at all", True, world(pupils=()), Timetable()),
    edge("everybody asked, nothing at all", False, world(), Timetable()),
    edge("everybody in care or a club", True, world(), lawful()),
    edge(
        "one class without care in one slot",
        False,
        world(),
        without(lawful(), "1-1@tue-1"),
    ),
    edge("all children of the class in a club", True, of_3_1(P4, P5), ROBOTS),
    edge("all but one child in a club", False, of_3_1(P4, P5, P6), ROBOTS),
    edge(
        "care where all children are in a club",
        True,
        of_3_1(P4, P5),
        together(CARE, ROBOTS),
    ),
    edge(
        "a child without consent", True, of_3_1(changed(P6, consent=None)), Timetable()
    ),
    edge(
        "a child who skips the slot",
        True,
        of_3_1(changed(P6, skips=("tue-2",))),
        Timetable(),
    ),
    edge(
        "a child who goes home that day",
        True,
        of_3_1(changed(P6, weekdays=(1,))),
        Timetable(),
    ),
    edge(
        "an absent child's seat frees nobody else",
        False,
        of_3_1(changed(P4, skips=("tue-2",)), P6),
        ROBOTS,
    ),
    edge(
        "a child with two seats at once frees nobody else",
        False,
        of_3_1(P4, P6),
        together(ROBOTS, CHESS),
    ),
    edge("unlisted children with consent", False, unlisted(), Timetable()),
    edge("unlisted children in care", True, unlisted(), CARE),
    edge(
        "unlisted children without consent",
        True,
        unlisted(unlisted_consent=None),
        Timetable(),
    ),
    edge("no unlisted children", True, unlisted(unlisted=0), Timetable()),
    edge(
        "care of another class in the slot",
        False,
        world(slots=LATE),
        care("tue-2", "1-1", room="r1", lead="T1"),
    ),
    edge(
        "care in a merged group",
        True,
        world(slots=LATE),
        care("tue-2", "1-1", "3-1", room="r1", lead="T1"),
    ),
    edge(
        "a slot of odd weeks without care",
        False,
        world(slots=(changed(LATE[0], weeks="odd"),)),
        Timetable(),
    ),
    edge(
        "a club in odd weeks only, care in the even weeks' slot",
        False,
        world(
            slots=(
                changed(LATE[0], weeks="odd"),
                changed(LATE[0], id="tue-3", weeks="even"),
            ),
            classes=CLASSES[1:],
            pupils=(P4, P5, P6),
        ),
        together(ROBOTS, care("tue-3", "3-1", room="r3", lead="T3")),
    ),
)
def test_no_child_who_asked_is_left_alone(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Cover almost every class, and let children ask for little and sit anywhere."""
    world = random_world(chance)
    pupils = each_changed(
        (*world.pupils, pupil("p10", "2-9")),
        lambda _: {
            "consent": None if odds(chance, 20) else TERM_START,
            "weekdays": tuple(sorted(some(chance, (1, 2), 0, 2))),
            "skips": some(chance, [s.id for s in world.slots], 0, 3),
        },
    )
    classes = each_changed(
        world.classes,
        lambda _: {
            "unlisted": chance.choice([0, 0, 0, 1]),
            "unlisted_consent": TERM_START if odds(chance, 30) else None,
        },
    )
    instance = changed(world, pupils=pupils, classes=replaced(world.classes, *classes))
    cells = [
        care(slot.id, each.id, room="r1", lead="T1", school=slot.school)
        for slot in instance.slots
        for each in instance.classes
        if slot.school == each.school and not odds(chance, 10)
    ]
    clubs = random_timetable(chance, instance, care=0, seats=6)
    return instance, together(*cells, clubs)


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
