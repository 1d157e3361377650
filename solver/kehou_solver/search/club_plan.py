"""Which club groups meet, and who sits in them: relax, dive, better, seat."""

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from kehou_solver.domain.base import Id
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.choice import Sits
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.first_plan import FirstPlan
from kehou_solver.search.own_moves import OwnMoves, bettered_alone
from kehou_solver.search.plan import Way, groups_in
from kehou_solver.search.polish import Polish, by_school
from kehou_solver.search.seating import seat
from kehou_solver.search.sharing import (
    Afternoon,
    alone,
    served_in,
    serving_several,
    shared_out,
)
from kehou_solver.search.staffing import Staffing
from kehou_solver.search.witness import Witness

LEAST, MOST = 0.3, 0.7
"""Part of the time left in which first plans are made; those not whole are rounded."""

CORES = 2
"""Schools planned at a time."""

OWN = 0.7
"""Part of the time for moves in which each school is bettered by itself at first."""


@dataclass(frozen=True)
class Known:
    """A plan that is known to be possible.

    Attributes:
        groups: number of groups of each way.
        days: at which school those who serve several are, on every afternoon.
    """

    groups: list[int]
    days: Mapping[Afternoon, Id]

    @classmethod
    def of(cls, world: World, ways: list[Way], timetable: Timetable) -> "Known | None":
        """Read it off a lawful timetable; None where that has other ways."""
        groups = groups_in(timetable, ways)
        return None if groups is None else cls(groups, served_in(world, timetable))


