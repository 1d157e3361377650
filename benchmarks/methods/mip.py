"""A CP-SAT model said again as a mixed-integer program, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from ortools.sat.python import cp_model, cp_model_helper

INFINITY = highspy.kHighsInf
UNBOUNDED = 2**62
"""CP-SAT writes an open end of a row as a number about this large."""


class NotLinear(Exception):
    """The model has a constraint this translation does not know."""


@dataclass
class Mip:
    """Columns are the variables of the CP-SAT model, in its order; all whole numbers.

    Attributes:
        rows: (least, most, coefficients by column).
    """

    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, int]]] = field(default_factory=list)

    @classmethod
    def of(cls, model: cp_model.CpModel) -> "Mip":
        """Translate a model.

        A row behind enforcement literals gets the smallest slack that silences it
        where a literal is false ("big M", from the bounds of its variables).

        Raises:
            NotLinear: for constraints other than sums, or, and, at most or exactly one.
        """
        mip = cls()
        for variable in model.proto.variables:
            domain = list(variable.domain)
            if len(domain) != 2:
                raise NotLinear("a variable with holes in its domain")
            mip.low.append(domain[0])
            mip.high.append(domain[1])
        for constraint in model.proto.constraints:
            mip._add(constraint)
        return mip

    def _add(self, constraint: cp_model_helper.ConstraintProto) -> None:
        behind = list(constraint.enforcement_literal)
        if constraint.has_linear():
            linear = constraint.linear
            domain = list(linear.domain)
            if len(domain) != 2:
                raise NotLinear("a sum with holes in its domain")
            terms: dict[int, int] = {}
            for index, value in zip(linear.vars, linear.coeffs, strict=True):
                _put(terms, index, value)
            self._bounded(terms, 0, domain[0], domain[1], behind)
        elif constraint.has_bool_or():
            self._literals(constraint.bool_or.literals, 1, None, behind)
        elif constraint.has_bool_and():
            several = list(constraint.bool_and.literals)
            self._literals(several, len(several), None, behind)
        elif constraint.has_at_most_one():
            self._literals(constraint.at_most_one.literals, 0, 1, behind)
        elif constraint.has_exactly_one():
            self._literals(constraint.exactly_one.literals, 1, 1, behind)
        else:
            raise NotLinear(str(constraint)[:100])

    def _literals(
        self,
        literals: Sequence[int],
        least: int,
        most: int | None,
        behind: list[int],
    ) -> None:
        terms: dict[int, int] = {}
        constant = 0
        for literal in literals:
            constant += _literal(terms, literal, 1)
        self._bounded(
            terms, constant, least, UNBOUNDED if most is None else most, behind
        )

    def _bounded(
        self,
        terms: dict[int, int],
        constant: int,
        least: int,
        most: int,
        behind: list[int],
    ) -> None:
        """Add least <= terms + constant <= most, wherever all of `behind` hold."""
        lowest, highest = self._reach(terms)
        lowest, highest = lowest + constant, highest + constant
        # One row per open side, as the two slacks differ.
        if least > lowest or (not terms and least > constant):
            row = dict(terms)
            shift = constant
            for literal in behind:
                shift += _literal_missing(row, literal, least - lowest)
            self.rows.append((float(least - shift), INFINITY, row))
        if most < highest or (not terms and most < constant):
            row = dict(terms)
            shift = constant
            for literal in behind:
                shift += _literal_missing(row, literal, most - highest)
            self.rows.append((-INFINITY, float(most - shift), row))

    def _reach(self, terms: dict[int, int]) -> tuple[int, int]:
        lowest = highest = 0
        for index, value in terms.items():
            ends = value * self.low[index], value * self.high[index]
            lowest, highest = lowest + min(ends), highest + max(ends)
        return lowest, highest

    def highs(self) -> highspy.Highs:
        """Hand the program to HiGHS."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.low), len(self.rows)
        lp.col_cost_ = np.zeros(len(self.low))
        lp.col_lower_ = np.array(self.low, dtype=float)
        lp.col_upper_ = np.array(self.high, dtype=float)
        lp.row_lower_ = np.array([row[0] for row in self.rows], dtype=float)
        lp.row_upper_ = np.array([row[1] for row in self.rows], dtype=float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.low)
        lengths = [len(row[2]) for row in self.rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        lp.a_matrix_.index_ = np.array(
            [index for row in self.rows for index in row[2]], dtype=np.int32
        )
        lp.a_matrix_.value_ = np.array(
            [value for row in self.rows for value in row[2].values()], dtype=float
        )
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.passModel(lp)
        return highs


def _put(terms: dict[int, int], index: int, value: int) -> None:
    """Add value x variable; CP-SAT writes the negation of a variable as -index - 1."""
    if index < 0:
        index, value = -index - 1, -value
    terms[index] = terms.get(index, 0) + value


def _literal(terms: dict[int, int], literal: int, value: int) -> int:
    """Add value x literal; returns the constant that a negated one leaves."""
    if literal >= 0:
        terms[literal] = terms.get(literal, 0) + value
        return 0
    index = -literal - 1
    terms[index] = terms.get(index, 0) - value
    return value


def _literal_missing(terms: dict[int, int], literal: int, value: int) -> int:
    """Add value x (1 - literal); returns the constant it leaves."""
    return value + _literal(terms, literal, -value)
