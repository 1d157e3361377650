"""Proof that every duty role of the afternoon is filled, by the adults it needs."""

from random import Random

import pytest

from kehou_solver.domain import DutyRole, Instance, Post, PostNeed, Timetable
from kehou_solver.policy import Policy
from kehou_solver.testing import check_allows
from tests.solver.rules.agreement import (
    Week,
    agree,
    both_sides,
    edge,
    edges,
    judged,
    odds,
    others_change_nothing,
    random_world,
    repeatedly,
    some_weeks,
)
from tests.solver.worlds import (
    EAST,
    WEST,
    at_gate,
    changed,
    lawful,
    post_need,
    together,
    two_campuses,
    world,
)

RULE = "posts_filled"
pytestmark = pytest.mark.clause("LZ-418")

PATROL = DutyRole.PATROL


def needing(*needs: PostNeed) -> Instance:
    """The default world with these posts to fill."""
    return world(schools=(changed(EAST, posts=needs),))


def in_weeks(timetable: Timetable, weeks: str) -> Timetable:
    """The same posts, in some weeks only."""
    return changed(
        timetable, posts=tuple(changed(post, weeks=weeks) for post in timetable.posts)
    )


MONDAY = needing(post_need(1))
PAIR = needing(post_need(1, adults=2))
WEST_NEEDS = two_campuses(
    schools=(changed(EAST, posts=()), changed(WEST, posts=(post_need(1),)))
)


@edges(
    edge("no need and nobody", True, needing(), Timetable()),
    edge("a need and nobody", False, MONDAY, Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("exactly the adults needed", True, MONDAY, at_gate("S1", 1)),
    edge(
        "one adult too many",
        False,
        MONDAY,
        together(at_gate("S1", 1), at_gate("T5", 1)),
    ),
    edge("one adult too few", False, PAIR, at_gate("S1", 1)),
    edge(
        "two adults where two are needed",
        True,
        PAIR,
        together(at_gate("S1", 1), at_gate("T5", 1)),
    ),
    edge("a post nobody needs", False, needing(), at_gate("S1", 1)),
    edge(
        "a post on another day",
        False,
        MONDAY,
        together(at_gate("S1", 1), at_gate("S1", 2)),
    ),
    edge(
        "a post of another role",
        False,
        needing(post_need(1, role=PATROL)),
        at_gate("S1", 1),
    ),
    edge(
        "two roles on one day",
        False,
        needing(post_need(1), post_need(1, role=PATROL)),
        at_gate("S1", 1),
    ),
    edge("a post at another school", False, WEST_NEEDS, at_gate("S1", 1)),
    edge(
        "a post at the school that needs it",
        True,
        WEST_NEEDS,
        at_gate("S1", 1, school="west"),
    ),
    edge(
        "one adult in odd weeks, another in even weeks",
        True,
        MONDAY,
        together(in_weeks(at_gate("S1", 1), "odd"), in_weeks(at_gate("T5", 1), "even")),
    ),
    edge("nobody in even weeks", False, MONDAY, in_weeks(at_gate("S1", 1), "odd")),
    edge(
        "one too many in even weeks",
        False,
        MONDAY,
        together(at_gate("S1", 1), in_weeks(at_gate("T5", 1), "even")),
    ),
    edge(
        "one adult for two, twice in odd weeks",
        False,
        PAIR,
        together(
            at_gate("S1", 1),
            in_weeks(at_gate("S1", 1), "odd"),
            in_weeks(at_gate("T5", 1), "even"),
        ),
    ),
    edge(
        "one adult for one, twice in odd weeks",
        False,
        MONDAY,
        together(at_gate("S1", 1), in_weeks(at_gate("S1", 1), "odd")),
    ),
    edge(
        "one adult in odd and in even weeks",
        True,
        MONDAY,
        together(in_weeks(at_gate("S1", 1), "even"), in_weeks(at_gate("S1", 1), "odd")),
    ),
)
def test_every_post_has_the_adults_it_needs(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def test_the_same_adult_twice_does_not_fill_two_places() -> None:
    # The model has no words for the same line twice: only the judge can see it.
    once = at_gate("S1", 1)
    twice = together(once, once)
    assert not check_allows(RULE, PAIR, twice, Policy.of(PAIR))


def random_week(chance: Random) -> Week:
    """Few needs, filled almost as they should be."""
    needs = [
        (school, need)
        for school in ("east", "west")
        for role in (DutyRole.GATE_DUTY, PATROL)
        if odds(chance, 50)
        for need in [post_need(1, role=role, adults=chance.choice([1, 2, 2]))]
    ]
    schools = tuple(
        changed(school, posts=tuple(n for where, n in needs if where == school.id))
        for school in (EAST, WEST)
    )
    posts = [
        Post(
            adult=chance.choice(["S1", "S1", "T5", "T1"])
            if odds(chance, 30)
            else adult,
            school=chance.choice(["east", "west"]) if odds(chance, 8) else school,
            weekday=2 if odds(chance, 3) else 1,
            role=need.role,
            weeks=weeks,
        )
        for school, need in needs
        for adult in ("S1", "T5")[: need.adults]
        for weeks in (("odd", "even") if odds(chance, 40) else ("every",))
        if not odds(chance, 5)
    ]
    posts += [
        changed(p, weeks=some_weeks(chance, 99)) for p in posts if odds(chance, 8)
    ]
    instance = random_world(chance, schools=schools, biweekly=0)
    return instance, Timetable(posts=tuple(dict.fromkeys(posts)))


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