@dataclass
class ClubPlan:
    """A club plan that can be bettered.

    Attributes:
        ways: the ways clubs can meet; none of a school for which nothing was found.
        groups: number of groups of each way; None where no club can meet.
        enough: what the relaxation says no plan can exceed.
        hopes: about what children could get by the first plan, goal by goal.
    """

    world: World
    ways: list[Way]
    goals: Sequence[str]
    budget: Budget
    groups: list[int] | None = None
    enough: float = 0.0
    hopes: Sequence[int] = ()
    _firsts: Sequence[FirstPlan] = ()
    _witness: Witness | None = None
    _staffing: Staffing | None = None
    _polish: Polish | None = None
    _places: list[list[int]] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        world: World,
        ways: list[Way],
        goals: Sequence[str],
        budget: Budget,
        known: Known | None = None,
        witness: Witness | None = None,
        kept_back: float = 0.0,
    ) -> "ClubPlan":
        """Find a first plan, or take one that is `known` to be possible.

        Args:
            world: the whole instance.
            ways: the ways clubs can meet.
            goals: seat goals in their order.
            budget: how long to look.
            known: what a lawful timetable has.
            witness: of a lawful week; asked where care without merging is impossible.
            kept_back: seconds that people and rooms will take.
        """
        plan = cls(world, ways, goals, budget)
        if not goals:
            return plan
        left = budget.left()
        part = min(MOST * left, max(LEAST * left, left - kept_back))
        until = budget.elapsed() + part
        firsts = _firsts(world, ways, goals, budget, until, known, witness)
        if firsts:
            plan._take(firsts, witness)
        return plan

    def _take(self, firsts: list[FirstPlan], witness: Witness | None) -> None:
        """Put the plans of the schools together."""
        by_number = {
            number: count
            for first in firsts
            for number, count in zip(
                first.school.numbers, first.groups or (), strict=True
            )
        }
        numbers = sorted(by_number)
        self.ways = [self.ways[number] for number in numbers]
        self.groups = [by_number[number] for number in numbers]
        place = {number: place for place, number in enumerate(numbers)}
        self._places = [[place[n] for n in first.school.numbers] for first in firsts]
        self._firsts = firsts
        if any(first.merged for first in firsts):
            self._witness = witness
        if len(firsts) > 1:
            self._all_staffed()
        self.enough = sum(first.enough for first in firsts)
        hopes = np.array([first.hopes for first in firsts])
        self.hopes = np.floor(hopes.sum(axis=0)).astype(int).tolist()

    def _all_staffed(self) -> Staffing:
        """Ask whether people and rooms allow it all at once; keep what they do."""
        assert self.groups is not None  # noqa: S101
        if self._staffing is None:
            self._staffing = Staffing(self.world, self.ways, self.groups, self._witness)
        else:
            self._staffing.change(dict(enumerate(self.groups)))
        self._staffing.cut()
        self.groups = list(self._staffing.plan)
        return self._staffing

    def better(self, over: Callable[[], bool], until: float = math.inf) -> None:
        """Go on bettering until `over()`.

        Args:
            over: says when to end.
            until: about when that will be, in seconds since the start of the search;
                without, schools of a group share nothing of the clock.
        """
        if self.groups is None:
            return
        if self._polish is None:
            self._polish = self._begun(over, until)
        self._polish.run(over, self.enough)
        self.groups = self._polish.plan

    def _begun(self, over: Callable[[], bool], until: float) -> Polish:
        """Begin with the moves of each school by itself; return all their moves."""
        assert self.groups is not None  # noqa: S101
        settings = self.budget.settings
        moves = self._own_moves()
        if len(moves) == 1:
            staffing = Staffing(self.world, self.ways, self.groups, self._witness)
            values = [moves[0].value()]
        else:
            now = self.budget.elapsed()
            half = now + OWN * (until - now)
            cores = 1 if self.budget.counted else CORES
            found = bettered_alone(moves, self.budget, over, half, cores)
            for places, (groups, _) in zip(self._places, found, strict=True):
                for place, count in zip(places, groups, strict=True):
                    self.groups[place] = count
            staffing = self._all_staffed()
            values = [
                value if one.groups == groups else one.value()
                for one, (groups, value) in zip(self._own_moves(), found, strict=True)
            ]
        in_order = {one.relaxation.ways[0].school: one for one in values}
        schools = [self.ways[mine[0]].school for mine in by_school(self.ways)]
        return Polish(
            staffing,
            [in_order[school] for school in schools],
            self.goals,
            settings.seed,
            settings.tuning,
        )

    def _own_moves(self) -> list[OwnMoves]:
        assert self.groups is not None  # noqa: S101
        return [
            OwnMoves(
                self.world,
                first,
                [self.groups[place] for place in places],
                self.goals,
                self._witness,
            )
            for first, places in zip(self._firsts, self._places, strict=True)
        ]

    def seats(self, seconds: float, groups: list[int] | None = None) -> list[Sits]:
        """Return the best seats for groups; `seconds` for each goal.

        Args:
            seconds: for each goal.
            groups: number of groups of each way; None = as planned.
        """
        groups = groups or self.groups
        if groups is None:
            return []
        return seat(self.world, self.ways, groups, self.goals, self.budget, seconds)


def _firsts(
    world: World,
    ways: list[Way],
    goals: Sequence[str],
    budget: Budget,
    until: float,
    known: Known | None,
    witness: Witness | None,
) -> list[FirstPlan]:
    """Plan every school by itself; leave out where nothing was found.

    HiGHS works on one core, and Python waits meanwhile: so two schools at a time,
    largest first, unless work is counted.
    """
    schools = alone(world, ways)
    schools.sort(key=lambda school: -sum(len(way.pupils) for way in school.ways))
    firsts = [FirstPlan(world, school, goals, budget, until) for school in schools]
    with ThreadPoolExecutor(1 if budget.counted else CORES) as pool:
        relaxed = list(pool.map(lambda first: first.relax(witness), firsts))
        firsts = [one for one, done in zip(firsts, relaxed, strict=True) if done]
        if known is not None:
            for first in firsts:
                groups = [known.groups[number] for number in first.school.numbers]
                first.take(groups, known.days)
        else:
            shared = serving_several(world)
            wanted = {first.school.school: first.wanted(shared) for first in firsts}
            days = shared_out(world, wanted)
            list(pool.map(lambda first: first.dive(days), firsts))
    return [first for first in firsts if first.groups is not None]
