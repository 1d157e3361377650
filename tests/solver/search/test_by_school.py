"""School by school, a group comes to the same bounds as in one program of all."""

import math

import pytest

from kehou_instances.city import CityInputs, make_community, plan_city
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.measures import MEASURES
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import seat_goals_in
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Admission
from kehou_solver.search.plan import ways_of
from kehou_solver.search.priority import by_school
from kehou_solver.search.priority.by_school import NEAR, BySchool, program_for
from kehou_solver.search.priority.program import Program
from kehou_solver.search.priority.rows import Rows
from kehou_solver.search.sharing import alone, shared_out
from kehou_solver.search.stages import climb_in_stages
from tests.solver.search.one_school import among

GROUP = "lz-137"
SCHOOLS = {"s598", "s599", "s600", "s605"}
"""Two townships and two villages, 1,318 children; a retiree serves both townships."""


@pytest.fixture(scope="module")
def group() -> Instance:
    whole = make_community(plan_city(0), GROUP, CityInputs(10_000, 15_000)).instance
    few = among(whole, SCHOOLS)
    assert any(len(adult.serves) > 1 for adult in few.adults)
    return few


def goals_of(instance: Instance) -> list[str]:
    return seat_goals_in(Policy.of(instance).goal_order())


@pytest.mark.parametrize("part", [1.0, 0.97])
def test_bounds_are_those_of_one_program(group: Instance, part: float) -> None:
    """Whether earlier goals are kept at their best or less well."""
    goals = goals_of(group)
    rows = Rows(World(group, Policy.of(group)))
    one, several = Program(rows, goals), BySchool(rows, goals)
    kept: list[int] = []
    for place in range(len(goals)):
        assert one.seek(place, kept, 60.0)
        assert several.seek(place, kept, 60.0)
        tight, _ = one.proof(place, kept)
        bound, multipliers = several.proof(place, kept)
        assert one.optimum(place) - 1e-6 <= several.optimum(place)
        assert several.optimum(place) <= one.optimum(place) + NEAR + 1e-6
        assert tight <= bound <= tight + 1
        assert multipliers or not several.terms[place]
        kept.append(math.floor(part * tight))


def test_a_rough_bound_is_true_and_near(group: Instance) -> None:
    goals = goals_of(group)
    rows = Rows(World(group, Policy.of(group)))
    one, rough = Program(rows, goals), BySchool(rows, goals)
    kept: list[int] = []
    for place in range(len(goals)):
        assert one.seek(place, kept, 60.0)
        assert rough.seek(place, kept, 60.0, 0.02)
        tight, (bound, _) = one.optimum(place), rough.proof(place, kept)
        assert math.floor(tight + 1e-6) <= bound
        assert bound <= max(tight * 1.021, tight + NEAR) + 1
        kept.append(math.floor(0.97 * tight))


def test_a_large_group_has_a_program_for_each_school(
    group: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    goals = goals_of(group)
    rows = Rows(World(group, Policy.of(group)))
    assert isinstance(program_for(rows, goals), Program)
    monkeypatch.setattr(by_school, "LARGE", 0)
    assert isinstance(program_for(rows, goals), BySchool)
    village = among(group, {"s605"})
    one = Rows(World(village, Policy.of(village)))
    assert isinstance(program_for(one, goals), Program)


def test_without_time_nothing_is_found(group: Instance) -> None:
    goals = goals_of(group)
    several = BySchool(Rows(World(group, Policy.of(group))), goals)
    assert not several.seek(0, [], 0.0)
    assert not several.sought(0)


def test_an_afternoon_goes_where_it_is_worth_most(group: Instance) -> None:
    world = World(group, Policy.of(group))
    who = next(adult.id for adult in group.adults if len(adult.serves) > 1)
    wanted = {
        "s598": {(who, 1): 5.0, (who, 2): 8.0, (who, 3): 1.0},
        "s599": {(who, 1): 4.0, (who, 2): 5.0, (who, 3): 3.0},
    }
    # Tuesday is dearest; after it s598 has had one, so Monday is worth 5 / 2 there.
    days = shared_out(world, wanted)
    assert days == {(who, 2): "s598", (who, 1): "s599", (who, 3): "s599"}
    one = {"s598": wanted["s598"], "s599": {}}
    assert shared_out(world, one) == {}


def test_nobody_is_shared_out_beyond_a_cap(group: Instance) -> None:
    who = next(adult for adult in group.adults if len(adult.serves) > 1)
    tired = who.model_copy(update={"afternoons_week": 1})
    adults = tuple(tired if one is who else one for one in group.adults)
    few = group.model_copy(update={"adults": adults})
    wanted = {
        "s598": {(who.id, 1): 5.0, (who.id, 2): 8.0},
        "s599": {(who.id, 1): 4.0},
    }
    days = shared_out(World(few, Policy.of(few)), wanted)
    assert days == {(who.id, 2): "s598", (who.id, 1): ""}


def test_each_school_plans_its_own_ways_by_itself(group: Instance) -> None:
    world = World(group, Policy.of(group))
    ways = ways_of(world, Admission(group, world.policy))
    schools = alone(world, ways)
    assert {one.school for one in schools} == SCHOOLS
    assert sorted(n for one in schools for n in one.numbers) == [*range(len(ways))]
    for one in schools:
        assert all(way.school == one.school for way in one.ways)
        assert all(one.school in adult.serves for adult in one.adults)


def test_a_group_is_planned_in_stages_and_certified(
    group: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_school, "LARGE", 0)
    policy = Policy.of(group)
    climbed = climb_in_stages(
        group,
        policy,
        policy.goal_order(),
        Budget(Settings(seconds=12)),
        lambda _: None,
        lambda _: None,
    )
    assert not broken(audit(group, climbed.timetable, policy))
    first = goals_of(group)[0]
    value = MEASURES[first].measure(group, climbed.timetable, policy)
    assert value > 0
    assert climbed.certificate is not None
    proved = climbed.certificate.goals[0]
    assert proved.value == value <= proved.bound
    assert value >= 0.95 * proved.bound
