"""Proof that teachers serve at home, and group teachers inside their group."""

from random import Random

import pytest

from kehou_solver.domain import AdultKind, Instance, Timetable
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
    G1,
    WEST,
    at_gate,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    post_need,
    two_campuses,
    world,
)

RULE = "lending_inside_group"
pytestmark = pytest.mark.clause("LZ-316")

OWN, GROUP, SUPPORT = (
    AdultKind.OWN_TEACHER,
    AdultKind.GROUP_TEACHER,
    AdultKind.SUPPORT_STAFF,
)


def lent(
    kind: AdultKind,
    home: str | None = "east",
    east: str | None = "G",
    west: str | None = "G",
) -> Instance:
    """Two schools of some groups, where G1 is of some kind and home."""
    adult = changed(G1, kind=kind, home=home)
    schools = (
        changed(EAST, group=east),
        changed(WEST, group=west, posts=(post_need(1),)),
    )
    return two_campuses(adults=(*ADULTS, adult), schools=schools)


HOME = care("mon-1", "1-1", room="r1", lead="G1")
AWAY = care("w-mon-2", "2-9", room="r9", lead="G1", school="west")
ASSISTS = meeting(
    "robots", "w-mon-2", room="r9", lead="C1", assistants=("G1",), school="west"
)
GATE_AWAY = at_gate("G1", 1, school="west")


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("an own teacher at home", True, lent(OWN), HOME),
    edge("an own teacher at a school of the group", False, lent(OWN), AWAY),
    edge("an own teacher without a home", False, lent(OWN, home=None), HOME),
    edge("support staff at a post at home", True, lent(SUPPORT), at_gate("G1", 1)),
    edge("support staff at a post of the group", False, lent(SUPPORT), GATE_AWAY),
    edge("a group teacher at home", True, lent(GROUP), HOME),
    edge("a group teacher at home, in no group", True, lent(GROUP, east=None), HOME),
    edge("a group teacher at a school of the group", True, lent(GROUP), AWAY),
    edge(
        "a group teacher at a school of another group",
        False,
        lent(GROUP, west="H"),
        AWAY,
    ),
    edge(
        "a group teacher at a school of no group", False, lent(GROUP, west=None), AWAY
    ),
    edge(
        "a group teacher between two schools of no group",
        False,
        lent(GROUP, east=None, west=None),
        AWAY,
    ),
    edge("a group teacher without a home", False, lent(GROUP, home=None), AWAY),
    edge("a group teacher at a post of the group", True, lent(GROUP), GATE_AWAY),
    edge(
        "a group teacher at a post of another group",
        False,
        lent(GROUP, west="H"),
        GATE_AWAY,
    ),
    edge(
        "a group teacher assists in another group",
        False,
        lent(GROUP, west="H"),
        ASSISTS,
    ),
    edge(
        "a post nobody needs in another group",
        True,
        two_campuses(schools=(EAST, changed(WEST, group="H"))),
        GATE_AWAY,
    ),
    edge(
        "an outsider anywhere", True, lent(AdultKind.RETIREE, home=None, west="H"), AWAY
    ),
)
def test_teachers_are_lent_inside_their_group_only(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Schools of one group, of two or of none, and people of every kind and home."""
    needs = (post_need(1), post_need(2))
    world = random_world(
        chance,
        schools=tuple(
            changed(school, group=chance.choice(["G", "G", "H", None]), posts=needs)
            for school in (EAST, WEST)
        ),
    )
    kinds = (OWN, GROUP, GROUP, GROUP, SUPPORT, AdultKind.VOLUNTEER)
    adults = each_changed(
        world.adults,
        lambda _: {
            "kind": chance.choice(kinds),
            "home": chance.choice(["east", "east", "east", "west", None]),
        },
    )
    instance = changed(world, adults=adults)
    return instance, random_timetable(
        chance,
        instance,
        care=1,
        clubs=1,
        posts=1,
        seats=0,
        leads=(0, 1),
        assistants=(0, 0, 0, 1),
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
