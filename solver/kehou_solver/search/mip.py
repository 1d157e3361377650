"""A CP-SAT model as a mixed-integer program, so that HiGHS can take a turn at it.

CP-SAT is best where rules are rich. Where little is left to decide but who sits where,
a linear program is all but the answer, and HiGHS proves in seconds what CP-SAT does not
in a minute; docs/decisions/0011. No solution of it is believed before every row has
been added up in whole numbers.
"""

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from ortools.sat.python import cp_model

from kehou_solver.search.stopping import stop_when

MOST_COLUMNS = 100_000
"""Above, presolving alone outlasts a turn, and it listens to nobody meanwhile."""

MOST_ENTRIES = 150_000
"""Above, one round of its cuts may outlast a turn many times; docs/decisions/0012."""

LEAST_SECONDS = 1.0
"""With less time left after writing the program down, HiGHS is not asked."""

_UNBOUNDED = 2**62
"""From here on a side of a CP-SAT row means that there is none."""

Terms = list[tuple[int, int]]
"""(column, coefficient)."""


@dataclass(frozen=True)
class Turn:
    """What HiGHS made of a model.

    Attributes:
        values: of all variables in their order; None = nothing found.
        bound: of the objective; None = none.
    """

    values: list[int] | None
    bound: float | None


@dataclass
class _Row:
    low: float
    high: float
    terms: Terms = field(default_factory=list)


class Unsuited(Exception):
    """The model holds something that is no linear row here."""


def small_enough(model: cp_model.CpModel) -> bool:
    """Say whether HiGHS would heed the time it is given for a model."""
    proto = model.proto
    if len(proto.variables) > MOST_COLUMNS:
        return False
    entries = sum(len(row.linear.vars) for row in proto.constraints if row.has_linear())
    return entries <= MOST_ENTRIES


def take_turn(
    model: cp_model.CpModel,
    start: Sequence[int] | None,
    seconds: float,
    stop: threading.Event,
    seed: int,
) -> Turn | None:
    """Have HiGHS look for the best solution of a model with an objective.

    Args:
        model: the model.
        start: a solution to begin with: values of all variables.
        seconds: wall seconds at most, writing the program down included.
        stop: ends the search; what was found is kept.
        seed: of the random choices.

    Returns:
        None if the model cannot be said in linear rows, or not in time.
    """
    until = time.monotonic() + seconds
    try:
        program = _Program(model.proto)
    except Unsuited:
        return None
    left = until - time.monotonic()
    return program.solve(start, left, stop, seed) if left > LEAST_SECONDS else None


