"""A club plan in which every wish comes true, where there is one.

Schools that have places for all ask only when and where clubs meet, so that nobody has
two at once. That is found by moves, at once or not at all; where there is too little
of anything, the club plan is priced instead (`club_plan.py`). docs/decisions/0012.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from kehou_solver.domain.base import Id, overlap
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.choice import ClubGroup, Opens, Sits, Staffs, Uses
from kehou_solver.model.enumerate import club_groups_of
from kehou_solver.model.world import World
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Admission
from kehou_solver.search.placing import Placing, Where

MOST_PLACES = 5_000
"""Ways to meet times rooms; with more, the plan is priced instead."""

PATIENCE = 3_000
"""Moves without fewer clubs left over, after which there is too little of something."""

MOVES_PER_UNIT = 2_000
"""Moves that count as one unit of work, where work is counted."""

Columns = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True)
class Place:
    """Where and when a club can meet."""

    slots: tuple[Id, ...]
    room: Id


def wishing(world: World) -> dict[Id, list[Id]]:
    """Return the pupils who wish for each club, clubs in the instance's order."""
    found: dict[Id, list[Id]] = {club.id: [] for club in world.instance.clubs}
    for pupil in world.instance.pupils:
        for club in pupil.wishes if pupil.consent is not None else ():
            found[club].append(pupil.id)
    return {club: pupils for club, pupils in found.items() if pupils}


def all_granted(world: World, timetable: Timetable) -> bool:
    """Say whether every child sits in every club wished for: nothing is above that."""
    clubs = {g.id: g.club for g in timetable.groups if g.kind == "club"}
    given = {(s.pupil, clubs[s.group]) for s in timetable.seats if s.group in clubs}
    return all(
        (pupil, club) in given
        for club, pupils in wishing(world).items()
        for pupil in pupils
    )


def seats_for_all(
    world: World, admission: Admission, budget: Budget, over: Callable[[], bool]
) -> list[Sits]:
    """Return seats in clubs that meet so that nobody has two at once.

    All wishes, or those for as many clubs as were placed by then; none where a look at
    numbers says that not all can come true. Leads and the rest of the rules are left to
    the model of people and rooms.
    """
    wished = wishing(world)
    if not wished or not _could_be(world, wished):
        return []
    plan = _Plan(world, admission, wished)
    if not plan.placeable:
        return []
    placing = _Meetings(plan, random.Random(budget.settings.seed))  # noqa: S311
    placing.start(lambda place: place)
    stop = budget.counting(lambda: placing.moves / MOVES_PER_UNIT, over)
    placing.fill(PATIENCE, stop)
    return [
        Sits(pupil, ClubGroup(club, 0, world.clubs[club].school, plan.slots_at(place)))
        for club, place in zip(plan.clubs, placing.at, strict=True)
        if place >= 0
        for pupil in wished[club]
    ]


def _could_be(world: World, wished: dict[Id, list[Id]]) -> bool:
    """Say whether one group of each club holds all, and all may have so many clubs."""
    for club, pupils in wished.items():
        offer = world.clubs[club]
        if not offer.min_enrolment <= len(pupils) <= offer.seats:
            return False
    for pupil in world.instance.pupils:
        if pupil.consent is None:
            continue
        families = [world.clubs[club].family for club in pupil.wishes]
        named = [family for family in families if family is not None]
        if len(pupil.wishes) > pupil.clubs_per_week or len(set(named)) < len(named):
            return False
    return True


