"""Hands rows to HiGHS as a linear program that maximizes."""

import threading

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.search.priority.exact import Matrix, Whole
from kehou_solver.search.stopping import stop_when

DUAL, PRIMAL = 1, 4
"""HiGHS simplex strategies."""


def passed(
    matrix: Matrix,
    high: NDArray[np.float64],
    upper: Whole,
    stop: threading.Event,
) -> highspy.Highs:
    """Return HiGHS with these rows, no objective yet.

    Args:
        matrix: the rows; entries in the order of the rows.
        high: what each row is at most, or equals; may be infinite.
        upper: the most each column can be.
        stop: set it to end a run.
    """
    lp = highspy.HighsLp()
    columns, rows = len(upper), len(high)
    lp.num_col_, lp.num_row_ = columns, rows
    lp.col_cost_ = np.zeros(columns)
    lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = upper.astype(float)
    lp.row_upper_ = high
    lp.row_lower_ = np.where(matrix.equal, high, -highspy.kHighsInf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.searchsorted(matrix.rows, np.arange(rows + 1))
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = matrix.columns.astype(np.int32)
    lp.a_matrix_.value_ = matrix.values.astype(float)
    lp.sense_ = highspy.ObjSense.kMaximize
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.passModel(lp)
    stop_when(highs, stop)
    return highs


def maximized(
    highs: highspy.Highs, cost: NDArray[np.float64], seconds: float, simplex: int | None
) -> bool:
    """Maximize; say whether an optimum was found.

    Args:
        highs: as passed, perhaps with a basis.
        cost: of each column.
        seconds: wall time to use at most.
        simplex: PRIMAL or DUAL where a basis is to be gone on from; None = as HiGHS
            would begin.
    """
    highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    highs.setOptionValue("simplex_strategy", simplex or DUAL)
    highs.setOptionValue("solver", "simplex" if simplex else "choose")
    highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
    highs.run()
    return bool(highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)