class _Program:
    """Columns are the variables of the model, in their order."""

    def __init__(self, proto: Any) -> None:
        self._low: list[int] = []
        self._high: list[int] = []
        for variable in proto.variables:
            low, high = _interval(variable.domain)
            self._low.append(low)
            self._high.append(high)
        self._rows: list[_Row] = []
        for constraint in proto.constraints:
            self._add(constraint)
        self._read_objective(proto.objective)

    def _read_objective(self, objective: Any) -> None:
        self._cost = np.zeros(len(self._low))
        for ref, coefficient in zip(objective.vars, objective.coeffs, strict=True):
            column, sign = _column(ref)
            self._cost[column] += sign * coefficient
        self._offset = objective.offset
        self._scale = objective.scaling_factor or 1.0

    # Rows.

    def _add(self, constraint: Any) -> None:
        enforced = list(constraint.enforcement_literal)
        if constraint.has_linear():
            self._linear(constraint.linear, enforced)
        elif constraint.has_bool_or():
            escapes = [_not(literal) for literal in enforced]
            self._sum([*constraint.bool_or.literals, *escapes], 1, np.inf)
        elif constraint.has_bool_and():
            escapes = [_not(literal) for literal in enforced]
            for literal in constraint.bool_and.literals:
                self._sum([literal, *escapes], 1, np.inf)
        elif constraint.has_at_most_one() and not enforced:
            self._sum(constraint.at_most_one.literals, -np.inf, 1)
        elif constraint.has_exactly_one() and not enforced:
            self._sum(constraint.exactly_one.literals, 1, 1)
        elif constraint.has_lin_max() and not enforced:
            self._largest(constraint.lin_max)
        else:
            raise Unsuited

    def _linear(self, linear: Any, enforced: list[int]) -> None:
        low, high = _sides(linear.domain)
        terms: Terms = []
        for ref, coefficient in zip(linear.vars, linear.coeffs, strict=True):
            column, sign = _column(ref)
            terms.append((column, sign * coefficient))
        if not enforced:
            self._rows.append(_Row(low, high, terms))
            return
        # A row that need not hold gives way by as much as it could be missed.
        least = sum(min(c * self._low[n], c * self._high[n]) for n, c in terms)
        most = sum(max(c * self._low[n], c * self._high[n]) for n, c in terms)
        if least < low:
            self._give_way(terms, enforced, int(low - least), low, np.inf)
        if most > high:
            self._give_way(terms, enforced, int(high - most), -np.inf, high)

    def _give_way(
        self, terms: Terms, enforced: list[int], by: int, low: float, high: float
    ) -> None:
        """Add terms + by x (number of enforcing literals that are false)."""
        row = _Row(low, high, list(terms))
        for literal in enforced:
            _add_literal(row, _not(literal), by)
        self._rows.append(row)

    def _sum(self, literals: Iterable[int], low: float, high: float) -> None:
        row = _Row(low, high)
        for literal in literals:
            _add_literal(row, literal, 1)
        self._rows.append(row)

    def _largest(self, largest: Any) -> None:
        """Say that one yes/no is the "or" of others."""
        target = self._yes_or_no(largest.target)
        each = [self._yes_or_no(one) for one in largest.exprs]
        for one in each:
            self._rows.append(_Row(0, np.inf, [(target, 1), (one, -1)]))
        row = _Row(0, np.inf, [(target, -1)])
        row.terms += [(one, 1) for one in each]
        self._rows.append(row)

    def _yes_or_no(self, expression: Any) -> int:
        """Return the column of an expression that is one yes/no variable."""
        plain = len(expression.vars) == 1 and list(expression.coeffs) == [1]
        if not plain or expression.offset or expression.vars[0] < 0:
            raise Unsuited
        column = int(expression.vars[0])
        if (self._low[column], self._high[column]) != (0, 1):
            raise Unsuited
        return column

    # Solving.

    def solve(
        self,
        start: Sequence[int] | None,
        seconds: float,
        stop: threading.Event,
        seed: int,
    ) -> Turn:
        highs = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", seed % 2**31),
            ("time_limit", seconds),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.999 if self._whole_objective() else 1e-6),
        ):
            highs.setOptionValue(option, value)
        highs.passModel(self._lp())
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = [float(value) for value in start]
            highs.setSolution(solution)
        stop_when(highs, stop)
        highs.run()
        info = highs.getInfo()
        bound = self._scale * (info.mip_dual_bound + self._offset)
        values: list[int] | None = None
        if (
            info.primal_solution_status
            == highspy.SolutionStatus.kSolutionStatusFeasible
        ):
            found = np.rint(np.array(highs.getSolution().col_value)).astype(np.int64)
            if self._holds(found):
                values = found.tolist()
        return Turn(values, float(bound) if np.isfinite(bound) else None)

    def _whole_objective(self) -> bool:
        return bool(np.all(self._cost == np.round(self._cost)))

    def _lp(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._low), len(self._rows)
        lp.col_cost_ = self._cost
        lp.col_lower_ = np.array(self._low, dtype=float)
        lp.col_upper_ = np.array(self._high, dtype=float)
        lp.row_lower_ = np.array([row.low for row in self._rows], dtype=float)
        lp.row_upper_ = np.array([row.high for row in self._rows], dtype=float)
        starts, index, entries = self._matrix()
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = starts.astype(np.int32)
        lp.a_matrix_.index_ = index.astype(np.int32)
        lp.a_matrix_.value_ = entries.astype(float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self._low)
        return lp

    def _matrix(self) -> tuple[Any, Any, Any]:
        """Return starts, columns and entries by row, no column twice in a row."""
        starts, index, entries = [0], [], []
        for row in self._rows:
            merged: dict[int, int] = {}
            for column, coefficient in row.terms:
                merged[column] = merged.get(column, 0) + coefficient
            index += list(merged)
            entries += list(merged.values())
            starts.append(len(index))
        return np.array(starts), np.array(index), np.array(entries, dtype=np.int64)

    def _holds(self, values: "np.ndarray[Any, np.dtype[np.int64]]") -> bool:
        """Add every row up in whole numbers."""
        inside = np.all(values >= self._low) and np.all(values <= self._high)
        return bool(inside) and all(
            row.low <= sum(c * int(values[n]) for n, c in row.terms) <= row.high
            for row in self._rows
        )


def _interval(domain: Iterable[int]) -> tuple[int, int]:
    ends = list(domain)
    if len(ends) != 2:
        raise Unsuited
    return int(ends[0]), int(ends[1])


def _sides(domain: Iterable[int]) -> tuple[float, float]:
    """Return the sides of a row; infinite where CP-SAT names its largest number."""
    low, high = _interval(domain)
    return (
        -np.inf if low <= -_UNBOUNDED else low,
        np.inf if high >= _UNBOUNDED else high,
    )


def _column(ref: int) -> tuple[int, int]:
    """Return column and sign; a negative reference stands for minus a variable."""
    return (int(ref), 1) if ref >= 0 else (-int(ref) - 1, -1)


def _not(literal: int) -> int:
    return -literal - 1


def _add_literal(row: _Row, literal: int, by: int) -> None:
    """Add `by` where a literal is true; a negative one is a variable's "not"."""
    if literal >= 0:
        row.terms.append((int(literal), by))
        return
    row.terms.append((-int(literal) - 1, -by))
    row.low -= by
    row.high -= by
