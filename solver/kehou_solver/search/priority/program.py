"""The rows as a linear program, whose multipliers make the tightest bound."""

import threading
from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.certificate import Multiplier
from kehou_solver.search.priority.exact import Matrix, Whole, bound, numerators
from kehou_solver.search.priority.rows import Row, Rows
from kehou_solver.search.stopping import stop_when

DUAL, PRIMAL = 1, 4
"""HiGHS simplex strategies."""

Key = tuple[str, tuple[str, ...]]
"""Name of a row, and what it says it of."""


class Program:
    """One linear program; goals are sought in their order, those before kept.

    Attributes:
        goals: names of the seat goals.
        terms: coefficients of each goal.
    """

    def __init__(
        self, rows: Rows, goals: Sequence[str], stop: threading.Event | None = None
    ) -> None:
        self.rows = rows
        self.goals = list(goals)
        self.terms = [rows.goal(name) for name in goals]
        self.upper = np.array(rows.upper, dtype=np.int64)
        # Rows of kept goals come last: free until a goal after theirs is sought.
        self._first = len(rows.rows)
        self.named: list[Row] = [*rows.rows, *map(_kept, self.goals, self.terms)]
        self._matrix = _matrix_of(self.named)
        self._bases: list[highspy.HighsBasis | None] = [None] * len(self.goals)
        self._duals: list[NDArray[np.float64] | None] = [None] * len(self.goals)
        self._optima: list[float] = [0.0] * len(self.goals)
        self._solved = False
        self.highs = self._pass(stop or threading.Event())

    def seek(self, place: int, kept: Sequence[int], seconds: float) -> bool:
        """Find the best multipliers for a goal; say whether they were found.

        Args:
            place: of the goal.
            kept: values of the goals before it.
            seconds: wall time to use at most.
        """
        if not self.terms[place]:
            return True
        cost = np.zeros(len(self.upper))
        cost[list(self.terms[place])] = list(self.terms[place].values())
        highs = self.highs
        highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        for at, terms in enumerate(self.terms):
            if terms:
                high = -float(kept[at]) if at < place else highspy.kHighsInf
                highs.changeRowBounds(self._first + at, -highspy.kHighsInf, high)
        again = self._bases[place]
        if again is not None:
            # Only kept values have moved: the dual simplex goes on from there.
            highs.setBasis(again)
            simplex, solver = DUAL, "simplex"
        else:
            # A basis of the last goal is still feasible; docs/decisions/0004.
            simplex = PRIMAL if self._solved else DUAL
            solver = "simplex" if self._solved else "choose"
        highs.setOptionValue("simplex_strategy", simplex)
        highs.setOptionValue("solver", solver)
        highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        self._solved = True
        self._bases[place] = highs.getBasis()
        self._duals[place] = np.array(highs.getSolution().row_dual)
        self._optima[place] = float(highs.getInfo().objective_function_value)
        return True

    def sought(self, place: int) -> bool:
        """Say whether multipliers were found for a goal, for whatever kept values."""
        return not self.terms[place] or self._duals[place] is not None

    def optimum(self, place: int) -> float:
        """Return the optimum of a goal that was sought, not rounded."""
        return self._optima[place]

    def multipliers(self, place: int) -> dict[Key, float]:
        """Return the multipliers found for a goal, by name of row."""
        duals = self._duals[place]
        if duals is None:
            return {}
        return {
            (row.name, row.of): float(dual)
            for row, dual in zip(self.named, duals, strict=True)
        }

    def proof(
        self, place: int, kept: Sequence[int]
    ) -> tuple[int, tuple[Multiplier, ...]]:
        """Return a goal's bound, with the multipliers that prove it.

        They were found for some values of the goals before it and hold for all: only
        what they add up to changes. Tightest are those found for the very values.
        """
        terms, duals = self.terms[place], self._duals[place]
        if not terms:
            return 0, ()
        assert duals is not None  # noqa: S101
        high = self._matrix.high.copy()
        for at in range(place):
            high[self._first + at] = -kept[at]
        matrix = self._matrix._replace(high=high)
        times: Whole = numerators(duals, matrix)
        times[self._first + place :] = 0  # free rows prove nothing
        used = tuple(
            Multiplier(self.named[at].name, self.named[at].of, int(times[at]))
            for at in np.flatnonzero(times)
        )
        return bound(matrix, times, terms, self.upper), used

    def _pass(self, stop: threading.Event) -> highspy.Highs:
        matrix = self._matrix
        lp = highspy.HighsLp()
        columns, rows = len(self.upper), len(self.named)
        lp.num_col_, lp.num_row_ = columns, rows
        lp.col_cost_ = np.zeros(columns)
        lp.col_lower_ = np.zeros(columns)
        lp.col_upper_ = self.upper.astype(float)
        high = matrix.high.astype(float)
        high[self._first :] = highspy.kHighsInf
        lp.row_upper_ = high
        lp.row_lower_ = np.where(matrix.equal, high, -highspy.kHighsInf)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lengths = [len(row.columns) for row in self.named]
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        lp.a_matrix_.index_ = matrix.columns.astype(np.int32)
        lp.a_matrix_.value_ = matrix.values.astype(float)
        lp.sense_ = highspy.ObjSense.kMaximize
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.passModel(lp)
        stop_when(highs, stop)
        return highs


def _kept(name: str, terms: dict[int, int]) -> Row:
    """Say that a goal keeps a value: minus the goal is at most minus the value."""
    return Row("kept", (name,), list(terms), [-x for x in terms.values()], 0)


def _matrix_of(rows: list[Row]) -> Matrix:
    lengths = [len(row.columns) for row in rows]
    return Matrix(
        rows=np.repeat(np.arange(len(rows), dtype=np.int64), lengths),
        columns=np.array([c for row in rows for c in row.columns], dtype=np.int64),
        values=np.array([v for row in rows for v in row.values], dtype=np.int64),
        high=np.array([row.high for row in rows], dtype=np.int64),
        equal=np.array([row.equal for row in rows], dtype=bool),
    )
