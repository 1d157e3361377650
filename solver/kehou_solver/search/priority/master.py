"""Prices of what several schools share, or owe together, from answers to other prices.

Each answer of a school gives a floor under what the school is worth at any prices. The
small program here says which prices make the sum of floors and of what is shared least.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST = 1000.0
"""No price is higher; any price makes a true bound."""


@dataclass(frozen=True)
class Answer:
    """One week of one school, best at some prices.

    Attributes:
        worth: of each goal.
        uses: of each shared row.
    """

    worth: Floats
    uses: Floats


def prices(
    place: int, answers: list[list[Answer]], high: Floats
) -> tuple[float, Floats]:
    """Return a floor under the bound at any prices, and prices that reach it.

    Args:
        place: of the goal bounded.
        answers: of each school; none may have none.
        high: what each shared row is at most.
    """
    shared, schools = len(high), len(answers)
    lp = highspy.HighsLp()
    lp.num_col_ = shared + schools
    lp.col_cost_ = np.concatenate([high, np.ones(schools)])
    lp.col_lower_ = np.concatenate([np.zeros(shared), np.full(schools, -1e30)])
    lp.col_upper_ = np.concatenate([np.full(shared, MOST), np.full(schools, 1e30)])
    rows, least = [], []
    for school, given in enumerate(answers):
        for answer in given:
            row = np.zeros(shared + schools)
            row[:shared] = answer.uses
            row[shared + school] = 1.0
            rows.append(row)
            least.append(float(answer.worth[place]))
    matrix = np.array(rows)
    lp.num_row_ = len(rows)
    lp.row_lower_ = np.array(least)
    lp.row_upper_ = np.full(len(rows), highspy.kHighsInf)
    at, columns = np.nonzero(matrix)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.searchsorted(at, np.arange(len(rows) + 1))
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = columns.astype(np.int32)
    lp.a_matrix_.value_ = matrix[at, columns]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.passModel(lp)
    highs.run()
    found = np.array(highs.getSolution().col_value)
    return float(highs.getInfo().objective_function_value), found[:shared]
