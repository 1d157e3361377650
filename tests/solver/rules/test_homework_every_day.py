"""Proof that from grade 3 every attended day leaves a slot for homework."""

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
    EAST,
    PUPILS,
    SLOTS,
    TERM_START,
    care,
    changed,
    lawful,
    meeting,
    replaced,
    together,
    two_campuses,
    world,
)

RULE = "homework_every_day"
pytestmark = pytest.mark.clause("LZ-308")

P4 = PUPILS[3]


def p4(
    grade: int = 3, free_of_homework: tuple[int, ...] = (), **changes: object
) -> Instance:
    """The default world where p4, or the class and school of p4, is different."""
    return world(
        pupils=replaced(PUPILS, changed(P4, **changes)),
        classes=replaced(CLASSES, changed(CLASSES[1], grade=grade)),
        schools=(changed(EAST, no_homework_weekdays=free_of_homework),),
    )


def chess(*slots: str, id: str = "chess") -> Timetable:
    """p4 plays chess in some slots."""
    return meeting("chess", *slots, room="hall", lead="C1", seats=("p4",), id=id)


ALL_MONDAY = chess("mon-1", "mon-2")
ROBOTS = meeting("robots", "mon-2", room="lab", lead="V1", seats=("p4",))
ODD_LATE = (SLOTS[0], changed(SLOTS[1], weeks="odd"))
ODD_EARLY_EVEN_LATE = (changed(SLOTS[0], weeks="odd"), changed(SLOTS[1], weeks="even"))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("one of two slots in a club", True, p4(), chess("mon-1")),
    edge("both slots in one club", False, p4(), ALL_MONDAY),
    edge("both slots in two clubs", False, p4(), together(chess("mon-1"), ROBOTS)),
    edge("one slot of each day in a club", True, p4(), chess("mon-1", "tue-1")),
    edge("two clubs in one slot", True, p4(), together(chess("mon-2"), ROBOTS)),
    edge(
        "both slots, one of them in two clubs",
        False,
        p4(),
        together(ALL_MONDAY, ROBOTS),
    ),
    edge(
        "a second day with nothing left",
        False,
        p4(),
        together(chess("mon-1"), chess("tue-1", "tue-2", id="more")),
    ),
    edge("grade 3 has homework", False, p4(grade=3), ALL_MONDAY),
    edge("grade 2 has none", True, p4(grade=2), ALL_MONDAY),
    edge("grade 9 has homework", False, p4(grade=9), ALL_MONDAY),
    edge("a child without homework", True, p4(homework=False), ALL_MONDAY),
    edge("a child without consent", True, p4(consent=None), ALL_MONDAY),
    edge("a day free of homework", True, p4(free_of_homework=(1,)), ALL_MONDAY),
    edge("another day free of homework", False, p4(free_of_homework=(2,)), ALL_MONDAY),
    edge(
        "the only slot not skipped in a club",
        False,
        p4(skips=("mon-1",)),
        chess("mon-2"),
    ),
    edge(
        "a club in a slot that is skipped", True, p4(skips=("mon-1",)), chess("mon-1")
    ),
    edge("all slots skipped", True, p4(skips=("mon-1", "mon-2")), ALL_MONDAY),
    edge("a day not asked for", True, p4(weekdays=(2,)), ALL_MONDAY),
    edge(
        "the only slot of the day in a club",
        False,
        world(slots=SLOTS[:1]),
        chess("mon-1"),
    ),
    edge(
        "homework care beside clubs does not help",
        False,
        p4(),
        together(ALL_MONDAY, care("mon-1", "3-1", room="r3", lead="T3")),
    ),
    edge("a club in slots of another campus", True, two_campuses(), chess("w-mon-2")),
    edge(
        "the late slot is held in odd weeks only, club in both",
        False,
        world(slots=ODD_LATE),
        ALL_MONDAY,
    ),
    edge(
        "the late slot is held in odd weeks only, club in that",
        True,
        world(slots=ODD_LATE),
        chess("mon-2"),
    ),
    edge(
        "the late slot is held in odd weeks only, club in the other",
        False,
        world(slots=ODD_LATE),
        chess("mon-1"),
    ),
    edge(
        "one slot a week, a club in odd weeks",
        False,
        world(slots=ODD_EARLY_EVEN_LATE),
        chess("mon-1"),
    ),
)
def test_every_day_leaves_time_for_homework(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Children who stay for few slots and sit in many clubs."""
    world = random_world(
        chance,
        schools=(
            changed(EAST, no_homework_weekdays=some(chance, (1, 2), 0, 1)),
            two_campuses().schools[1],
        ),
    )
    skips = [slot.id for slot in world.slots]
    instance = changed(
        world,
        classes=each_changed(
            world.classes, lambda _: {"grade": chance.choice([2, 3, 4])}
        ),
        pupils=each_changed(
            world.pupils,
            lambda _: {
                "skips": some(chance, skips, 0, 2),
                "homework": not odds(chance, 15),
                "consent": None if odds(chance, 10) else TERM_START,
                "weekdays": chance.choice([(1, 2), (1,)]),
            },
        ),
    )
    return instance, random_timetable(
        chance, instance, care=0, clubs=3, meetings=(1, 2), seats=2, posts=0, leads=(1,)
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
