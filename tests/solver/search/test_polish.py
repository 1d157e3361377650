"""Moves better a club plan, and what they believe on the way is what is true.

Its shortcuts are compared with the whole relaxation on a generated school: what a plan
is worth to the children, what people and rooms allow, what undoing leaves behind.
"""

import random
from collections.abc import Sequence

import pytest

from kehou_instances.ladder import generate
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.tuning import Tuning
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import seat_goals_in
from kehou_solver.search.budget import Budget
from kehou_solver.search.club_plan import ClubPlan
from kehou_solver.search.dive import weighted
from kehou_solver.search.formulation import Admission
from kehou_solver.search.plan import Way, ways_of
from kehou_solver.search.polish import Polish
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.seat_value import SeatValue
from kehou_solver.search.staffing import Staffing
from tests.solver.search.ends import Ends

SEED = 7
TUNING = Tuning()
LP_SECONDS = 60.0


class School:
    """A generated school, its ways and a first plan from the dive."""

    def __init__(self) -> None:
        instance = generate("M", 0).instance
        policy = Policy.of(instance)
        self.world = World(instance, policy)
        self.goals = seat_goals_in(policy.goal_order())
        self.ways: list[Way] = ways_of(self.world, Admission(instance, policy))
        budget = Budget(Settings(seconds=600, workers=1, seed=0))
        self.planned = ClubPlan.of(self.world, self.ways, self.goals, budget)
        assert self.planned.groups is not None
        self.first = list(self.planned.groups)

    def whole(self, plan: Sequence[int]) -> float | None:
        """What a plan is worth by the relaxation with people; None = impossible."""
        relaxation = Relaxation(self.world, self.ways)
        relaxation.maximize(weighted(relaxation, self.goals))
        relaxation.set_all_groups(range(len(self.ways)), plan, plan)
        if not relaxation.run(LP_SECONDS):
            return None
        terms = weighted(relaxation, self.goals)
        values = relaxation.solution()
        return float(sum(value * values[column] for column, value in terms.items()))

    def seat_value(self) -> SeatValue:
        """The children's side of the first plan."""
        relaxation = Relaxation(self.world, self.ways, people=False)
        return SeatValue(relaxation, self.goals, self.first)

    def polish(self) -> Polish:
        """The moves from the first plan on."""
        staffing = Staffing(self.world, self.ways, self.first)
        return Polish(staffing, [self.seat_value()], self.goals, SEED, TUNING)

    def changes(self, rng: random.Random) -> dict[int, int]:
        """One to three ways, each with another number of groups."""
        ways = rng.sample(range(len(self.ways)), rng.randint(1, 3))
        return {way: rng.randint(0, self.ways[way].most) for way in ways}


@pytest.fixture(scope="module")
def school() -> School:
    return School()


def test_moves_better_the_plan_and_leave_it_possible(school: School) -> None:
    polish = school.polish()
    before = polish.worth
    polish.run(Ends(150), school.planned.enough)
    assert polish.worth > before
    assert school.whole(polish.plan) == pytest.approx(polish.worth, rel=1e-9)


def test_the_worth_kept_through_many_tries_is_the_worth_from_scratch(
    school: School,
) -> None:
    rng = random.Random(SEED)  # noqa: S311 - draws, not secrets
    value = school.seat_value()
    plan = list(school.first)
    kept = 0
    for _ in range(12):
        counts = school.changes(rng)
        worth = value.begin(counts, None)
        after = [counts.get(way, groups) for way, groups in enumerate(plan)]
        alone = Relaxation(school.world, school.ways, people=False)
        alone.maximize(weighted(alone, school.goals))
        alone.set_all_groups(range(len(after)), after, after)
        possible = alone.run(LP_SECONDS)
        assert (worth is not None) == possible
        if worth is not None and rng.random() < 0.5:
            assert worth == pytest.approx(alone.value(), rel=1e-9)
            value.keep()
            plan = after
            kept += 1
        else:
            value.undo({way: plan[way] for way in counts})
    assert kept > 2
    fresh = value.begin({0: plan[0]}, None)
    assert fresh == pytest.approx(value.worth, rel=1e-9)


def test_a_try_is_given_up_only_if_it_is_worth_less_than_the_least(
    school: School,
) -> None:
    value = school.seat_value()
    rng = random.Random(SEED)  # noqa: S311 - draws, not secrets
    given_up = 0
    for _ in range(30):
        counts = school.changes(rng)
        before = {way: school.first[way] for way in counts}
        worth = value.begin(counts, None)
        value.undo(before)
        least = value.worth - 100.0
        at_least = value.begin(counts, least)
        value.undo(before)
        if at_least is None:
            assert worth is None or worth < least + 1e-6
            given_up += 1
        else:
            assert at_least == pytest.approx(worth, rel=1e-9)
    assert given_up > 0


def test_prices_never_promise_too_little_for_one_more_group(school: School) -> None:
    value = school.seat_value()
    before, prices = value.worth, value.prices.copy()
    rng = random.Random(SEED)  # noqa: S311 - draws, not secrets
    free = [n for n, way in enumerate(school.ways) if school.first[n] < way.most]
    for way in rng.sample(free, min(30, len(free))):
        more = {way: school.first[way] + 1}
        worth = value.begin(more, None)
        if worth is not None:
            assert worth - before <= prices[way] + 1e-6
        value.undo({way: school.first[way]})


def test_closings_make_room_and_spare_what_must_stay(school: School) -> None:
    staffing = Staffing(school.world, school.ways, school.first)
    value = school.seat_value()
    staffing.prize(value.prices)
    free = [n for n, way in enumerate(school.ways) if school.first[n] < way.most]
    asked = made = 0
    for way in free[:40]:
        closed = staffing.closings(way)
        if closed is None:
            continue
        asked += 1
        after = list(school.first)
        after[way] += 1
        for other, fewer in closed:
            assert other != way
            assert 0 < fewer <= after[other]
            after[other] -= fewer
        alone = Relaxation(school.world, school.ways, children=False)
        alone.set_all_groups(range(len(after)), after, after)
        assert alone.run(LP_SECONDS)
        if closed:
            made += 1
            spared = closed[0][0]
            others = staffing.closings(way, [spared])
            assert others is None or spared not in dict(others)
    assert asked > 5
    assert made > 0


def test_the_same_seed_makes_the_same_moves(school: School) -> None:
    plans = []
    for _ in range(2):
        polish = school.polish()
        polish.run(Ends(60), school.planned.enough)
        plans.append(polish.plan)
    assert plans[0] == plans[1]
