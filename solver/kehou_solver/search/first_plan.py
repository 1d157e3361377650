"""A first club plan of one school: relax, dive; where time runs out, round down."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.dive import LP_SECONDS, concentrated, dive, weighted
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.sharing import Alone
from kehou_solver.search.witness import Witness


@dataclass(frozen=True)
class FirstPlan:
    """The first plan of one school.

    Attributes:
        groups: number of groups of each of its ways.
        enough: what the relaxation says no plan can exceed.
        merged: whether care had to be merged as in the witness.
        hopes: about what children could get by it, goal by goal.
    """

    groups: list[int]
    enough: float
    merged: bool
    hopes: list[float]


def first_plan(
    world: World,
    school: Alone,
    goals: Sequence[str],
    budget: Budget,
    until: float,
    known: list[int] | None = None,
    witness: Witness | None = None,
) -> FirstPlan | None:
    """Find a first plan, or see what no plan can exceed where one is `known`.

    Args:
        world: the whole instance.
        school: its ways, and who is there.
        goals: seat goals in their order.
        budget: watched for a stop.
        until: seconds since the start of the search after which to end; work is not
            counted here, and where it counts this is not heeded.
        known: number of groups of each way in a lawful timetable.
        witness: of a lawful week; asked where care without merging is impossible.

    Returns:
        None where nothing was found.
    """

    def left() -> float:
        return LP_SECONDS if budget.counted else until - budget.elapsed()

    merged, whole = False, Relaxation(world, school.ways, adults=school.adults)
    terms = _prepare(whole, goals, budget)
    found = whole.run(left())
    if not found and whole.impossible and witness is not None:
        merged = True
        whole = Relaxation(world, school.ways, witness=witness, adults=school.adults)
        terms = _prepare(whole, goals, budget)
        found = whole.run(left())
    if not found:
        return None
    enough = _sum(terms, whole.solution())
    groups = dive(whole, budget, left) if known is None else known
    if groups is None:
        return None
    values = whole.solution()
    hopes = [_sum(whole.goal(goal), values) for goal in goals]
    return FirstPlan(groups, enough, merged, hopes)


def _sum(terms: dict[int, float], values: NDArray[np.float64]) -> float:
    return float(sum(value * values[column] for column, value in terms.items()))


def _prepare(
    whole: Relaxation, goals: Sequence[str], budget: Budget
) -> dict[int, float]:
    """Set the objective of a relaxation; return what that is without charges."""
    terms = weighted(whole, goals)
    charge = budget.settings.tuning.dive_charge
    whole.maximize(concentrated(whole, terms, charge, budget.settings.seed))
    return terms
