"""Bettering a whole club plan: open here, close there, and see what the children gain.

The children's prices say which groups they miss most. People and rooms say which groups
must close for one of those to open, cheapest first. What that is worth is then asked of
the children. Where no such move betters the plan, a few that lose little are made.
"""

import heapq
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.base import Id
from kehou_solver.domain.tuning import Tuning
from kehou_solver.search.dive import RATIO
from kehou_solver.search.plan import Way
from kehou_solver.search.seat_value import SeatValue, numbered
from kehou_solver.search.staffing import Closings, Staffing

Over = Callable[[], bool]
Floats = NDArray[np.float64]

BETTER = 0.5
"""A plan counts as better from half a unit of the last goal on."""

SPARED = 3
"""Other closings looked for after a move that failed: this many ways spared in turn."""


@dataclass(frozen=True)
class Move:
    """One more group of `opened`, and fewer of what is in its way."""

    opened: int
    closed: Closings


class Polish:
    """A whole plan, and the moves that better it.

    Attributes:
        plan: the best plan so far: number of groups of each way.
        worth: what it is worth to the children.
        values: the children of each school, as the moves left them.
    """

    def __init__(
        self,
        staffing: Staffing,
        values: Sequence[SeatValue],
        goals: Sequence[str],
        seed: int,
        tuning: Tuning,
    ) -> None:
        """Start from a plan that is possible.

        Args:
            staffing: what people and rooms allow, around the plan.
            values: of the plan to the children, school by school as in `by_school`.
            goals: seat goals in their order.
            seed: of the random choices.
            tuning: how long failures are remembered, how far kicks go.
        """
        ways, plan = staffing.program.ways, staffing.plan
        self._random = random.Random(seed)  # noqa: S311 - a search, not a secret
        self._tuning = tuning
        self._most = [way.most for way in ways]
        self._staffing = staffing
        self._schools: list[list[int]] = by_school(ways)
        self._home = {way: n for n, mine in enumerate(self._schools) for way in mine}
        self._places = [numbered(mine) for mine in self._schools]
        self.values = list(values)
        self._now = list(plan)
        self._slack = RATIO ** max(0, len(goals) - 2)
        self._round = 0
        self._failed: dict[Move, tuple[int, float, float]] = {}
        self._asked: dict[int, tuple[int, Move | None]] = {}
        self._banned: dict[int, int] = {}
        self._losing: list[tuple[float, Move]] = []
        self.plan, self.worth = list(plan), self._worth()

    def run(self, over: Over, enough: float, *, patient: bool = True) -> None:
        """Better the plan until `over()`, until it is worth `enough`, or for good.

        Args:
            over: says when to end.
            enough: what no plan can exceed.
            patient: go on after kicks in a row that led nowhere.
        """
        kicks = 0
        while not over() and self.worth < enough - BETTER:
            if self._better(over):
                if self._worth() > self.worth + BETTER:
                    self.plan, self.worth, kicks = list(self._now), self._worth(), 0
            elif kicks < self._tuning.kicks and self._losing:
                self._kick()
                kicks += 1
            elif kicks:
                self.go_back()
                kicks = 0
                if not patient:
                    return
            else:
                return

    def _worth(self) -> float:
        return sum(value.worth for value in self.values)

    # One round: the most promising moves, until one betters the plan.

    def _better(self, over: Over) -> bool:
        """Make the first move that betters the plan; say whether there was one."""
        self._round += 1
        self._losing = []
        queue = _Queue(self._prices(), self._open_to_more())
        self._staffing.prize(queue.prices)
        while (entry := queue.pop()) is not None and not over():
            promise, way, move = entry
            if move is None:
                self._ask(way, queue)
            elif not self._hopeless(promise, move) and self._try(promise, move, queue):
                return True
        return False

    def _ask(self, way: int, queue: "_Queue") -> None:
        """Ask what would have to close for one more group of a way."""
        if way in self._asked:
            when, last = self._asked[way]
            if self._round - when < self._tuning.stale and (
                last is None or self._hopeless(queue.promise(last), last)
            ):
                return
        closed = self._staffing.closings(way)
        move = None if closed is None else Move(way, closed)
        self._asked[way] = self._round, move
        if move is not None:
            queue.push(move)

    def _hopeless(self, promise: float, move: Move) -> bool:
        """Say whether a move promises nothing or, having failed lately, would again."""
        if promise <= BETTER:
            return True
        failed = self._failed.get(move)
        if failed is None or self._round - failed[0] >= self._tuning.rest:
            return False
        _, promised, gain = failed
        expected = gain + promise - promised
        if expected > BETTER:
            return False
        self._losing.append((expected, move))
        return True

    def _open_to_more(self) -> list[int]:
        return [
            way
            for way, groups in enumerate(self._now)
            if groups < self._most[way] and self._banned.get(way, 0) <= self._round
        ]

    def _prices(self) -> Floats:
        prices = np.zeros(len(self._now))
        for mine, value in zip(self._schools, self.values, strict=True):
            prices[mine] = value.prices
        return prices

    def _try(self, promise: float, move: Move, queue: "_Queue") -> bool:
        """Make a move if it betters the plan; else remember that it failed."""
        gain = self._make(self._counts(move), BETTER)
        if gain is not None and gain > BETTER:
            return True
        lost = -self._slack if gain is None else gain
        self._failed[move] = self._round, promise, lost
        if gain is not None:
            self._losing.append((gain, move))
        for way, _ in move.closed[:SPARED]:
            closed = self._staffing.closings(move.opened, [way])
            if closed is not None:
                queue.push(Move(move.opened, closed))
        return False

    def _counts(self, move: Move) -> dict[int, int]:
        counts = {way: self._now[way] - fewer for way, fewer in move.closed}
        return {move.opened: self._now[move.opened] + 1, **counts}

    def _make(self, counts: dict[int, int], least: float | None) -> float | None:
        """Change the plan if that gains more than `least` (None = whatever it gains).

        Returns:
            The gain; None if more than the slack would be lost.
        """
        by_school: dict[int, dict[int, int]] = defaultdict(dict)
        for way, groups in counts.items():
            school = self._home[way]
            by_school[school][self._places[school][way]] = groups
        before, after = 0.0, 0.0
        possible = True
        begun: list[int] = []
        for school, mine in by_school.items():
            value = self.values[school]
            before += value.worth
            begun.append(school)
            alone = least is not None and len(by_school) == 1
            worth = value.begin(mine, value.worth - self._slack if alone else None)
            if worth is None:
                possible = False
                break
            after += worth
        if possible and (least is None or after - before > least):
            for school in begun:
                self.values[school].keep()
            self._staffing.change(counts)
            for way, groups in counts.items():
                self._now[way] = groups
            for school in begun:
                self.values[school].renew([self._now[n] for n in self._schools[school]])
        else:
            for school in begun:
                own = self._schools[school]
                old = {place: self._now[own[place]] for place in by_school[school]}
                self.values[school].undo(old)
        return after - before if possible else None

    # Where no move betters the plan.

    def _kick(self) -> None:
        """Make one of the moves that lose least, and leave its ways alone a while."""
        self._losing.sort(key=lambda one: -one[0])
        _, move = self._random.choice(self._losing[: self._tuning.choice])
        self._make(self._counts(move), None)
        for way in (move.opened, *(way for way, _ in move.closed)):
            self._banned[way] = self._round + self._tuning.banned

    def go_back(self) -> None:
        """Go back to the best plan."""
        counts = {
            way: groups
            for way, groups in enumerate(self.plan)
            if groups != self._now[way]
        }
        if counts:
            self._make(counts, None)
        self._banned.clear()


