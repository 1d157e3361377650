"""Means of replications, and how sure they are."""

import math
from collections.abc import Sequence
from statistics import mean, stdev
from typing import NamedTuple

_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179,
    2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
    2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""Student's t for 95 % (two-sided), for 1 to 30 degrees of freedom."""

_NORMAL = 1.959964
"""What t comes to for many degrees of freedom."""


class Interval(NamedTuple):
    """A mean and the ends of its 95 % interval; the ends are None for one value."""

    mean: float
    low: float | None
    high: float | None

    @property
    def certain(self) -> bool:
        """Say whether zero is outside: the sign of the mean is no accident."""
        if self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0


def interval(values: Sequence[float]) -> Interval:
    """Return the mean of independent values with its interval (Student's t)."""
    middle = mean(values)
    freedom = len(values) - 1
    if freedom == 0:
        return Interval(middle, None, None)
    half = _t(freedom) * stdev(values) / math.sqrt(len(values))
    return Interval(middle, middle - half, middle + half)


def difference(one: Sequence[float], other: Sequence[float]) -> Interval:
    """Return how much `one` is above `other`, replication by replication.

    Both had the same chance, so what they share falls out, and the interval is that of
    the change alone.
    """
    return interval([a - b for a, b in zip(one, other, strict=True)])


def _t(freedom: int) -> float:
    if freedom <= len(_T):
        return _T[freedom - 1]
    # Fisher's expansion; beyond 30 its error is below 0.001.
    return _NORMAL + (_NORMAL**3 + _NORMAL) / (4 * freedom)


def digits(value: float, *, sign: bool = False) -> str:
    """Write a value as it is read: small ones need more places to say anything."""
    places = 2 if abs(value) >= 1 or value == 0 else 4
    return f"{value:+.{places}f}" if sign else f"{value:.{places}f}"


def ends(told: Interval) -> str:
    """Write the ends of an interval, or nothing for one value."""
    if told.low is None or told.high is None:
        return ""
    return f"[{digits(told.low)}, {digits(told.high)}]"
