"""Which club groups meet, and who sits in them: relax, dive, better, seat."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from kehou_solver.model.choice import Sits
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.first_plan import FirstPlan, first_plan
from kehou_solver.search.plan import Way
from kehou_solver.search.polish import Polish
from kehou_solver.search.seating import seat
from kehou_solver.search.sharing import Alone, alone
from kehou_solver.search.staffing import possible
from kehou_solver.search.witness import Witness

PART = 0.7
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
    ) -> "ClubPlan":
        """Find a first plan, or take one that is `known` to be possible.

        Args:
            world: the whole instance.
            ways: the ways clubs can meet.
            goals: seat goals in their order.
            budget: how long to look.
            known: number of groups of each way in a lawful timetable.
            witness: of a lawful week; asked where care without merging is impossible.
        """
        plan = cls(world, ways, goals, budget)
        if not goals:
            return plan
        firsts = _firsts(world, ways, goals, budget, known, witness)
        numbers = [n for school, _ in firsts for n in school.numbers]
        groups = [count for _, first in firsts for count in first.groups]
        order = sorted(range(len(numbers)), key=lambda place: numbers[place])
        plan.ways = [ways[numbers[place]] for place in order]
        groups = [groups[place] for place in order]
        if not any(first.merged for _, first in firsts):
            witness = None
        if len(firsts) > 1:
            groups = possible(world, plan.ways, groups, witness)
        if firsts:
            plan.enough = sum(first.enough for _, first in firsts)
            hopes = np.array([first.hopes for _, first in firsts])
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
    known: list[int] | None,
    witness: Witness | None,
) -> list[tuple[Alone, FirstPlan]]:
    """Plan every school by itself; leave out where nothing was found.

    HiGHS works on one core, and Python waits meanwhile: so two schools at a time,
    largest first, unless work is counted.
    """
    schools = alone(world, ways)
    schools.sort(key=lambda school: -sum(len(way.pupils) for way in school.ways))
    until = budget.elapsed() + PART * budget.left()

    def plan(school: Alone) -> FirstPlan | None:
        mine = None if known is None else [known[n] for n in school.numbers]
        return first_plan(world, school, goals, budget, until, mine, witness)

    with ThreadPoolExecutor(1 if budget.counted else CORES) as pool:
        found = list(pool.map(plan, schools))
    return [
        (school, first)
        for school, first in zip(schools, found, strict=True)
        if first is not None
    ]
