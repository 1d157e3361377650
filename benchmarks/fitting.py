"""A straight line through points on double logarithmic paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PowerLaw:
    """y = factor x size^exponent, by least squares of the logarithms.

    Attributes:
        spread: typical factor between a point and the line (1 = on it).
    """

    factor: float
    exponent: float
    spread: float

    def at(self, size: float) -> float:
        """Return the fitted value."""
        return float(self.factor * size**self.exponent)


def fit(points: Sequence[tuple[float, float]]) -> PowerLaw | None:
    """Fit positive points; None if they are of fewer than two sizes."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    exponent = sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum(
        (x - mean_x) ** 2 for x, _ in logs
    )
    start = mean_y - exponent * mean_x
    off = sum((y - start - exponent * x) ** 2 for x, y in logs) / len(logs)
    return PowerLaw(math.exp(start), exponent, math.exp(math.sqrt(off)))
