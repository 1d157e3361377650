"""The cheapest additions found that close a gap at one school or school group.

Each step takes what promises most for its cost, by the duals of the school as it is by
then, and has it solved; what brings nothing is put aside. At the end every addition is
taken away once: what is not needed goes, dearest first. So every addition that is left
was seen to be needed; that nothing cheaper exists is not proved.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kehou_simulation.answers.solved import Row, Solved, solved
from kehou_simulation.changes import Chance, Change, changed
from kehou_simulation.prices.candidates import Candidate
from kehou_simulation.prices.costs import Costs
from kehou_simulation.prices.pricing import priced
from kehou_simulation.scenarios.study import Effort
from kehou_solver.domain.base import Frozen
from kehou_solver.domain.instance import Instance
from kehou_solver.errors import InputError

MOST_STEPS = 40
"""Additions to one instance; a school that needs more needs another plan."""

Hear = Callable[[int, int, int], None]
"""Told the additions so far, what is reached and what is wanted."""


class Addition(Frozen):
    """One thing more, and what it costs in a week (fen)."""

    candidate: Candidate
    cost_fen: int


class Closing(Frozen):
    """How a gap is closed.

    Attributes:
        goal: children of a tier with a seat, such as `wishes_met_1`.
        wanted: all of them who wish for one.
        before, reached: how many have one, without and with the additions.
        needed: every addition was taken away once, and then something was missing;
            False where it was stopped before.
    """

    goal: str
    wanted: int
    before: int
    reached: int
    additions: tuple[Addition, ...]
    needed: bool

    @property
    def closed(self) -> bool:
        """Say whether nobody is left."""
        return self.reached >= self.wanted

    @property
    def cost_fen(self) -> int:
        """Return what all of it costs in a week."""
        return sum(one.cost_fen for one in self.additions)


def cheapest(
    instance: Instance,
    tier: int,
    costs: Costs,
    effort: Effort,
    *,
    stop: threading.Event | None = None,
    hear: Hear | None = None,
) -> Closing | Row:
    """Close the gap of a tier; a row says why there is no lawful week to begin with.

    Args:
        instance: as it is.
        tier: 1 = the priority group.
        costs: of each kind considered.
        effort: how hard each step is looked at.
        stop: ends it with what was found so far.
        hear: told of every step.
    """
    seeker = _Seeker(instance, tier, costs, effort, stop or threading.Event())
    first = seeker.solve(())
    if first.timetable is None:
        return first.row
    return seeker.close(first, hear or (lambda *_: None))


@dataclass
class _Seeker:
    instance: Instance
    tier: int
    costs: Costs
    effort: Effort
    stop: threading.Event

    @property
    def goal(self) -> str:
        return f"wishes_met_{self.tier}"

    def close(self, first: Solved, hear: Hear) -> Closing:
        wanted, before = self._wanted(first.row), self._value(first.row)
        additions: list[Addition] = []
        now, aside = first, set[str]()
        while self._value(now.row) < wanted and len(additions) < MOST_STEPS:
            hear(len(additions), self._value(now.row), wanted)
            one = self._next(now, additions, aside)
            if one is None or self.stop.is_set():
                break
            after = self.solve([*additions, one], now)
            if self._value(after.row) > self._value(now.row):
                additions.append(one)
                now = after
                aside.clear()
            else:
                aside.add(one.candidate.name)
        reached = self._value(now.row)
        kept, needed = self._without_the_needless(additions, reached, now)
        return Closing(
            goal=self.goal,
            wanted=wanted,
            before=before,
            reached=reached,
            additions=tuple(kept),
            needed=needed,
        )

    def solve(
        self, additions: Sequence[Addition], start: Solved | None = None
    ) -> Solved:
        """Solve the instance with some additions."""
        starts = [start.timetable] if start and start.timetable else []
        after = self._made(additions)
        return solved(after, self.effort, starts=starts, stop=self.stop)

    def _made(self, additions: Sequence[Addition]) -> Instance:
        changes: list[Change] = [one.candidate.change for one in additions]
        return changed(self.instance, changes, Chance(0))

    def _next(
        self, now: Solved, additions: Sequence[Addition], aside: set[str]
    ) -> Addition | None:
        """Return what promises most for its cost and was not tried in vain."""
        assert now.timetable is not None  # noqa: S101
        best, most = None, 0.0
        for told in priced(self._made(additions), now.timetable, stop=self.stop):
            cost = self.costs.of(told.candidate)
            if cost is None or told.candidate.name in aside:
                continue
            promised = {price.goal: price.promised for price in told.prices}
            worth = promised.get(self.goal, 0.0) / max(cost, 1)
            if worth > most:
                best, most = Addition(candidate=told.candidate, cost_fen=cost), worth
        return best

    def _without_the_needless(
        self, additions: Sequence[Addition], reached: int, now: Solved
    ) -> tuple[list[Addition], bool]:
        """Take each addition away once, dearest first; keep those that are missed."""
        kept = list(additions)
        for one in sorted(additions, key=lambda each: -each.cost_fen):
            if len(kept) < 2:
                break
            fewer = [each for each in kept if each is not one]
            try:
                after = self.solve(fewer, now)
            except InputError:
                continue
            if self.stop.is_set():
                return kept, False
            if after.timetable is not None and self._value(after.row) >= reached:
                kept = fewer
        return kept, True

    def _value(self, row: Row) -> int:
        return next((g.value for g in row.goals if g.name == self.goal), 0)

    def _wanted(self, row: Row) -> int:
        return sum(
            seats.wished
            for figures in row.figures
            for seats in figures.seats
            if seats.tier == self.tier
        )
