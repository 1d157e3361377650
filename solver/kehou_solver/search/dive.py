"""From a fractional club plan to whole groups: round up, solve again, repeat."""

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

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
    relaxation: Relaxation, budget: Budget, left: Callable[[], float]
) -> list[int] | None:
    """Make the number of groups of every way whole, starting from an optimum.

    Args:
        relaxation: just solved.
        budget: watched for a stop.
        left: seconds that may still be used.

    Returns:
        The numbers; rounded down from the last optimum where time ran out. None where
        no whole plan was reached, or somebody asked for the end.
    """
    return _Dive(relaxation, budget, left).run()


class _Dive:
    """One dive; `low` and `high` are the bounds of the numbers of groups."""

    def __init__(
        self, relaxation: Relaxation, budget: Budget, left: Callable[[], float]
    ) -> None:
        self.relaxation = relaxation
        self.budget = budget
        self.left = left
        self.share = budget.settings.tuning.dive_share
        self.high = [way.most for way in relaxation.ways]
        self.low = [0] * len(self.high)

    def run(self) -> list[int] | None:
        values = self.relaxation.planned()
        while not self.budget.stop.is_set():
            fractional = sorted(
                (n for n, x in enumerate(values) if abs(x - round(x)) > WHOLE),
                key=lambda n: math.floor(values[n] + WHOLE) - values[n],
            )
            if not fractional:
                return [round(x) for x in values]
            if self.left() <= 0:
                # Fewer groups are possible whenever more are, unless some are pinned.
                return [math.floor(x + WHOLE) for x in values]
            batch = fractional[: max(1, int(self.share * len(fractional)))]
            if self._round(batch, values):
                values = self.relaxation.planned()
            elif self.left() > 0:
                return None
        return None

    def _round(self, batch: list[int], values: NDArray[np.float64]) -> bool:
        """Round a batch up, or its first way alone, up or else down."""
        ups = {n: math.ceil(values[n] - WHOLE) for n in batch}
        first = batch[0]
        return (
            self._step({n: (up, self.high[n]) for n, up in ups.items()})
            or self._step({first: (ups[first], self.high[first])})
            or self._step({first: (self.low[first], ups[first] - 1)})
        )

    def _step(self, bounds: dict[int, tuple[int, int]]) -> bool:
        """Set bounds and solve; take them back if nothing is left."""
        basis = self.relaxation.highs.getBasis()
        lows = [low for low, _ in bounds.values()]
        highs = [high for _, high in bounds.values()]
        self.relaxation.set_all_groups(list(bounds), lows, highs)
        if not self.relaxation.run(self.left(), warm=True):
            ways = list(bounds)
            self.relaxation.set_all_groups(
                ways, [self.low[n] for n in ways], [self.high[n] for n in ways]
            )
            self.relaxation.highs.setBasis(basis)
            return False
        for way, (low, high) in bounds.items():
            self.low[way], self.high[way] = low, high
        return True
