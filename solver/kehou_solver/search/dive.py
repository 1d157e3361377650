"""From a fractional club plan to whole groups: round up, solve again, repeat."""

import math
import random
from collections.abc import Iterable, Sequence

from kehou_solver.search.budget import Budget
from kehou_solver.search.relaxation import Relaxation

RATIO = 10.0
"""How much a unit of one goal counts more than a unit of the next while diving.

No bound and no order of goals rests on it: what the plan is worth is compared goal by
goal; docs/decisions/0006.
"""

LP_SECONDS = 60.0
WHOLE = 1e-6


def weighted(relaxation: Relaxation, goals: Sequence[str]) -> dict[int, float]:
    """Return one objective that follows the order of the goals roughly."""
    terms: dict[int, float] = {}
    for place, goal in enumerate(goals):
        weight = RATIO ** (len(goals) - 1 - place)
        for column, value in relaxation.goal(goal).items():
            terms[column] = terms.get(column, 0.0) + weight * value
    return terms


def concentrated(
    relaxation: Relaxation, terms: dict[int, float], charge: float, seed: int
) -> dict[int, float]:
    """Return the objective with a small charge on every group, never twice the same.

    Without it a school's groups spread over all slots in small parts, since nothing
    in the relaxation charges for opening; the charge leaves a quarter of the fractions.
    """
    charges = random.Random(seed)  # noqa: S311 - a search, not a secret
    charged = dict(terms)
    for column in relaxation.groups:
        charged[column] = -charge * (1.0 + charges.random())
    return charged


def dive(
    relaxation: Relaxation,
    free: Iterable[int],
    budget: Budget,
) -> bool:
    """Make the number of groups of every way in `free` whole, starting from an optimum.

    Args:
        relaxation: just solved.
        free: the ways; all others are whole.
        budget: watched for a stop.

    Returns:
        Whether a whole plan was reached.
    """
    return _Dive(relaxation, set(free), budget).run()


class _Dive:
    """One dive; `low` and `high` are the bounds of the numbers of groups."""

    def __init__(self, relaxation: Relaxation, free: set[int], budget: Budget) -> None:
        self.relaxation = relaxation
        self.free = free
        self.budget = budget
        self.share = budget.settings.tuning.dive_share
        self.low = dict.fromkeys(free, 0)
        self.high = {n: relaxation.ways[n].most for n in free}

    def run(self) -> bool:
        while not self.budget.stop.is_set():
            values = self.relaxation.planned()
            fractional = sorted(
                (n for n in self.free if abs(values[n] - round(values[n])) > WHOLE),
                key=lambda n: math.floor(values[n] + WHOLE) - values[n],
            )
            if not fractional:
                return True
            batch = fractional[: max(1, int(self.share * len(fractional)))]
            ups = {n: math.ceil(values[n] - WHOLE) for n in batch}
            if self._step({n: (up, self.high[n]) for n, up in ups.items()}):
                continue
            first = batch[0]
            if self._step({first: (ups[first], self.high[first])}):
                continue
            if not self._step({first: (self.low[first], ups[first] - 1)}):
                return False
        return False

    def _step(self, bounds: dict[int, tuple[int, int]]) -> bool:
        """Set bounds and solve; take them back if nothing is left."""
        basis = self.relaxation.highs.getBasis()
        lows = [low for low, _ in bounds.values()]
        highs = [high for _, high in bounds.values()]
        self.relaxation.set_all_groups(list(bounds), lows, highs)
        if not self.relaxation.run(LP_SECONDS, warm=True):
            ways = list(bounds)
            self.relaxation.set_all_groups(
                ways, [self.low[n] for n in ways], [self.high[n] for n in ways]
            )
            self.relaxation.highs.setBasis(basis)
            return False
        for way, (low, high) in bounds.items():
            self.low[way], self.high[way] = low, high
        return True
