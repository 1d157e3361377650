"""The rows as one linear program, whose multipliers make the tightest bound."""

import threading
from collections.abc import Sequence

import highspy
import numpy as np

from kehou_solver.search.priority.ledger import Ledger
from kehou_solver.search.priority.linear import DUAL, PRIMAL, maximized, passed
from kehou_solver.search.priority.rows import Rows


class Program(Ledger):
    """One linear program; goals are sought in their order, those before kept."""

    def __init__(
        self, rows: Rows, goals: Sequence[str], stop: threading.Event | None = None
    ) -> None:
        super().__init__(rows, goals)
        self._bases: list[highspy.HighsBasis | None] = [None] * len(self.goals)
        self._solved = False
        high = self.matrix.high.astype(float)
        high[self.first_kept :] = highspy.kHighsInf
        stop = stop or threading.Event()
        self.highs = passed(self.matrix, high, self.upper, stop)

    def seek(
        self, place: int, kept: Sequence[int], seconds: float, near: float = 0.0
    ) -> bool:
        """Find the best multipliers for a goal; say whether they were found."""
        if not self.terms[place]:
            return True
        highs = self.highs
        for at, terms in enumerate(self.terms):
            if terms:
                high = -float(kept[at]) if at < place else highspy.kHighsInf
                highs.changeRowBounds(self.first_kept + at, -highspy.kHighsInf, high)
        again = self._bases[place]
        if again is not None:
            # Only kept values have moved: the dual simplex goes on from there.
            highs.setBasis(again)
            simplex: int | None = DUAL
        else:
            # A basis of the last goal is still feasible; docs/decisions/0004.
            simplex = PRIMAL if self._solved else None
        if not maximized(highs, self.cost(place), seconds, simplex):
            return False
        self._solved = True
        self._bases[place] = highs.getBasis()
        self.duals[place] = np.array(highs.getSolution().row_dual)
        self.optima[place] = float(highs.getInfo().objective_function_value)
        return True
