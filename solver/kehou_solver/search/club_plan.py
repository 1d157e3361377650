"""Which club groups meet, and who sits in them: relax, dive, better, seat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kehou_solver.model.choice import Sits
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.dive import LP_SECONDS, concentrated, dive, weighted
from kehou_solver.search.plan import Way
from kehou_solver.search.polish import Polish
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.seating import seat
from kehou_solver.search.witness import Witness


@dataclass
class ClubPlan:
    """A club plan that can be bettered.

    Attributes:
        ways: the ways clubs can meet, in the order of the relaxation's columns.
        polish: the plan and its moves; None where no club can meet.
        enough: what the relaxation says no plan can exceed.
    """

    world: World
    ways: list[Way]
    goals: Sequence[str]
    budget: Budget
    polish: Polish | None = None
    enough: float = 0.0

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
        if not ways or not goals:
            return plan
        seed, tuning = budget.settings.seed, budget.settings.tuning
        charge = tuning.dive_charge
        whole, terms = _prepared(Relaxation(world, ways), goals, charge, seed)
        found = whole.run(LP_SECONDS)
        if found or not whole.impossible:
            witness = None
        elif witness is not None:
            less_cautious = Relaxation(world, ways, witness=witness)
            whole, terms = _prepared(less_cautious, goals, charge, seed)
            found = whole.run(LP_SECONDS)
        if not found:
            return plan
        values = whole.solution()
        plan.enough = sum(value * values[column] for column, value in terms.items())
        if known is None and not dive(whole, range(len(ways)), budget):
            return plan
        groups = known or [round(x) for x in whole.planned()]
        plan.polish = Polish(world, ways, goals, groups, seed, tuning, witness)
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


def _prepared(
    whole: Relaxation, goals: Sequence[str], charge: float, seed: int
) -> tuple[Relaxation, dict[int, float]]:
    """Return a relaxation with its objective set, and what that is without charges."""
    terms = weighted(whole, goals)
    whole.maximize(concentrated(whole, terms, charge, seed))
    return whole, terms
