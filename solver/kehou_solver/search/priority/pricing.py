"""What a change of data is worth to the seat goals, read off the relaxation's duals.

The duals of the school as it is price every row. With those prices a changed school
needs no new linear program: rows known before keep their price, and over the few that
are new a small program is solved. What comes out is never less than the relaxation of
the changed school gains (any multipliers give a bound), and equals it as long as the
prices stay right. docs/decisions/0022-prices.md.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.price import Price
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import seat_goals_in
from kehou_solver.search.priority.ledger import Key
from kehou_solver.search.priority.money import RowsWithMoney
from kehou_solver.search.priority.program import Program
from kehou_solver.search.priority.rows import Row

LONGEST = 3600.0
"""Seconds for one linear program; whoever asks can stop it before."""

TINY = 1e-6
"""What is nearer to nothing is the noise of a solver."""


class _Priced(NamedTuple):
    """One goal of the school as it is."""

    name: str
    place: int
    optimum: float
    times: dict[Key, float]


class Pricing:
    """The school as it is, with the price of each of its rows.

    Attributes:
        bounds: what the relaxation proves of each goal that could be priced, in their
            order, not rounded.
    """

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        values: Mapping[str, int],
        stop: threading.Event | None = None,
    ) -> None:
        """Solve the relaxation, goal by goal.

        Args:
            instance: must allow a certificate (`bounds.why_no_certificate`).
            policy: the rulebooks, read on the instance's day.
            values: what a lawful timetable reaches in each goal about seats; each is
                kept while the next is priced.
            stop: set it to leave out the goals that are still to come.
        """
        self._stop = stop or threading.Event()
        self._names = seat_goals_in(instance.goals or policy.goal_order())
        self._reached = [values[name] for name in self._names]
        program = Program(
            RowsWithMoney(World(instance, policy)), self._names, self._stop
        )
        self._priced = []
        for place, name in enumerate(self._names):
            if not program.seek(place, self._reached[:place], LONGEST):
                break
            times = program.multipliers(place)
            self._priced.append(_Priced(name, place, program.optimum(place), times))
        self.bounds = {one.name: one.optimum for one in self._priced}

    def of(self, changed: Instance, *, solved: bool = False) -> tuple[Price, ...]:
        """Return what a changed school gains in each goal over the relaxation of today.

        Args:
            changed: the instance after the change.
            solved: solve its relaxation, too.
        """
        rows = RowsWithMoney(World(changed, Policy.of(changed)))
        program = Program(rows, self._names, self._stop)
        prices = []
        for one in self._priced:
            promised = self._promised(one, program) - one.optimum
            gained = None
            if solved and program.seek(one.place, self._reached[: one.place], LONGEST):
                gained = _clean(program.optimum(one.place) - one.optimum)
            prices.append(
                Price(goal=one.name, promised=_clean(promised), program=gained)
            )
        return tuple(prices)

    def _promised(self, one: _Priced, program: Program) -> float:
        """Return the most that the prices of today allow the changed school."""
        terms = program.terms[one.place]
        if not terms:
            return 0.0
        left = np.zeros(len(program.upper))
        left[list(terms)] = list(terms.values())
        total, new = 0.0, []
        for row in program.named:
            high = row.high
            if row.name == "kept":
                at = self._names.index(row.of[0])
                if at >= one.place:
                    continue
                high = -self._reached[at]
            times = one.times.get((row.name, row.of))
            if times is None:
                new.append(row)
            elif times:
                left[row.columns] -= times * np.array(row.values, dtype=float)
                total += times * high
        return total + _most(left, program.upper, new)


def _clean(number: float) -> float:
    return 0.0 if abs(number) < TINY else round(number, 6)


def _most(
    left: NDArray[np.float64], upper: NDArray[np.int64], rows: Sequence[Row]
) -> float:
    """Return the most that columns gain, each at most its upper, keeping some rows."""
    touched = sorted({column for row in rows for column in row.columns})
    free = np.maximum(left, 0.0) * upper
    free[touched] = 0.0
    return float(free.sum()) + _small_program(left, upper, rows, touched)


def _small_program(
    left: NDArray[np.float64],
    upper: NDArray[np.int64],
    rows: Sequence[Row],
    touched: Sequence[int],
) -> float:
    if not touched:
        return 0.0
    place = {column: number for number, column in enumerate(touched)}
    columns = np.array(touched)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(touched), len(rows)
    lp.col_cost_ = left[columns]
    lp.col_lower_ = np.zeros(len(touched))
    lp.col_upper_ = upper[columns].astype(float)
    high = np.array([row.high for row in rows], dtype=float)
    equal = np.array([row.equal for row in rows], dtype=bool)
    lp.row_upper_ = high
    lp.row_lower_ = np.where(equal, high, -highspy.kHighsInf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lengths = [len(row.columns) for row in rows]
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array(
        [place[c] for row in rows for c in row.columns], dtype=np.int32
    )
    lp.a_matrix_.value_ = np.array([v for row in rows for v in row.values], dtype=float)
    lp.sense_ = highspy.ObjSense.kMaximize
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.passModel(lp)
    highs.run()
    return float(highs.getInfo().objective_function_value)
