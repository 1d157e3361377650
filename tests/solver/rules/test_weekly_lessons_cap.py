"""Proof that nobody gives more lessons, or minutes of them, than a week may hold."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Staff, Terms, Timetable
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
    replaced,
    together,
    two_campuses,
    world,
)

RULE = "weekly_lessons_cap"
pytestmark = pytest.mark.clause("LZ-305")


def cap(lessons: int, **changes: object) -> Instance:
    """The default world with a cap for all, where T1 is different."""
    return world(
        schools=east(lessons_week=lessons),
        adults=replaced(ADULTS, changed(T1, **changes)),
    )


def led(*slots: str, weeks: str = "every") -> Timetable:
    """T1 leads homework care in some slots; each lasts 40 minutes."""
    cells = together(*(care(s, "1-1", room="r1", lead="T1") for s in slots))
    return changed(cells, staff=tuple(changed(row, weeks=weeks) for row in cells.staff))


TWO, THREE = led("mon-1", "tue-1"), led("mon-1", "mon-2", "tue-1")
TWICE_A_WEEK = meeting("chess", "mon-1", "tue-1", room="hall", lead="T1")
ASSISTS = meeting("chess", "tue-2", room="hall", lead="C1", assistants=("T1",))
IN_TWO_ROLES = changed(
    led("mon-1"),
    staff=(
        Staff(adult="T1", group="1-1@mon-1"),
        Staff(adult="T1", group="1-1@mon-1", role="assistant"),
    ),
)


@edges(
    edge("nothing at all", True, cap(0), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("exactly the cap", True, cap(2), TWO),
    edge("one lesson too many", False, cap(2), THREE),
    edge("no lesson allowed", False, cap(0), led("mon-1")),
    edge("every meeting of a group is a lesson", False, cap(1), TWICE_A_WEEK),
    edge("assisting is a lesson", False, cap(2), together(TWO, ASSISTS)),
    edge("a post is no lesson", True, cap(2), together(TWO, at_gate("T1", 1, 2))),
    edge("two roles in one group are two lessons", False, cap(1), IN_TWO_ROLES),
    edge("a stricter cap of one's own, just kept", True, cap(6, lessons_week=2), TWO),
    edge("a stricter cap of one's own, broken", False, cap(6, lessons_week=2), THREE),
    edge(
        "a looser cap of one's own does not help", False, cap(2, lessons_week=6), THREE
    ),
    edge("a cap of one's own of nothing", False, cap(6, lessons_week=0), led("mon-1")),
    edge(
        "others' lessons do not count",
        True,
        cap(2),
        together(TWO, care("mon-2", "3-1", room="r3", lead="T3")),
    ),
    edge(
        "lessons at all schools count",
        False,
        two_campuses(schools=(changed(EAST, limits=limits(lessons_week=2)), WEST)),
        together(TWO, care("w-mon-2", "2-9", room="r9", lead="T1", school="west")),
    ),
    edge(
        "the limits of home count, not those of the place",
        True,
        two_campuses(schools=(EAST, changed(WEST, limits=limits(lessons_week=0)))),
        lawful_two(),
    ),
    edge(
        "without a home, those of the first school served",
        False,
        cap(1, home=None),
        TWO,
    ),
    edge("exactly the minutes", True, cap(6, minutes_week=80), TWO),
    edge("one minute too many", False, cap(6, minutes_week=79), TWO),
    edge(
        "minutes agreed for homework care",
        True,
        cap(6, minutes_week=60, terms=(Terms(minutes=30),)),
        TWO,
    ),
    edge(
        "minutes agreed for homework care, one too many",
        False,
        cap(6, minutes_week=59, terms=(Terms(minutes=30),)),
        TWO,
    ),
    edge(
        "minutes agreed for a club do not change care",
        False,
        cap(6, minutes_week=60, terms=(Terms(club="chess", minutes=30),)),
        TWO,
    ),
    edge(
        "minutes agreed for a club",
        True,
        cap(6, minutes_week=60, terms=(Terms(club="chess", minutes=30),)),
        TWICE_A_WEEK,
    ),
    edge(
        "terms without minutes leave those of the slot",
        False,
        cap(6, minutes_week=79, terms=(Terms(pay_fen=1),)),
        TWO,
    ),
    edge(
        "minutes of assisting count",
        False,
        cap(6, minutes_week=119),
        together(TWO, ASSISTS),
    ),
    edge(
        "posts have no lesson minutes",
        True,
        cap(6, minutes_week=80),
        together(TWO, at_gate("T1", 1, 2)),
    ),
    edge(
        "the cap in odd weeks, the cap in even weeks",
        True,
        cap(2),
        together(
            led("mon-1", "tue-1", weeks="odd"), led("mon-2", "tue-2", weeks="even")
        ),
    ),
    edge(
        "one too many in even weeks",
        False,
        cap(2),
        together(TWO, led("tue-2", weeks="even")),
    ),
    edge(
        "slots of odd and of even weeks do not add up",
        True,
        changed(
            cap(2),
            slots=(
                SLOTS[0],
                changed(SLOTS[1], weeks="odd"),
                changed(SLOTS[2], weeks="even"),
            ),
        ),
        THREE,
    ),
)
def test_nobody_gives_too_many_lessons(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Two people with caps of lessons and minutes about as large as their week."""
    world = random_world(
        chance,
        schools=tuple(
            changed(school, limits=limits(lessons_week=chance.choice([1, 2, 3, 4, 5])))
            for school in (EAST, WEST)
        ),
    )
    clubs = [None, *(club.id for club in world.clubs)]
    adults = each_changed(
        world.adults,
        lambda a: {
            "home": chance.choice([a.home, "west"]),
            "lessons_week": chance.choice([None, None, 1, 2, 3]),
            "minutes_week": chance.choice([40, 80, 119, 120, 160])
            if odds(chance, 40)
            else None,
            "terms": (
                Terms(
                    club=chance.choice(clubs), minutes=chance.choice([None, 0, 20, 60])
                ),
            ),
        },
    )
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance,
        instance,
        care=2,
        clubs=2,
        posts=1,
        seats=0,
        leads=(1, 1, 2),
        adults=("T1", "G1", "C1"),
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