class _Queue:
    """Ways to open and moves, most promising first, no move twice."""

    def __init__(self, prices: Floats, ways: Sequence[int]) -> None:
        self.prices = prices
        self._seen: set[Move] = set()
        self._count = 0
        self._heap: list[tuple[float, int, int, Move | None]] = []
        for way in ways:
            self._push(float(prices[way]), way, None)

    def _push(self, promise: float, way: int, move: Move | None) -> None:
        if promise > BETTER:
            self._count += 1
            heapq.heappush(self._heap, (-promise, self._count, way, move))

    def push(self, move: Move) -> None:
        """Put a move in by what its prices promise, if it has not been there."""
        if move not in self._seen:
            self._seen.add(move)
            self._push(self.promise(move), move.opened, move)

    def promise(self, move: Move) -> float:
        """Return what a move would gain if prices told the truth."""
        lost = sum(float(self.prices[n]) * fewer for n, fewer in move.closed)
        return float(self.prices[move.opened]) - lost

    def pop(self) -> tuple[float, int, Move | None] | None:
        """Take the most promising way or move; None = nothing is left."""
        if not self._heap:
            return None
        promise, _, way, move = heapq.heappop(self._heap)
        return -promise, way, move


def by_school(ways: Sequence[Way]) -> list[list[int]]:
    """Return the numbers of the ways of each school."""
    schools: dict[Id, list[int]] = defaultdict(list)
    for number, way in enumerate(ways):
        schools[way.school].append(number)
    return list(schools.values())
