"""A village with fewer teachers than classes gets clubs, and so do its neighbours."""

import pytest

from kehou_instances.city import CityInputs, make_community, plan_city
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import seat_goals_in
from kehou_solver.search.budget import Budget
from kehou_solver.search.club_plan import ClubPlan, Known
from kehou_solver.search.formulation import Admission
from kehou_solver.search.plan import ways_of
from kehou_solver.search.size import care_only
from kehou_solver.search.witness import Witness
from kehou_solver.solve import solve
from tests.solver.search.one_school import alone

VILLAGE = "s389"


@pytest.fixture(scope="module")
def village() -> Instance:
    """One village of a community, alone: four classes that must merge for care."""
    whole = make_community(plan_city(0), "lz-116", CityInputs(10_000, 15_000)).instance
    return alone(whole, VILLAGE)


def week_of(instance: Instance) -> Timetable:
    found = solve(instance, Settings(seconds=3, workers=1))
    assert isinstance(found, Found)
    return found.timetable


def plan_for(village: Instance, week: Timetable | None) -> ClubPlan:
    policy = Policy.of(village)
    world = World(village, policy)
    ways = ways_of(world, Admission(village, policy))
    goals = seat_goals_in(policy.goal_order())
    known = None if week is None else Known.of(world, ways, week)
    witness = None if week is None else Witness.of(world, week)
    budget = Budget(Settings(seconds=5, workers=1))
    if known is not None and not any(known.groups):
        known = None
    return ClubPlan.of(world, ways, goals, budget, known, witness)


def test_care_that_must_merge_closes_no_club(village: Instance) -> None:
    assert plan_for(village, None).groups is None, "the village is no longer so short"
    care = week_of(care_only(village))
    assert not broken(audit(village, care, Policy.of(village)))
    plan = plan_for(village, care)
    assert plan.groups is not None
    assert sum(plan.groups) > 0


def test_a_week_with_clubs_is_possible_in_its_own_eyes(village: Instance) -> None:
    week = week_of(village)
    assert week.seats
    plan = plan_for(village, week)
    assert plan.groups is not None
    before = sum(plan.groups)
    assert before > 0
    plan.better(lambda: False)
    assert sum(plan.groups) >= 1
