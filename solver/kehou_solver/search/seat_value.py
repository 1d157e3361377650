"""What a club plan is worth to the children of one school, and at which prices.

A linear program that holds seats only in ways that are open. When a way opens, its
seats enter with a basis that is already dual feasible: the children who would gain most
take the places, and the dual simplex settles who gives up what.
"""

from collections.abc import Iterable, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.errors import DefectError
from kehou_solver.search.dive import weighted
from kehou_solver.search.relaxation import DUAL, Relaxation

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

GAIN = 1e-9


class SeatValue:
    """The children's side of a plan, kept at an optimum.

    Attributes:
        worth: weighted worth of the plan kept.
        prices: an estimate, from above, of what one more group of each way would add
            and one less would lose.
    """

    def __init__(
        self, relaxation: Relaxation, goals: Sequence[str], plan: Sequence[int]
    ) -> None:
        """Seat the children.

        Args:
            relaxation: of one school, without people.
            goals: seat goals in their order.
            plan: number of groups of each way; possible.
        """
        self.relaxation = relaxation
        lp = relaxation.highs.getLp()
        columns = relaxation.highs.getNumCol()
        self._cost = np.zeros(columns)
        for column, value in weighted(relaxation, goals).items():
            self._cost[column] = value
        self._upper = np.array(lp.col_upper_)
        self._low, self._high = np.array(lp.row_lower_), np.array(lp.row_upper_)
        self._read_matrix(lp.a_matrix_, columns)
        self._seats = [
            np.array([relaxation.seat[child, n] for child in way.pupils], dtype=int)
            for n, way in enumerate(relaxation.ways)
        ]
        self._entered: list[int] = []
        self._pass(plan)

    def _read_matrix(self, matrix: highspy.HighsSparseMatrix, columns: int) -> None:
        """Keep the matrix by column, and mark rows that tie children to groups."""
        starts = np.array(matrix.start_)
        inner, values = np.array(matrix.index_), np.array(matrix.value_)
        outer = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        by_row = matrix.format_ == highspy.MatrixFormat.kRowwise
        row, column = (outer, inner) if by_row else (inner, outer)
        order = np.argsort(column, kind="stable")
        self._row: Whole = row[order]
        self._column: Whole = column[order]
        self._entry: Floats = values[order]
        self._start = np.searchsorted(self._column, np.arange(columns + 1))
        rows = len(self._low)
        with_groups = np.zeros(rows, dtype=bool)
        is_group = np.zeros(columns, dtype=bool)
        is_group[self.relaxation.groups] = True
        with_groups[self._row[is_group[self._column]]] = True
        self._is_seat = np.zeros(columns, dtype=bool)
        self._is_seat[list(self.relaxation.seat.values())] = True
        with_seats = np.zeros(rows, dtype=bool)
        with_seats[self._row[self._is_seat[self._column]]] = True
        self._ties = with_groups & with_seats

    def _pass(self, plan: Sequence[int]) -> None:
        """Hand over the program with the seats of open ways only, and solve it."""
        self._open = {way for way, groups in enumerate(plan) if groups}
        seats = [self._seats[way] for way in sorted(self._open)]
        columns = np.concatenate([np.flatnonzero(~self._is_seat), *seats])
        self._place = np.full(len(self._cost), -1)
        self._place[columns] = np.arange(len(columns))
        self._count = self._first_count = len(columns)
        starts, rows, values = self._slice(columns)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(columns), len(self._low)
        # Minimizing, so that the dual simplex may stop at a bound on the objective.
        lp.col_cost_ = -self._cost[columns]
        lp.col_lower_ = np.zeros(len(columns))
        lp.col_upper_ = self._upper[columns]
        lp.row_lower_, lp.row_upper_ = self._low, self._high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.append(starts, len(rows)).astype(np.int32)
        lp.a_matrix_.index_, lp.a_matrix_.value_ = rows, values
        self._highs = highspy.Highs()
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("solver", "simplex")
        self._highs.setOptionValue("simplex_strategy", DUAL)
        self._highs.passModel(lp)
        self._fix(dict(enumerate(plan)))
        if not self._run(None):
            raise DefectError("the children of a possible club plan cannot be seated")
        self._keep()

    def _slice(self, columns: Whole) -> tuple[NDArray[np.int32], Whole, Floats]:
        """Return starts, rows and entries of some columns."""
        lengths = self._start[columns + 1] - self._start[columns]
        starts = np.concatenate([[0], np.cumsum(lengths)])[:-1]
        at = np.repeat(self._start[columns] - starts, lengths)
        at += np.arange(len(at))
        rows = self._row[at].astype(np.int32)
        return starts.astype(np.int32), rows, self._entry[at]

    # Trying a change: begin, then either keep or undo.

    def begin(self, counts: dict[int, int], least: float | None) -> float | None:
        """Change some numbers of groups for a try.

        Args:
            counts: number of groups by way.
            least: below this worth nobody is interested; None = always.

        Returns:
            The worth; None if impossible, or given up on the way below `least`.
        """
        self._tried = counts
        self._enter([w for w, n in counts.items() if n and w not in self._open])
        self._fix(counts)
        return self._value() if self._run(least) else None

    def keep(self) -> None:
        """Keep what was tried."""
        for way in self._entered:
            columns = self._seats[way]
            self._place[columns] = np.arange(self._count, self._count + len(columns))
            self._count += len(columns)
        self._open |= set(self._entered)
        self._keep()

    def undo(self, plan: dict[int, int]) -> None:
        """Go back to what was kept; `plan` says it for the ways tried."""
        extra = sum(len(self._seats[way]) for way in self._entered)
        if extra:
            gone = np.arange(self._count, self._count + extra, dtype=np.int32)
            self._highs.deleteCols(extra, gone)
        self._fix(plan)
        self._highs.setBasis(self._basis)

    def renew(self, plan: Sequence[int]) -> None:
        """Forget the seats of ways long closed, once they are as many as the rest."""
        if self._count > 2 * self._first_count:
            self._pass(plan)

    def _enter(self, ways: list[int]) -> None:
        """Add the seats of ways, the most gainful ones taken."""
        self._entered = ways
        if not ways:
            return
        columns = np.concatenate([self._seats[way] for way in ways])
        starts, rows, values = self._slice(columns)
        self._highs.addCols(
            len(columns),
            -self._cost[columns],
            np.zeros(len(columns)),
            self._upper[columns],
            len(rows),
            starts,
            rows,
            values,
        )
        of_columns, of_rows = list(self._of_columns), list(self._of_rows)
        for way in ways:
            of_columns += self._taken(way, of_rows)
        basis = highspy.HighsBasis()
        basis.col_status, basis.row_status = of_columns, of_rows
        basis.valid = True
        self._highs.setBasis(basis)

    def _taken(
        self, way: int, of_rows: list[highspy.HighsBasisStatus]
    ) -> list[highspy.HighsBasisStatus]:
        """Return the status of a way's seats; the last one taken sets the price."""
        gains = self._gains[self._seats[way]]
        order = np.argsort(-gains, kind="stable").tolist()
        wanting = int((gains > GAIN).sum())
        seats = self.relaxation.ways[way].seats
        status = [highspy.HighsBasisStatus.kLower] * len(gains)
        for place in order[: min(wanting, seats - 1)]:
            status[place] = highspy.HighsBasisStatus.kUpper
        if wanting >= seats:
            status[order[seats - 1]] = highspy.HighsBasisStatus.kBasic
            of_rows[self.relaxation.seat_rows[way]] = highspy.HighsBasisStatus.kUpper
        return status

    def _fix(self, counts: dict[int, int]) -> None:
        columns = self._place[[self.relaxation.groups[way] for way in counts]]
        groups = np.array(list(counts.values()), dtype=float)
        self._highs.changeColsBounds(
            len(groups), columns.astype(np.int32), groups, groups
        )

    def _run(self, least: float | None) -> bool:
        cut = highspy.kHighsInf if least is None else -least
        self._highs.setOptionValue("objective_bound", cut)
        self._highs.run()
        status = self._highs.getModelStatus()
        return bool(status == highspy.HighsModelStatus.kOptimal)

    def _value(self) -> float:
        return -float(self._highs.getInfo().objective_function_value)

    def _keep(self) -> None:
        self._entered = []
        self.worth = self._value()
        self._basis = self._highs.getBasis()
        self._of_columns = list(self._basis.col_status)
        self._of_rows = list(self._basis.row_status)
        prices = -np.array(self._highs.getSolution().row_dual)
        prices[self._ties] = 0.0
        paid = np.bincount(
            self._column, prices[self._row] * self._entry, minlength=len(self._cost)
        )
        self._gains: Floats = np.maximum(self._cost - paid, 0.0)
        self.prices = np.array([self._price(way) for way in range(len(self._seats))])

    def _price(self, way: int) -> float:
        """Add up what the children who would gain most would gain."""
        gains = self._gains[self._seats[way]]
        seats = self.relaxation.ways[way].seats
        if len(gains) > seats:
            gains = np.partition(gains, len(gains) - seats)[-seats:]
        return float(gains.sum())


def numbered(ways: Iterable[int]) -> dict[int, int]:
    """Return the place of each way in a list."""
    return {way: place for place, way in enumerate(ways)}
