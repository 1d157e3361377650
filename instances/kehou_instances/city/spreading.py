"""Numbers drawn so that their sum comes out: evenly through a law, in random order."""

from collections.abc import Sequence

from kehou_instances.city.recipe import Spread
from kehou_instances.ladder.draws import Draws


def evenly(spread: Spread, count: int, draws: Draws) -> list[float]:
    """Draw `count` numbers, one from each `count`-th part of the law, shuffled.

    The law is low + (high - low) * u ** k with u even in [0, 1) and k such that the
    mean is as asked; so the sum hardly depends on chance.
    """
    power = 1.0
    if spread.mean is not None and spread.mean > spread.low:
        power = (spread.high - spread.low) / (spread.mean - spread.low) - 1
    parts = draws.shuffled(range(count))
    width = spread.high - spread.low
    return [
        spread.low + width * ((part + draws.share()) / count) ** power for part in parts
    ]


def one_of(spread: Spread, draws: Draws) -> float:
    """Draw one number between both ends."""
    return spread.low + (spread.high - spread.low) * draws.share()


def whole_of(spread: Spread, draws: Draws) -> int:
    """Draw one whole number, both ends included."""
    return draws.whole(int(spread.low), int(spread.high))


def some_of(count: int, share: float, draws: Draws) -> list[bool]:
    """Say yes to a share of `count` things, exactly but for rounding."""
    yes = round(count * share)
    return draws.shuffled([i < yes for i in range(count)])


def beta(mean: float, concentration: float, draws: Draws) -> float:
    """Draw from the beta law with a + b = concentration.

    The a-th smallest of a + b - 1 even draws has exactly this law, for whole a and b.
    """
    total = max(2, round(concentration))
    a = min(max(1, round(mean * total)), total - 1)
    return sorted(draws.share() for _ in range(total - 1))[a - 1]


def chosen_evenly(count: int, of: int) -> list[int]:
    """Return `count` of `of` positions, in the middle of equal parts."""
    return [int((i + 0.5) * of / count) for i in range(count)]


def apportioned(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number by weight, largest remainders first."""
    exact = [total * weight / sum(weights) for weight in weights]
    given = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (given[i] - exact[i], i))
    for i in by_remainder[: total - sum(given)]:
        given[i] += 1
    return given
