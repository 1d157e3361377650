"""A first club plan of one school: relax, share people out, dive."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.base import Id
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.dive import LP_SECONDS, concentrated, dive, weighted
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.sharing import Afternoon, Alone, elsewhere
from kehou_solver.search.witness import Witness


class FirstPlan:
    """The first plan of one school.

    Attributes:
        school: its ways, and who serves there.
        enough: what the relaxation says no plan can exceed.
        merged: whether care had to be merged as in the witness.
        groups: number of groups of each of its ways; None where nothing was found.
        elsewhere: who is at another school when a way meets, by (adult, way).
        hopes: about what children could get by it, goal by goal.
    """

    def __init__(
        self,
        world: World,
        school: Alone,
        goals: Sequence[str],
        budget: Budget,
        until: float,
    ) -> None:
        """Prepare.

        Args:
            world: the whole instance.
            school: its ways, and who serves there.
            goals: seat goals in their order.
            budget: watched for a stop.
            until: seconds since the start of the search after which to end; not heeded
                where work is counted.
        """
        self.school = school
        self._world, self._goals = world, goals
        self._budget, self._until = budget, until
        self._whole: Relaxation | None = None
        self.enough, self.merged = 0.0, False
        self.groups: list[int] | None = None
        self.elsewhere: list[tuple[Id, int]] = []
        self.hopes: list[float] = []

    def relax(self, witness: Witness | None) -> bool:
        """Solve the relaxation; say whether that was done.

        Args:
            witness: of a lawful week; asked where care without merging is impossible.
        """
        if self._relaxed(None):
            return True
        assert self._whole is not None  # noqa: S101
        if witness is None or not self._whole.impossible:
            return False
        self.merged = True
        return self._relaxed(witness)

    def _relaxed(self, witness: Witness | None) -> bool:
        school, settings = self.school, self._budget.settings
        whole = Relaxation(
            self._world, school.ways, witness=witness, adults=school.adults
        )
        terms = weighted(whole, self._goals)
        charge = settings.tuning.dive_charge
        whole.maximize(concentrated(whole, terms, charge, settings.seed))
        self._whole = whole
        if not whole.run(self._left()):
            return False
        self.enough = _sum(terms, whole.solution())
        return True

    def wanted(self, shared: frozenset[Id]) -> dict[Afternoon, float]:
        """Return what afternoons of some adults are worth, as far as they lead then."""
        assert self._whole is not None  # noqa: S101
        found: dict[Afternoon, float] = {}
        for (adult, number), worth in self._whole.leading(shared).items():
            for slot in self.school.ways[number].slots:
                day = adult, self._world.slots[slot].weekday
                found[day] = found.get(day, 0.0) + worth
        return found

    def dive(self, days: Mapping[Afternoon, Id]) -> None:
        """Make the plan whole, led by those who are there on the days."""
        assert self._whole is not None  # noqa: S101
        self._share(days)
        if self.elsewhere:
            self._whole.leave_out(self.elsewhere)
            if not self._whole.run(self._left(), warm=True):
                return
        self._take(dive(self._whole, self._budget, self._left))

    def take(self, groups: list[int], days: Mapping[Afternoon, Id]) -> None:
        """Take a plan that is known, led by those who are there on the days."""
        self._share(days)
        self._take(groups)

    def _share(self, days: Mapping[Afternoon, Id]) -> None:
        self.elsewhere = elsewhere(self._world, self.school, days)

    def _take(self, groups: list[int] | None) -> None:
        self.groups = groups
        if groups is not None and self._whole is not None:
            values = self._whole.solution()
            self.hopes = [_sum(self._whole.goal(goal), values) for goal in self._goals]
        self._whole = None

    def _left(self) -> float:
        if self._budget.counted:
            return LP_SECONDS
        return self._until - self._budget.elapsed()


def _sum(terms: dict[int, float], values: NDArray[np.float64]) -> float:
    return float(sum(value * values[column] for column, value in terms.items()))
