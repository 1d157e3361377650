"""Goals as plain sums over the variables of a CP-SAT model."""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from kehou_solver.goals import GOALS
from kehou_solver.model.choices import Expr
from kehou_solver.search.formulation import Formulation


@dataclass(frozen=True)
class Linear:
    """constant + sum of coefficient x variable; variables by index in the model.

    Attributes:
        low, high: what it can be at all, from the bounds of the variables.
    """

    terms: dict[int, int]
    constant: int
    low: int
    high: int

    @property
    def spread(self) -> int:
        """Return how far it can change."""
        return self.high - self.low


@dataclass(frozen=True)
class Aim:
    """A goal, turned so that less is better."""

    name: str
    less: Linear


def aims(formulation: Formulation, order: Sequence[str]) -> list[Aim]:
    """Return the goals in order; adds to the model what they need."""
    found = []
    for name in order:
        value = GOALS[name].value(formulation.weeks)
        less = -value if GOALS[name].seek == "max" else value
        found.append(Aim(name, linear_of(formulation.model, less)))
    return found


def linear_of(model: cp_model.CpModel, expression: Expr) -> Linear:
    """Take an expression apart."""
    if isinstance(expression, int):
        return Linear({}, expression, expression, expression)
    # The model knows how to flatten an expression: as its objective.
    model.minimize(expression)
    written = model.proto.objective
    terms: dict[int, int] = {}
    for index, coefficient in zip(written.vars, written.coeffs, strict=True):
        terms[index] = terms.get(index, 0) + coefficient
    constant = round(written.offset)
    model.clear_objective()  # type: ignore[no-untyped-call]
    low = high = constant
    for index, coefficient in terms.items():
        # Not a Python list: its [-1] is no last element.
        domain = list(model.proto.variables[index].domain)
        ends = coefficient * domain[0], coefficient * domain[-1]
        low, high = low + min(ends), high + max(ends)
    return Linear(terms, constant, low, high)


@dataclass(frozen=True)
class Weighed:
    """Several goals in one sum; one step of a goal outweighs all later goals."""

    names: tuple[str, ...]
    terms: dict[int, int]


def weighed(wanted: Sequence[Aim], most: int) -> list[Weighed]:
    """Put the goals into as few sums as possible, each below `most`.

    The weight of a goal is one more than all that the goals after it can change. The
    product of the spreads grows fast, so all goals never fit into one sum; a weight
    that is too small would let a later goal be traded for an earlier one. The goals
    that do not fit make a second sum, to be sought when the first is settled.
    """
    sums: list[Weighed] = []
    together: list[Aim] = []
    product = 1
    for aim in wanted:
        if together and product * (aim.less.spread + 1) > most:
            sums.append(_sum_of(together))
            together, product = [], 1
        together.append(aim)
        product *= aim.less.spread + 1
    if together:
        sums.append(_sum_of(together))
    return sums


def _sum_of(together: Sequence[Aim]) -> Weighed:
    terms: dict[int, int] = {}
    weight = 1
    for aim in reversed(together):
        for index, coefficient in aim.less.terms.items():
            terms[index] = terms.get(index, 0) + weight * coefficient
        weight *= aim.less.spread + 1
    return Weighed(tuple(aim.name for aim in together), terms)


def never_sought(sums: Sequence[Weighed]) -> str:
    """Say which goals there was no time for."""
    names = ", ".join(name for sum_ in sums for name in sum_.names) or "-"
    return f"没有时间追求的目标 / goals there was no time to seek: {names}"
