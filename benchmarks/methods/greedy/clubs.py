"""Open club groups one by one, the most wanted clubs first."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.methods.greedy.roster import TEACHERS, Roster, clash_at_all
from kehou_solver.domain.adult import SPECIALIST_KINDS, Adult, AdultKind
from kehou_solver.domain.base import Id
from kehou_solver.domain.pupil import Club
from kehou_solver.model.choice import (
    CareGroup,
    ClubGroup,
    Opens,
    Role,
    Staffs,
    Uses,
)
from kehou_solver.model.enumerate import club_groups_of
from kehou_solver.model.world import World
from kehou_solver.search.formulation import Admission

SPARE = 1.15
"""Adults kept for homework care: so many per class that needs one."""


@dataclass(frozen=True)
class OpenGroup:
    """A group with its room and its adults, the lead first."""

    group: ClubGroup
    room: Id
    team: tuple[Id, ...]


class ClubPlanner:
    """Opens groups while enough adults are left for homework care."""

    def __init__(
        self,
        world: World,
        admission: Admission,
        roster: Roster,
        carers: dict[Id, frozenset[Id]],
        chance: random.Random,
    ) -> None:
        """Prepare.

        Args:
            world: the schools.
            admission: refuses single choices no rule allows.
            roster: who is booked already.
            carers: who could lead some homework group, by slot.
            chance: for ties.
        """
        self._world = world
        self._admission = admission
        self._roster = roster
        self._carers = carers
        self._chance = chance
        self._rooms: dict[Id, list[ClubGroup]] = defaultdict(list)
        self._home = {c.room for c in world.instance.classes}
        self._classes = Counter(s for (_, s), asked in world.asked.items() if asked)
        self._vendor_lessons = Counter[Id]()
        self._crowd = Counter[Id]()
        self.open: dict[ClubGroup, OpenGroup] = {}

    def open_all(self) -> None:
        """Open one group of every wanted club, then second and further ones."""
        wanted = self._wanted()
        for copy in range(max(wanted.values(), default=0)):
            for club_id, groups in wanted.items():
                if copy < groups:
                    self._open(self._world.clubs[club_id], copy)

    def close(self, group: ClubGroup) -> None:
        """Take a group back, with its room and adults."""
        closed = self.open.pop(group)
        self._rooms[closed.room].remove(group)
        for adult in closed.team:
            self._roster.release(adult, group)
        for slot in group.slots:
            self._crowd[slot] -= 1
        if self._is_vendor(closed.team[0]):
            self._vendor_lessons[group.school] -= len(group.slots)

    def seats(self, opened: OpenGroup) -> int:
        """Return how many children a group holds."""
        club, room = (
            self._world.clubs[opened.group.club],
            self._world.rooms[opened.room],
        )
        most = min(club.seats, room.seats)
        if room.pupils_per_escort is not None:
            most = min(most, room.pupils_per_escort * club.adults_per_group)
        return most

    def rooms_taken(self, slot: Id) -> set[Id]:
        """Return the rooms clubs use in a slot or at a time that overlaps it."""
        span = [self._world.slot_span(slot)]
        return {
            room for room, groups in self._rooms.items() if self._meets(groups, span)
        }

    def _meets(
        self, groups: Sequence[ClubGroup], spans: list[tuple[int, int, int]]
    ) -> bool:
        held = [self._world.slot_span(s) for group in groups for s in group.slots]
        return clash_at_all(held, spans)

    def _wanted(self) -> dict[Id, int]:
        """Return how many groups each club could fill, most wanted club first."""
        asked = Counter[Id]()
        for pupil in self._world.instance.pupils:
            if pupil.consent is not None:
                asked.update(pupil.wishes[: pupil.clubs_per_week + 1])
        clubs = sorted(self._world.instance.clubs, key=lambda c: (-asked[c.id], c.id))
        return {
            club.id: min(club.parallel_groups, -(-asked[club.id] // max(1, club.seats)))
            for club in clubs
            if asked[club.id] >= club.min_enrolment
        }

    def _open(self, club: Club, copy: int) -> None:
        ways = [g for g in club_groups_of(self._world, club) if g.copy == copy]
        self._chance.shuffle(ways)
        ways.sort(key=lambda g: sum(self._crowd[s] for s in g.slots))
        for group in ways:
            if not self._admission.admits(Opens(group)):
                continue
            room = next(self._free_rooms(club, group), None)
            team = self._team(club, group) if room else None
            if room and team:
                self._enter(OpenGroup(group, room, team))
                return

    def _enter(self, opened: OpenGroup) -> None:
        group = opened.group
        self.open[group] = opened
        self._rooms[opened.room].append(group)
        for adult in opened.team:
            who = self._world.adults[adult]
            self._roster.book(adult, self._roster.lesson_bookings(who, group))
        for slot in group.slots:
            self._crowd[slot] += 1
        if self._is_vendor(opened.team[0]):
            self._vendor_lessons[group.school] += len(group.slots)

    def _free_rooms(self, club: Club, group: ClubGroup) -> Iterator[Id]:
        """Yield the rooms that suit; classes' own rooms are left to homework care."""
        spans = [self._world.slot_span(s) for s in group.slots]
        for room in sorted(self._world.instance.rooms, key=lambda r: len(r.features)):
            if (
                room.id not in self._home
                and room.seats >= club.min_enrolment
                and self._admission.admits(Uses(room.id, group))
                and not self._meets(self._rooms[room.id], spans)
            ):
                yield room.id

    def _team(self, club: Club, group: ClubGroup) -> tuple[Id, ...] | None:
        """Return a lead and the assistants that go with it."""
        for lead in self._ranked(group, "lead"):
            vendor = self._is_vendor(lead)
            if vendor and not self._vendor_allowed(group):
                continue
            accompanied = self._world.schools[group.school].limits.vendor_accompanied
            needed = max(club.adults_per_group - 1, int(vendor and accompanied))
            helpers = [a for a in self._ranked(group, "assistant") if a != lead]
            if vendor:
                helpers.sort(key=lambda a: self._world.adults[a].kind not in TEACHERS)
            team = (lead, *helpers[:needed])
            if len(team) == needed + 1 and self._care_left(group, team):
                return team
        return None

    def _ranked(self, group: ClubGroup, role: Role) -> list[Id]:
        """Return who can, own teachers first, the least loaded first."""
        able = [
            adult
            for adult in self._world.instance.adults
            if group.school in adult.serves
            and self._admission.admits(Staffs(adult.id, group, role, "every"))
            and self._roster.can(adult, self._roster.lesson_bookings(adult, group))
        ]
        if role == "assistant":
            able = [a for a in able if a.kind in TEACHERS]
        self._chance.shuffle(able)
        able.sort(key=lambda a: (_place(a), self._roster.lessons(a.id)))
        return [adult.id for adult in able]

    def _care_left(self, group: ClubGroup, team: Sequence[Id]) -> bool:
        """Look ahead: are enough adults left for homework care in these slots?"""
        for slot in group.slots:
            span = self._world.slot_span(slot)
            carers = self._carers[slot]
            left = sum(self._roster.is_free(a, span) for a in carers - {*team})
            taken = any(adult in carers for adult in team)
            if taken and left < SPARE * self._classes[slot]:
                return False
        return True

    def _vendor_allowed(self, group: ClubGroup) -> bool:
        """Look ahead: the share holds even if care is merged to the full."""
        limits = self._world.schools[group.school].limits
        slots = self._world.slots_of[group.school]
        least = sum(-(-self._classes[s.id] // limits.merge_classes) for s in slots)
        lessons = self._vendor_lessons[group.school] + len(group.slots)
        return 100 * lessons <= limits.vendor_share_percent * least

    def _is_vendor(self, adult: Id) -> bool:
        return self._world.adults[adult].kind is AdultKind.VENDOR_INSTRUCTOR


def _place(adult: Adult) -> int:
    """Return whose turn it is: own, group, specialists, vendors."""
    order = [AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER]
    if adult.kind in order:
        return order.index(adult.kind)
    return 2 if adult.kind in SPECIALIST_KINDS else 3


def carers_of(
    world: World, admission: Admission, groups: Sequence[CareGroup]
) -> dict[CareGroup, list[Id]]:
    """Return who could lead each homework group of one class."""
    found: dict[CareGroup, list[Id]] = {}
    for group in groups:
        found[group] = [
            adult.id
            for adult in world.instance.adults
            if group.school in adult.serves
            and (adult.care == "any" or (adult.id, group.host) in world.teaches)
            and admission.admits(Staffs(adult.id, group, "lead", "every"))
        ]
    return found
