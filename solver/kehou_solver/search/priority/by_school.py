"""The rows school by school, with prices on what several schools share.

Schools of a group share a few adults, and the goals kept before the one bounded. With
prices on those rows every school is a program of its own, a fraction as slow. What they
add up to is a true bound at any prices, and the best prices make it as tight as one
program of all schools would be. docs/decisions/0025.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.base import Id
from kehou_solver.search.priority.exact import Matrix, Whole
from kehou_solver.search.priority.ledger import Ledger
from kehou_solver.search.priority.linear import PRIMAL, maximized, passed
from kehou_solver.search.priority.master import Answer, Floats, prices
from kehou_solver.search.priority.program import Program
from kehou_solver.search.priority.rows import Rows

LARGE = 100_000
"""Columns from which on several programs are sooner done than one."""

NEAR = 0.2
"""Units of a goal; prices are good when no others could lower the bound by more."""

ROUNDS = 60
"""Prices tried for one goal at most."""

STEP = 0.5
"""How far to go from the best prices so far towards those the answers suggest."""


@dataclass
class _School:
    """One school's own program."""

    columns: Whole
    rows: Whole
    highs: highspy.Highs
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class _Bound:
    """What some prices prove of a goal."""

    value: float
    prices: Floats
    duals: NDArray[np.float64]


class BySchool(Ledger):
    """A program for each school; goals are sought in their order, those before kept."""

    def __init__(
        self, rows: Rows, goals: Sequence[str], stop: threading.Event | None = None
    ) -> None:
        super().__init__(rows, goals)
        self._stop = stop or threading.Event()
        school_of = _schools_of(rows)
        at = school_of[self.matrix.columns]
        low = np.full(len(self.named), len(school_of))
        high = np.full(len(self.named), -1)
        np.minimum.at(low, self.matrix.rows, at)
        np.maximum.at(high, self.matrix.rows, at)
        shared = low < high
        shared[self.first_kept :] = True
        self._shared: Whole = np.flatnonzero(shared)
        self._uses = self._rows_of(self._shared)
        self._costs = [self.cost(place) for place in range(len(self.goals))]
        self._schools = [
            self._school(school_of, np.flatnonzero((low == one) & ~shared), one)
            for one in range(int(school_of.max(initial=-1)) + 1)
        ]

    def _rows_of(self, rows: Whole) -> Matrix:
        """Return some of the rows, numbered anew."""
        place = np.full(len(self.named), -1)
        place[rows] = np.arange(len(rows))
        mine = place[self.matrix.rows] >= 0
        return Matrix(
            rows=place[self.matrix.rows[mine]],
            columns=self.matrix.columns[mine],
            values=self.matrix.values[mine],
            high=self.matrix.high[rows],
            equal=self.matrix.equal[rows],
        )

    def _school(self, school_of: Whole, rows: Whole, one: int) -> _School:
        columns = np.flatnonzero(school_of == one)
        place = np.full(len(school_of), -1)
        place[columns] = np.arange(len(columns))
        matrix = self._rows_of(rows)
        matrix = matrix._replace(columns=place[matrix.columns])
        high = matrix.high.astype(float)
        highs = passed(matrix, high, self.upper[columns], self._stop)
        return _School(columns, rows, highs)

    def seek(
        self, place: int, kept: Sequence[int], seconds: float, near: float = 0.0
    ) -> bool:
        """Find multipliers for a goal that hardly any could better; say whether found.

        What was found by the time counts, too: any prices make a true bound.
        """
        if not self.terms[place]:
            return True
        until = time.monotonic() + seconds
        high = self._uses.high.astype(float)
        before = len(self._shared) - len(self.goals)
        for at in range(len(self.goals)):
            high[before + at] = -float(kept[at]) if at < place else 0.0
        free = np.arange(len(high)) >= before + place
        best: _Bound | None = None
        tried = self._first_prices(place, high, free)
        for _ in range(ROUNDS):
            found = self._at(place, tried, high, until)
            if found is None:
                return False
            if best is None or found.value < best.value:
                best = found
                self.duals[place], self.optima[place] = best.duals, best.value
            least, hoped = self._hoped(place, high, free)
            if best.value - least <= max(NEAR, near * best.value):
                return True
            tried = best.prices + STEP * (hoped - best.prices)
        return True

    def _first_prices(
        self, place: int, high: Floats, free: NDArray[np.bool_]
    ) -> Floats:
        if all(school.answers for school in self._schools):
            return self._hoped(place, high, free)[1]
        return np.zeros(len(high))

    def _hoped(
        self, place: int, high: Floats, free: NDArray[np.bool_]
    ) -> tuple[float, Floats]:
        """Return what no prices can go below, and prices that might come to it."""
        taken = np.flatnonzero(~free)
        answers = [
            [Answer(a.worth, a.uses[taken]) for a in school.answers]
            for school in self._schools
        ]
        least, found = prices(place, answers, high[taken])
        hoped = np.zeros(len(high))
        hoped[taken] = found
        return least, hoped

    def _at(
        self, place: int, tried: Floats, high: Floats, until: float
    ) -> _Bound | None:
        """Ask every school at some prices; None if time is over."""
        cost = self._costs[place].copy()
        paid = tried[self._uses.rows] * self._uses.values
        np.subtract.at(cost, self._uses.columns, paid)
        duals = np.zeros(len(self.named))
        duals[self._shared] = tried
        value = float(np.dot(tried, high))
        for school in self._schools:
            left = until - time.monotonic()
            if left <= 0 or self._stop.is_set():
                return None
            simplex = PRIMAL if school.answers else None
            if not maximized(school.highs, cost[school.columns], left, simplex):
                return None
            solution = school.highs.getSolution()
            duals[school.rows] = np.array(solution.row_dual)
            value += float(school.highs.getInfo().objective_function_value)
            school.answers.append(self._answer(school, np.array(solution.col_value)))
        return _Bound(value, tried, duals)

    def _answer(self, school: _School, values: Floats) -> Answer:
        every = np.zeros(len(self.upper))
        every[school.columns] = values
        used = every[self._uses.columns] * self._uses.values
        uses: Floats = np.zeros(len(self._shared))
        np.add.at(uses, self._uses.rows, used)
        worth = np.array([float(cost @ every) for cost in self._costs])
        return Answer(worth, uses)


def _schools_of(rows: Rows) -> Whole:
    """Return the number of the school of every column."""
    world = rows.world
    number: dict[Id, int] = {}
    school_of = np.zeros(len(rows.upper), dtype=np.int64)
    for way, (meets, seats, leads) in enumerate(
        zip(rows.ways, rows.seats, rows.leads, strict=True)
    ):
        school = world.clubs[meets.club].school
        mine = number.setdefault(school, len(number))
        school_of[way] = mine
        school_of[list(seats.values())] = mine
        for one in seats:
            if one in rows.met:
                school_of[rows.met[one]] = mine
        for meeting in leads:
            school_of[list(meeting.values())] = mine
    return school_of


def program_for(
    rows: Rows, goals: Sequence[str], stop: threading.Event | None = None
) -> Ledger:
    """Return one program, or one for each school of a large group."""
    if len(rows.upper) > LARGE and len(set(_schools_of(rows).tolist())) > 1:
        return BySchool(rows, goals, stop)
    return Program(rows, goals, stop)
