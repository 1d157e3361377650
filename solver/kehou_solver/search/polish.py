"""Bettering a whole club plan: open here, close there, and see what the children gain.

The linear program with whole groups fixed says what a plan is worth; its prices say
which groups the children miss most. Those are tried first. At a plan that no single
move betters, a few neighbouring groups are let go and planned anew.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

import highspy
import numpy as np
from numpy.typing import NDArray

from kehou_solver.search.budget import Budget
from kehou_solver.search.dive import LP_SECONDS, dive
from kehou_solver.search.relaxation import Relaxation

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BETTER = 0.5
"""A plan counts as better from half a unit of the last goal on."""

PROMISING = 120
"""Ways looked at in one round, dearest first."""

TRIES = 60
"""Moves tried in one round while bettering a plan made by letting go."""

FEW = 10
"""Adults or rooms fewer than this are worth fighting for."""

LET_GO = 40
"""Ways let go at once when no single move betters the plan."""


class Polish:
    """A whole plan over a linear program, and the moves that better it.

    Attributes:
        plan: number of groups of each way.
        worth: what the linear program gives with that plan.
    """

    def __init__(
        self,
        relaxation: Relaxation,
        terms: dict[int, float],
        budget: Budget,
        seed: int,
    ) -> None:
        """Start from the plan the program has just been solved for.

        Args:
            relaxation: solved, every number of groups whole.
            terms: its objective.
            budget: watched for a stop.
            seed: of the random choices.
        """
        self.relaxation = relaxation
        self.budget = budget
        self.random = random.Random(seed)  # noqa: S311 - a search, not a secret
        self.most = [way.most for way in relaxation.ways]
        self.cost = np.zeros(relaxation.highs.getNumCol())
        for column, value in terms.items():
            self.cost[column] = value
        self.rivals = _rivals(relaxation)
        self._read_matrix()
        self.plan = [round(x) for x in relaxation.planned()]
        self._fix_all()
        relaxation.run(LP_SECONDS, warm=True)
        self.worth = relaxation.value()
        self.basis = relaxation.highs.getBasis()

    def _read_matrix(self) -> None:
        """Keep the matrix by column, and mark rows that tie children to groups."""
        relaxation = self.relaxation
        matrix = relaxation.highs.getLp().a_matrix_
        starts = np.array(matrix.start_)
        inner, self._value = np.array(matrix.index_), np.array(matrix.value_)
        outer = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        by_row = matrix.format_ == highspy.MatrixFormat.kRowwise
        self._row: Whole = outer if by_row else inner
        self._col: Whole = inner if by_row else outer
        rows = relaxation.highs.getNumRow()
        groups = np.zeros(len(self.cost), dtype=bool)
        groups[relaxation.groups] = True
        seats = np.zeros(len(self.cost), dtype=bool)
        seats[list(relaxation.seat.values())] = True
        with_groups = np.zeros(rows, dtype=bool)
        with_groups[self._row[groups[self._col]]] = True
        with_seats = np.zeros(rows, dtype=bool)
        with_seats[self._row[seats[self._col]]] = True
        self._ties = with_groups & with_seats
        self._seats = [
            np.array([relaxation.seat[pupil, n] for pupil in way.pupils], dtype=int)
            for n, way in enumerate(relaxation.ways)
        ]

    def run(self, over: Callable[[], bool], enough: float) -> None:
        """Better the plan until `over()` or until it is worth `enough`."""
        while not over() and self.worth < enough - BETTER:
            if not self._round(over, None):
                self._let_go(over)

    # Single moves.

    def _round(self, over: Callable[[], bool], tries: int | None) -> bool:
        """Try the most promising moves; say whether one bettered the plan."""
        for opened, closed in islice(self._moves(), tries):
            if over():
                return False
            if self._try(opened, closed):
                return True
        return False

    def _moves(self) -> Iterator[tuple[int, int | None]]:
        """Yield (way to open, rival to close or None), most promising first."""
        hopes = self._hopes()
        moves: list[tuple[float, int, int | None]] = []
        for way in np.argsort(-hopes)[:PROMISING].tolist():
            hope = float(hopes[way])
            if hope <= 0 or self.plan[way] >= self.most[way]:
                continue
            moves.append((hope, way, None))
            moves += [
                (hope - 0.5 * float(hopes[rival]), way, rival)
                for rival in self.rivals[way]
                if self.plan[rival]
            ]
        moves.sort(key=lambda move: -move[0])
        for _, way, closed in moves:
            yield way, closed

    def _hopes(self) -> Floats:
        """Estimate what one more group of each way would bring, from the prices."""
        prices = np.array(self.relaxation.highs.getSolution().row_dual)
        prices[self._ties] = 0.0
        paid = np.bincount(
            self._col, prices[self._row] * self._value, minlength=len(self.cost)
        )
        gains = np.maximum(self.cost - paid, 0.0)
        hopes = np.zeros(len(self._seats))
        for number, columns in enumerate(self._seats):
            seats = self.relaxation.ways[number].seats
            mine = gains[columns]
            if len(mine) > seats:
                mine = np.partition(mine, len(mine) - seats)[-seats:]
            hopes[number] = mine.sum()
        return hopes

    def _try(self, opened: int, closed: int | None) -> bool:
        """Make a move if it betters the plan."""
        changed = {opened: self.plan[opened] + 1}
        if closed is not None:
            changed[closed] = self.plan[closed] - 1
        self._fix(changed)
        solved = self.relaxation.run(LP_SECONDS, warm=True)
        if solved and self.relaxation.value() > self.worth + BETTER:
            for way, groups in changed.items():
                self.plan[way] = groups
            self._accept()
            return True
        self._fix({way: self.plan[way] for way in changed})
        self.relaxation.highs.setBasis(self.basis)
        return False

    # Larger steps.

    def _let_go(self, over: Callable[[], bool]) -> None:
        """Plan some neighbouring ways anew, better the result, keep it if better."""
        kept, worth, basis = list(self.plan), self.worth, self.basis
        free = self._neighbours()
        self.relaxation.set_all_groups(
            free, [0] * len(free), [self.most[n] for n in free]
        )
        solved = self.relaxation.run(LP_SECONDS, new_goal=True)
        if solved and dive(self.relaxation, free, self.budget):
            self.plan = [round(x) for x in self.relaxation.planned()]
            self._fix_all()
            self.relaxation.run(LP_SECONDS, warm=True)
            self._accept()
            while (
                not over() and self.worth < worth + BETTER and self._round(over, TRIES)
            ):
                pass
            if self.worth > worth - BETTER:
                return
        self.plan, self.worth, self.basis = kept, worth, basis
        self._fix_all()
        self.relaxation.highs.setBasis(basis)
        self.relaxation.run(LP_SECONDS, warm=True)

    def _neighbours(self) -> list[int]:
        """Return ways around a random way: its rivals and some of theirs."""
        start = self.random.randrange(len(self.plan))
        free = {start, *self.rivals[start]}
        for near in self.random.sample(sorted(free), min(3, len(free))):
            free |= set(self.rivals[near])
        picked = sorted(free)
        if len(picked) > LET_GO:
            picked = sorted(self.random.sample(picked, LET_GO))
        return picked

    def _accept(self) -> None:
        self.worth = self.relaxation.value()
        self.basis = self.relaxation.highs.getBasis()

    def _fix(self, groups: dict[int, int]) -> None:
        counts = list(groups.values())
        self.relaxation.set_all_groups(list(groups), counts, counts)

    def _fix_all(self) -> None:
        self._fix(dict(enumerate(self.plan)))


def _rivals(relaxation: Relaxation) -> list[list[int]]:
    """Return, for each way, those that compete with it for club, room or lead."""
    by_key: dict[object, set[int]] = defaultdict(set)
    keys: list[list[object]] = []
    for number, way in enumerate(relaxation.ways):
        mine: list[object] = [("club", way.club)]
        for slot in way.slots:
            if len(way.spare) < FEW:
                mine += [("room", room, slot) for room in way.spare]
            if len(way.leads) < FEW:
                mine += [("lead", lead, slot) for lead in way.leads]
        keys.append(mine)
        for key in mine:
            by_key[key].add(number)
    return [
        sorted(set().union(*(by_key[key] for key in mine)) - {number})
        for number, mine in enumerate(keys)
    ]