class _Plan:
    """The clubs wished for, and the places each could take with all its children."""

    def __init__(
        self, world: World, admission: Admission, wished: dict[Id, list[Id]]
    ) -> None:
        self._world, self._admission = world, admission
        number: dict[Place, int] = {}
        allowed: list[set[int]] = []
        self._leads = _leads(world)
        for club, pupils in wished.items():
            allowed.append(
                {
                    number.setdefault(place, len(number))
                    for place in self._places(world.clubs[club], pupils)
                }
            )
            if not allowed[-1] or len(number) > MOST_PLACES:
                allowed[-1] = set()
                break
        # Whoever has fewest places comes first.
        order = sorted(range(len(allowed)), key=lambda n: len(allowed[n]))
        names = list(wished)
        self.placeable = all(allowed)
        self.clubs = [names[n] for n in order]
        self._all = list(number)
        self.allowed = np.zeros((len(order), len(number)), dtype=bool)
        for row, n in enumerate(order):
            self.allowed[row, list(allowed[n])] = True
        self.shared = self._shared(wished)
        self.during = self._during()

    def slots_at(self, place: int) -> tuple[Id, ...]:
        """Return the slots of a place."""
        return self._all[place].slots

    def _places(self, club: Club, pupils: list[Id]) -> Iterator[Place]:
        admits = self._admission.admits
        for group in club_groups_of(self._world, club):
            if group.copy or not admits(Opens(group)):
                continue
            led = any(
                admits(Staffs(adult, group, "lead", "every"))
                for adult in self._leads(club.id)
            )
            if led and all(admits(Sits(pupil, group)) for pupil in pupils):
                for room in self._world.instance.rooms:
                    fits = room.seats >= len(pupils) and room.school == club.school
                    if fits and admits(Uses(room.id, group)):
                        yield Place(group.slots, room.id)

    def _shared(self, wished: dict[Id, list[Id]]) -> list[Columns]:
        """Return for each club the clubs that some of its children also wish for."""
        row = {club: n for n, club in enumerate(self.clubs)}
        found: list[set[int]] = [set() for _ in self.clubs]
        of: dict[Id, list[int]] = defaultdict(list)
        for club in self.clubs:
            for pupil in wished[club]:
                of[pupil].append(row[club])
        for rows in of.values():
            for one in rows:
                found[one].update(rows)
        return [
            np.array(sorted(others - {n}), dtype=np.int64)
            for n, others in enumerate(found)
        ]

    def _during(self) -> list[Columns]:
        """Return for each place the places whose meetings overlap its own."""
        at: dict[tuple[Id, ...], list[int]] = defaultdict(list)
        for number, place in enumerate(self._all):
            at[place.slots].append(number)
        spans = {slots: [self._world.slot_span(slot) for slot in slots] for slots in at}
        near: dict[tuple[Id, ...], Columns] = {}
        for slots, mine in spans.items():
            met = [
                at[other]
                for other, theirs in spans.items()
                if any(
                    a[0] == b[0] and overlap(a[1], a[2], b[1], b[2])
                    for a in mine
                    for b in theirs
                )
            ]
            near[slots] = np.array(sorted(chain.from_iterable(met)), dtype=np.int64)
        return [near[place.slots] for place in self._all]

    def same_room(self, place: int) -> Columns:
        """Return the places in the same room whose meetings overlap."""
        room = self._all[place].room
        return np.array(
            [n for n in self.during[place].tolist() if self._all[n].room == room],
            dtype=np.int64,
        )


def _leads(world: World) -> Callable[[Id], Iterable[Id]]:
    """Return what names the adults who might lead a club, the likely ones first."""
    named: dict[Id, list[Id]] = defaultdict(list)
    anything = []
    for adult in world.instance.adults:
        clubs = world.clubs_of[adult.id]
        if clubs is None:
            anything.append(adult.id)
        for club in clubs or ():
            named[club].append(adult.id)
    return lambda club: chain(named[club], anything)


class _Meetings(Placing):
    """Things are clubs, places are slots and a room."""

    def __init__(self, plan: _Plan, rng: random.Random) -> None:
        super().__init__(plan.allowed, rng)
        self._shared = plan.shared
        self._sharing = [frozenset(rows.tolist()) for rows in plan.shared]
        self._during = plan.during
        self._room = [plan.same_room(place) for place in range(len(plan.during))]

    def clashing(self, thing: int, place: int) -> Iterator[Where]:
        """Yield clubs with the same children meanwhile, and any club in the room."""
        yield np.ix_(self._shared[thing], self._during[place])
        yield slice(None), self._room[place]

    def put_out(self, thing: int, place: int) -> Iterable[int]:
        """Return who must meet otherwise for a club to meet there."""
        same_room = set(self._room[place].tolist())
        found = set()
        for column in self._during[place].tolist():
            for other in self.held[column]:
                if other in self._sharing[thing] or column in same_room:
                    found.add(other)
        return sorted(found)

    def near(self, place: int) -> Columns:
        """Return all rooms at that time."""
        return self._during[place]
