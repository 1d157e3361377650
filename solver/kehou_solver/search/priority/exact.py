"""From the multipliers of a linear program to a bound nobody has to believe.

Whatever the multipliers, rows taken so often and added up give a true bound, as long
as no "at most" row is taken a negative number of times: what a column gains beyond
the sum is paid in full, as if the column were as large as it can be. So rounding can
make a bound weaker, never false; all sums are of whole numbers.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DENOMINATOR = 2**28
"""Of all multipliers: fine enough that rounding costs well under one seat."""

TINY = 1e-8
"""Multipliers below this are the noise of a solver, and left out."""

SAFE = 2.0**61
"""Sums surely below this fit into 64 bits."""

Whole = NDArray[np.int64]


class Matrix(NamedTuple):
    """Rows in sparse form: entry k says `values[k]` at (`rows[k]`, `columns[k]`)."""

    rows: Whole
    columns: Whole
    values: Whole
    high: Whole
    equal: NDArray[np.bool_]


def numerators(multipliers: NDArray[np.float64], matrix: Matrix) -> Whole:
    """Round multipliers to numerators over DENOMINATOR, of the right sign."""
    cleaned = np.where(np.abs(multipliers) < TINY, 0.0, multipliers)
    # Beyond these, sums are far from tight anyway; any multiplier is a true one.
    scaled = np.clip(np.rint(cleaned * DENOMINATOR), -SAFE, SAFE)
    whole = scaled.astype(np.int64)
    signed: Whole = np.where(matrix.equal, whole, np.maximum(whole, 0))
    return signed


def bound(matrix: Matrix, times: Whole, goal: dict[int, int], upper: Whole) -> int:
    """Return the bound that rows taken `times` / DENOMINATOR often add up to."""
    if not goal:
        return 0
    gains = np.zeros(len(upper), dtype=np.int64)
    gains[list(goal)] = list(goal.values())
    taken = times[matrix.rows]
    if not _fits(matrix, times, gains, upper):
        return _slowly(matrix, times, gains, upper)
    left = gains * DENOMINATOR
    np.subtract.at(left, matrix.columns, taken * matrix.values)
    total = int(np.dot(times, matrix.high)) + int(np.dot(np.maximum(left, 0), upper))
    return total // DENOMINATOR


def _fits(matrix: Matrix, times: Whole, gains: Whole, upper: Whole) -> bool:
    """Say whether no sum can leave 64 bits, generously counted."""
    size = np.abs(times).astype(float)
    entries = float(np.dot(size[matrix.rows], np.abs(matrix.values).astype(float)))
    most = float(upper.max(initial=1))
    gained = float(gains.astype(float).sum()) * DENOMINATOR
    highs = float(np.dot(size, np.abs(matrix.high).astype(float)))
    return (entries + gained) * most + highs < SAFE


def _slowly(matrix: Matrix, times: Whole, gains: Whole, upper: Whole) -> int:
    """Do the same in numbers without an end."""
    left = [int(gain) * DENOMINATOR for gain in gains]
    for row, column, value in zip(
        matrix.rows, matrix.columns, matrix.values, strict=True
    ):
        left[column] -= int(times[row]) * int(value)
    total = sum(int(t) * int(b) for t, b in zip(times, matrix.high, strict=True))
    total += sum(max(0, x) * int(u) for x, u in zip(left, upper, strict=True))
    return total // DENOMINATOR
