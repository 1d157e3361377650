"""Every rule says which kinds of choices it refuses, and refuses no others."""

from typing import get_args

import pytest

from kehou_solver.domain import Instance
from kehou_solver.model.choice import Choice, Joins, Opens, Sits, Staffs, Uses
from kehou_solver.model.enumerate import choices_of
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.rules import RULES
from kehou_solver.rules.rule import Rule
from tests.solver.worlds import ROOMS, club, pupil, two_campuses, venue, world

WORLDS = (
    world(),
    two_campuses(),
    world(
        rooms=(*ROOMS, venue()),
        clubs=(club("swim", venue="pool"),),
        pupils=(pupil("p1", "3-1", "swim"),),
    ),
)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_refuses_says_what(name: str) -> None:
    rule = RULES[name]
    refusing = type(rule).admits is not Rule.admits
    assert refusing == bool(rule.refuses)
    assert set(rule.refuses) <= set(get_args(Choice))


@pytest.mark.parametrize("instance", WORLDS, ids=["one", "two", "venue"])
def test_what_a_rule_does_not_name_it_admits(instance: Instance) -> None:
    week = World(instance, Policy.of(instance))
    asked = list(choices_of(week, lambda _: True, None))
    assert {Opens, Staffs, Uses, Joins, Sits} <= {type(choice) for choice in asked}
    for rule in RULES.values():
        for choice in asked:
            if type(choice) not in rule.refuses:
                assert rule.admits(week, choice), (rule.name, choice)
