"""What a linear program of the rows has found: multipliers, and what they prove."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.certificate import Multiplier
from kehou_solver.search.priority.exact import Matrix, Whole, bound, numerators
from kehou_solver.search.priority.rows import Row, Rows

Key = tuple[str, tuple[str, ...]]
"""Name of a row, and what it says it of."""


class Ledger(ABC):
    """Multipliers of each goal's rows, however they were found.

    Attributes:
        goals: names of the seat goals.
        terms: coefficients of each goal.
        upper: the most each column can be.
        named: all rows; those of kept goals come last, free until a goal after theirs
            is sought.
        matrix: the same as numbers.
    """

    def __init__(self, rows: Rows, goals: Sequence[str]) -> None:
        self.goals = list(goals)
        self.terms = [rows.goal(name) for name in goals]
        self.upper = np.array(rows.upper, dtype=np.int64)
        self.first_kept = len(rows.rows)
        self.named: list[Row] = [*rows.rows, *map(_kept, self.goals, self.terms)]
        self.matrix = _matrix_of(self.named)
        self.duals: list[NDArray[np.float64] | None] = [None] * len(self.goals)
        self.optima: list[float] = [0.0] * len(self.goals)

    @abstractmethod
    def seek(
        self, place: int, kept: Sequence[int], seconds: float, near: float = 0.0
    ) -> bool:
        """Find multipliers for a goal, as good as can be; say whether that was done.

        Args:
            place: of the goal.
            kept: values of the goals before it.
            seconds: wall time to use at most.
            near: part of the goal's optimum by which its bound may be too high, where
                that is found sooner.
        """

    def cost(self, place: int) -> NDArray[np.float64]:
        """Return a goal's coefficient of each column."""
        cost = np.zeros(len(self.upper))
        cost[list(self.terms[place])] = list(self.terms[place].values())
        return cost

    def sought(self, place: int) -> bool:
        """Say whether multipliers were found for a goal, for whatever kept values."""
        return not self.terms[place] or self.duals[place] is not None

    def optimum(self, place: int) -> float:
        """Return the optimum of a goal that was sought, not rounded."""
        return self.optima[place]

    def multipliers(self, place: int) -> dict[Key, float]:
        """Return the multipliers found for a goal, by name of row."""
        duals = self.duals[place]
        if duals is None:
            return {}
        return {
            (row.name, row.of): float(dual)
            for row, dual in zip(self.named, duals, strict=True)
        }

    def proof(
        self, place: int, kept: Sequence[int]
    ) -> tuple[int, tuple[Multiplier, ...]]:
        """Return a goal's bound, with the multipliers that prove it.

        They were found for some values of the goals before it and hold for all: only
        what they add up to changes. Tightest are those found for the very values.
        """
        terms, duals = self.terms[place], self.duals[place]
        if not terms:
            return 0, ()
        assert duals is not None  # noqa: S101
        high = self.matrix.high.copy()
        for at in range(place):
            high[self.first_kept + at] = -kept[at]
        matrix = self.matrix._replace(high=high)
        times: Whole = numerators(duals, matrix)
        times[self.first_kept + place :] = 0  # free rows prove nothing
        used = tuple(
            Multiplier(self.named[at].name, self.named[at].of, int(times[at]))
            for at in np.flatnonzero(times)
        )
        return bound(matrix, times, terms, self.upper), used


def _kept(name: str, terms: dict[int, int]) -> Row:
    """Say that a goal keeps a value: minus the goal is at most minus the value."""
    return Row("kept", (name,), list(terms), [-x for x in terms.values()], 0)


def _matrix_of(rows: list[Row]) -> Matrix:
    lengths = [len(row.columns) for row in rows]
    return Matrix(
        rows=np.repeat(np.arange(len(rows), dtype=np.int64), lengths),
        columns=np.array([c for row in rows for c in row.columns], dtype=np.int64),
        values=np.array([v for row in rows for v in row.values], dtype=np.int64),
        high=np.array([row.high for row in rows], dtype=np.int64),
        equal=np.array([row.equal for row in rows], dtype=bool),
    )
