"""From a fractional club plan to whole groups: round up, solve again, repeat."""

import math

from kehou_solver.search.budget import Budget
from kehou_solver.search.relaxation import Relaxation

TIER_WEIGHT = 6.0
"""How much one tier counts more than the next while diving (no bound rests on it)."""

ROUNDS = 60
SHARE = 0.25
"""Part of the fractional ways rounded at once."""

WHOLE = 1e-6


def dive(relaxation: Relaxation, tiers: int, budget: Budget) -> list[int]:
    """Return the number of groups of each way.

    A lower bound is raised where the fraction is largest; if the program then has no
    solution, the way is capped below instead. Groups already whole stay as they are.
    """
    relaxation.maximize(_weighted(relaxation, tiers))
    if not relaxation.run(60.0):
        return [0] * len(relaxation.ways)
    fixed: dict[int, int] = {}
    for _ in range(ROUNDS):
        values = relaxation.solution()
        groups = [values[column] for column in relaxation.groups]
        fractional = [
            (value - math.floor(value + WHOLE), number)
            for number, value in enumerate(groups)
            if number not in fixed and abs(value - round(value)) > WHOLE
        ]
        if not fractional or budget.stop.is_set():
            break
        fractional.sort(reverse=True)
        batch = fractional[: max(1, int(SHARE * len(fractional)))]
        _round_up(relaxation, [n for _, n in batch], groups, fixed)
    values = relaxation.solution()
    return [math.floor(values[column] + WHOLE) for column in relaxation.groups]


def _round_up(
    relaxation: Relaxation,
    numbers: list[int],
    groups: list[float],
    fixed: dict[int, int],
) -> None:
    """Raise some ways to the next whole number, one by one if together it fails."""
    for number in numbers:
        up = math.ceil(groups[number] - WHOLE)
        relaxation.set_groups(number, up, up)
        fixed[number] = up
    if relaxation.run(30.0):
        return
    for number in numbers:
        relaxation.set_groups(number, 0, relaxation.ways[number].most)
    for number in numbers:
        up = fixed[number]
        relaxation.set_groups(number, up, up)
        if not relaxation.run(30.0):
            down = up - 1
            relaxation.set_groups(number, 0, down)
            fixed[number] = down
            relaxation.run(30.0)


def _weighted(relaxation: Relaxation, tiers: int) -> dict[int, float]:
    """Return one objective that follows the order of tiers roughly."""
    terms: dict[int, float] = {}
    for tier in range(1, tiers + 1):
        weight = TIER_WEIGHT ** (tiers - tier)
        for column, value in relaxation.goal(f"wishes_met_{tier}").items():
            terms[column] = terms.get(column, 0.0) + weight * value
        for column, value in relaxation.goal(f"wish_ranks_{tier}").items():
            terms[column] = terms.get(column, 0.0) + weight * value / 20.0
    return terms
