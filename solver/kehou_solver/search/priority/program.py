"""The rows as a linear program, whose multipliers make the tightest bound."""

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.certificate import Multiplier
from kehou_solver.search.priority.exact import Matrix, Whole, bound, numerators
from kehou_solver.search.priority.rows import Row, Rows

DUAL, PRIMAL = 1, 4
"""HiGHS simplex strategies."""


class Program:
    """One linear program; goals are sought one after the other, each then kept."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.named: list[Row] = list(rows.rows)
        self.upper = np.array(rows.upper, dtype=np.int64)
        self._matrix = _matrix_of(self.named)
        self._solved = False
        self.highs = self._pass()

    def seek(self, goal: dict[int, int], seconds: float) -> bool:
        """Find the best multipliers for a goal; say whether they were found."""
        cost = np.zeros(len(self.upper))
        cost[list(goal)] = list(goal.values())
        highs = self.highs
        highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        # A basis of the last goal is still feasible; docs/decisions/0004.
        highs.setOptionValue("simplex_strategy", PRIMAL if self._solved else DUAL)
        highs.setOptionValue("solver", "simplex" if self._solved else "choose")
        highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        highs.run()
        found = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        self._solved = self._solved or bool(found)
        return bool(found)

    def optimum(self) -> float:
        """Return the optimum of the last goal, not rounded."""
        return float(self.highs.getInfo().objective_function_value)

    def proof(self, goal: dict[int, int]) -> tuple[int, tuple[Multiplier, ...]]:
        """Return the bound of the last goal, with the multipliers that prove it."""
        if not goal:
            return 0, ()
        duals: NDArray[np.float64] = np.array(self.highs.getSolution().row_dual)
        times: Whole = numerators(duals, self._matrix)
        used = tuple(
            Multiplier(self.named[at].name, self.named[at].of, int(times[at]))
            for at in np.flatnonzero(times)
        )
        return bound(self._matrix, times, goal, self.upper), used

    def keep(self, name: str, goal: dict[int, int], value: int) -> None:
        """Keep a goal at its value: minus the goal is at most minus the value."""
        if not goal:
            return
        row = Row("kept", (name,), list(goal), [-x for x in goal.values()], -value)
        self.named.append(row)
        self._matrix = _matrix_of(self.named)
        columns = np.array(row.columns, dtype=np.int32)
        values = np.array(row.values, dtype=float)
        self.highs.addRow(
            -highspy.kHighsInf, float(row.high), len(columns), columns, values
        )

    def _pass(self) -> highspy.Highs:
        matrix = self._matrix
        lp = highspy.HighsLp()
        columns, rows = len(self.upper), len(self.named)
        lp.num_col_, lp.num_row_ = columns, rows
        lp.col_cost_ = np.zeros(columns)
        lp.col_lower_ = np.zeros(columns)
        lp.col_upper_ = self.upper.astype(float)
        lp.row_upper_ = matrix.high.astype(float)
        lp.row_lower_ = np.where(matrix.equal, lp.row_upper_, -highspy.kHighsInf)
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
        return highs


def _matrix_of(rows: list[Row]) -> Matrix:
    lengths = [len(row.columns) for row in rows]
    return Matrix(
        rows=np.repeat(np.arange(len(rows), dtype=np.int64), lengths),
        columns=np.array([c for row in rows for c in row.columns], dtype=np.int64),
        values=np.array([v for row in rows for v in row.values], dtype=np.int64),
        high=np.array([row.high for row in rows], dtype=np.int64),
        equal=np.array([row.equal for row in rows], dtype=bool),
    )
