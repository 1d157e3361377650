"""Which club groups meet, and who sits in them: relax, dive, better, seat."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from kehou_solver.model.choice import Sits
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.first_plan import FirstPlan
from kehou_solver.search.plan import Way
from kehou_solver.search.polish import Polish
from kehou_solver.search.seating import seat
from kehou_solver.search.sharing import alone, shared_out
from kehou_solver.search.staffing import possible
from kehou_solver.search.witness import Witness

LEAST, MOST = 0.3, 0.7
"""Part of the time left in which first plans are made; those not whole are rounded."""

CORES = 2
"""Schools planned at a time."""


@dataclass
class ClubPlan:
    """A club plan that can be bettered.

    Attributes:
        ways: the ways clubs can meet; none of a school for which nothing was found.
        polish: the plan and its moves; None where no club can meet.
        enough: what the relaxation says no plan can exceed.
        hopes: about what children could get by the first plan, goal by goal.
    """

    world: World
    ways: list[Way]
    goals: Sequence[str]
    budget: Budget
    polish: Polish | None = None
    enough: float = 0.0
    hopes: Sequence[int] = ()

    @classmethod
    def of(
        cls,
        world: World,
        ways: list[Way],
        goals: Sequence[str],
        budget: Budget,
        known: list[int] | None = None,
        witness: Witness | None = None,
        kept_back: float = 0.0,
    ) -> "ClubPlan":
        """Find a first plan, or take one that is `known` to be possible.

        Args:
            world: the whole instance.
            ways: the ways clubs can meet.
            goals: seat goals in their order.
            budget: how long to look.
            known: number of groups of each way in a lawful timetable.
            witness: of a lawful week; asked where care without merging is impossible.
            kept_back: seconds that people and rooms will take.
        """
        plan = cls(world, ways, goals, budget)
        if not goals:
            return plan
        left = budget.left()
        part = min(MOST * left, max(LEAST * left, left - kept_back))
        until = budget.elapsed() + part
        firsts = _firsts(world, ways, goals, budget, until, known, witness)
        by_number = {
            number: count
            for first in firsts
            for number, count in zip(
                first.school.numbers, first.groups or (), strict=True
            )
        }
        numbers = sorted(by_number)
        plan.ways = [ways[number] for number in numbers]
        groups = [by_number[number] for number in numbers]
        if not any(first.merged for first in firsts):
            witness = None
        if len(firsts) > 1:
            groups = possible(world, plan.ways, groups, witness)
        if firsts:
            plan.enough = sum(first.enough for first in firsts)
            hopes = np.array([first.hopes for first in firsts])
            plan.hopes = np.floor(hopes.sum(axis=0)).astype(int).tolist()
            seed, tuning = budget.settings.seed, budget.settings.tuning
            plan.polish = Polish(world, plan.ways, goals, groups, seed, tuning, witness)
        return plan

    def better(self, over: Callable[[], bool]) -> None:
        """Go on bettering until `over()`."""
        if self.polish is not None:
            self.polish.run(over, self.enough)

    def seats(self, seconds: float, groups: list[int] | None = None) -> list[Sits]:
        """Return the best seats for groups; `seconds` for each goal.

        Args:
            seconds: for each goal.
            groups: number of groups of each way; None = as planned.
        """
        if self.polish is None:
            return []
        groups = groups or self.polish.plan
        return seat(self.world, self.ways, groups, self.goals, self.budget, seconds)


def _firsts(
    world: World,
    ways: list[Way],
    goals: Sequence[str],
    budget: Budget,
    until: float,
    known: list[int] | None,
    witness: Witness | None,
) -> list[FirstPlan]:
    """Plan every school by itself; leave out where nothing was found.

    HiGHS works on one core, and Python waits meanwhile: so two schools at a time,
    largest first, unless work is counted.
    """
    schools = alone(world, ways)
    schools.sort(key=lambda school: -sum(len(way.pupils) for way in school.ways))
    firsts = [FirstPlan(world, school, goals, budget, until) for school in schools]
    with ThreadPoolExecutor(1 if budget.counted else CORES) as pool:
        relaxed = list(pool.map(lambda first: first.relax(witness), firsts))
        firsts = [one for one, done in zip(firsts, relaxed, strict=True) if done]
        if known is not None:
            for first in firsts:
                first.take([known[number] for number in first.school.numbers])
        else:
            shared = frozenset(
                one.id for one in world.instance.adults if len(one.serves) > 1
            )
            wanted = {first.school.school: first.wanted(shared) for first in firsts}
            days = shared_out(world, wanted)
            list(pool.map(lambda first: first.dive(days), firsts))
    return [first for first in firsts if first.groups is not None]
