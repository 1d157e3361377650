"""Proof that groups meet as often, where and when they are offered."""

from random import Random

import pytest

from kehou_solver.domain import Instance, Slot, Timetable
from kehou_solver.policy import Policy
from kehou_solver.testing import check_allows
from tests.solver.rules.agreement import (
    WORLD_CLUBS,
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
    CHESS,
    SLOTS,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    together,
    two_campuses,
    world,
)

RULE = "meetings_as_offered"
pytestmark = pytest.mark.clause("LZ-303", "LZ-309")


def offered(*slots: Slot, **changes: object) -> Instance:
    """The default world with chess on other terms, and other slots if given."""
    return world(clubs=(changed(CHESS, **changes),), slots=slots or SLOTS)


def chess(*slots: str, id: str = "chess", school: str = "east") -> Timetable:
    """A chess group."""
    return meeting("chess", *slots, room="hall", lead="C1", id=id, school=school)


FORTNIGHT = (
    SLOTS[0],
    changed(SLOTS[1], weeks="odd"),
    SLOTS[2],
    changed(SLOTS[3], weeks="even"),
)
"""mon-2 in odd weeks, tue-2 in even weeks."""


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge(
        "as many meetings as offered",
        True,
        offered(meetings_per_week=2),
        chess("mon-1", "tue-2"),
    ),
    edge("one meeting too few", False, offered(meetings_per_week=2), chess("mon-1")),
    edge("one meeting too many", False, offered(), chess("mon-1", "tue-2")),
    edge(
        "two meetings on one weekday",
        False,
        offered(meetings_per_week=2),
        chess("mon-1", "mon-2"),
    ),
    edge(
        "in a slot of the offer",
        True,
        offered(slots=("mon-1", "tue-2")),
        chess("tue-2"),
    ),
    edge(
        "in a slot outside the offer", False, offered(slots=("mon-1",)), chess("tue-2")
    ),
    edge(
        "one of two meetings outside the offer",
        False,
        offered(slots=("mon-1",), meetings_per_week=2),
        chess("mon-1", "tue-2"),
    ),
    edge("an offer of no slots", False, offered(slots=()), chess("tue-2")),
    edge(
        "as many groups as offered",
        True,
        offered(parallel_groups=2),
        together(chess("mon-1"), chess("tue-2", id="more")),
    ),
    edge(
        "one group too many",
        False,
        offered(),
        together(chess("mon-1"), chess("tue-2", id="more")),
    ),
    edge(
        "a group of another campus' club",
        False,
        two_campuses(),
        chess("w-mon-2", school="west"),
    ),
    edge(
        "a club of the school in a slot of another campus",
        False,
        two_campuses(),
        chess("w-mon-2"),
    ),
    edge(
        "a club at another campus in a slot of its school",
        False,
        two_campuses(),
        chess("mon-2", school="west"),
    ),
    edge(
        "homework care in a slot of another campus",
        False,
        two_campuses(),
        care("w-mon-2", "1-1", room="r1", lead="T1"),
    ),
    edge(
        "homework care in a slot of its school",
        True,
        two_campuses(),
        care("mon-2", "1-1", room="r1", lead="T1"),
    ),
    edge(
        "two meetings, one in odd and one in even weeks",
        True,
        offered(*FORTNIGHT, meetings_per_week=2),
        chess("mon-2", "tue-2"),
    ),
    edge(
        "one meeting a week is not one in odd and one in even weeks",
        False,
        offered(*FORTNIGHT),
        chess("mon-2", "tue-2"),
    ),
    edge(
        "two meetings on one weekday in different weeks",
        False,
        offered(
            changed(SLOTS[0], weeks="odd"),
            changed(SLOTS[1], weeks="even"),
            meetings_per_week=2,
        ),
        chess("mon-1", "mon-2"),
    ),
    edge(
        "one group too many, in odd and in even weeks",
        False,
        offered(*FORTNIGHT),
        together(chess("mon-2"), chess("tue-2", id="more")),
    ),
    edge(
        "a slot of odd weeks outside the offer",
        False,
        offered(*FORTNIGHT, slots=("tue-2",)),
        chess("mon-2"),
    ),
)
def test_groups_meet_as_offered(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def test_a_homework_group_with_two_slots_is_refused() -> None:
    # The model has no words for such a group: only the judge can see it.
    group = changed(
        care("mon-1", "1-1", room="r1", lead="T1").groups[0], slots=("mon-1", "tue-1")
    )
    policy = Policy.of(world())
    assert not check_allows(RULE, world(), Timetable(groups=(group,)), policy)


def random_week(chance: Random) -> Week:
    """Clubs on all sorts of terms, some held in odd or even weeks only."""
    some_clubs = (CHESS, WORLD_CLUBS[-1]) if odds(chance, 30) else (CHESS,)
    world = random_world(chance, biweekly=50, clubs=some_clubs)
    clubs = each_changed(
        world.clubs,
        lambda c: {
            "meetings_per_week": chance.choice([1, 1, 1, 2]),
            "parallel_groups": chance.choice([1, 1, 2]),
            "slots": some(
                chance, [s.id for s in world.slots if s.school == c.school], 1, 4
            )
            if odds(chance, 20)
            else None,
        },
    )
    instance = changed(world, clubs=clubs)
    return instance, random_timetable(
        chance,
        instance,
        care=1,
        clubs=3,
        meetings=(1, 1, 1, 2),
        posts=0,
        seats=0,
        leads=(1,),
        astray=3,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
