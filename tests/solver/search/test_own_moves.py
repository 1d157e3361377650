"""Schools of a group better their plans by themselves, then all of them together."""

import pytest

from kehou_instances.city import CityInputs, make_community, plan_city
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import seat_goals_in
from kehou_solver.search.budget import Budget
from kehou_solver.search.club_plan import ClubPlan, Known
from kehou_solver.search.dive import weighted
from kehou_solver.search.formulation import Admission
from kehou_solver.search.plan import ways_of
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.sharing import served_in
from kehou_solver.search.staffing import Staffing
from kehou_solver.solve import solve
from tests.solver.search.ends import Ends
from tests.solver.search.one_school import among

LP_SECONDS = 60.0

SCHOOLS = {"s598", "s599", "s600", "s605"}
"""Two townships and two villages; a retiree serves both townships."""


@pytest.fixture(scope="module")
def group() -> Instance:
    whole = make_community(plan_city(0), "lz-137", CityInputs(10_000, 15_000)).instance
    return among(whole, SCHOOLS)


@pytest.fixture(scope="module")
def week(group: Instance) -> Timetable:
    found = solve(group, Settings(seconds=4, workers=2))
    assert isinstance(found, Found)
    assert found.timetable.seats
    return found.timetable


def planned(group: Instance, week: Timetable | None = None) -> ClubPlan:
    policy = Policy.of(group)
    world = World(group, policy)
    ways = ways_of(world, Admission(group, policy))
    goals = seat_goals_in(policy.goal_order())
    known = None if week is None else Known.of(world, ways, week)
    return ClubPlan.of(world, ways, goals, Budget(Settings(600, 1, 0)), known)


def worth(plan: ClubPlan) -> float | None:
    """What the plan is worth with everybody's true limits; None = impossible."""
    assert plan.groups is not None
    whole = Relaxation(plan.world, plan.ways)
    terms = weighted(whole, plan.goals)
    whole.maximize(terms)
    whole.set_all_groups(range(len(plan.ways)), plan.groups, plan.groups)
    return whole.value() if whole.run(LP_SECONDS) else None


@pytest.mark.parametrize("questions", [0, 40, 400])
def test_however_early_it_ends_the_plan_is_possible_and_no_worse(
    group: Instance, questions: int
) -> None:
    plan = planned(group)
    before = worth(plan)
    plan.better(Ends(questions))
    after = worth(plan)
    assert before is not None
    assert after is not None
    assert after >= before - 1e-6
    if questions == 400:
        assert after > before


def test_what_schools_ask_too_much_of_one_person_is_cut(group: Instance) -> None:
    plan = planned(group)
    assert plan.groups is not None
    most = [way.most for way in plan.ways]
    staffing = Staffing(plan.world, plan.ways, most)
    assert staffing.cut()
    cut = staffing.plan
    assert all(fewer <= more for fewer, more in zip(cut, most, strict=True))
    assert 0 < sum(cut) < sum(most)
    assert not staffing.cut(), "what is left is possible"


def test_a_known_week_is_bettered_from_where_it_stands(
    group: Instance, week: Timetable
) -> None:
    plan = planned(group, week)
    assert plan.groups is not None
    assert sum(plan.groups) == sum(one.club is not None for one in week.groups)
    before = worth(plan)
    plan.better(Ends(100))
    after = worth(plan)
    assert before is not None
    assert after is not None
    assert after >= before - 1e-6


def test_each_afternoon_of_a_week_is_where_somebody_shared_serves(
    group: Instance, week: Timetable
) -> None:
    world = World(group, Policy.of(group))
    days = served_in(world, week)
    shared = {one.id for one in group.adults if len(one.serves) > 1}
    assert {adult for adult, _ in days} == shared
    slots = {one.id: one.slots for one in week.groups}
    served = {
        (staff.adult, world.slots[slot].weekday): world.slots[slot].school
        for staff in week.staff
        if staff.adult in shared
        for slot in filter(staff.has, slots[staff.group])
    }
    assert served, "the retiree serves"
    for afternoon, school in days.items():
        assert school == served.get(afternoon, school)
    assert "" in days.values()
