"""All chance in one place: everything is drawn from one seeded stream."""

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Draws:
    """Plain Python values drawn from `numpy.random.default_rng`.

    Only `Generator.random` is used, so the stream depends on the bit generator alone
    and not on how numpy draws integers, samples or permutations in some version.

    Args:
        entropy: whole numbers >= 0 that seed the stream.
    """

    def __init__(self, *entropy: int) -> None:
        self._stream = np.random.default_rng(list(entropy))

    def share(self) -> float:
        """Draw from [0, 1)."""
        return float(self._stream.random())

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.share() < probability

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """Draw one thing."""
        return things[self.whole(0, len(things) - 1)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return the things in a random order."""
        keys = [self.share() for _ in things]
        return [things[i] for i in sorted(range(len(things)), key=keys.__getitem__)]

    def sample(self, things: Sequence[T], most: int) -> list[T]:
        """Draw up to `most` different things, in random order."""
        return self.shuffled(things)[:most]

    def ranked(
        self, things: Sequence[T], weights: Sequence[float], most: int
    ) -> list[T]:
        """Draw up to `most` things, one after the other, by weight (> 0).

        Exponential keys give the same law as drawing without putting back
        (Efraimidis and Spirakis 2006), so the first is drawn exactly by weight.
        """
        keys = [-math.log(1.0 - self.share()) / weight for weight in weights]
        return [things[i] for i in sorted(range(len(things)), key=keys.__getitem__)][
            :most
        ]
