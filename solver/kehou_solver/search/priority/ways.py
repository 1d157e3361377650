"""Every way a club can meet in a lawful week: docs/priority-certificate.md, part 2.

Unlike the ways a plan is made of (`search/plan.py`), none that is lawful is left out:
the lead may be another one at each meeting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kehou_solver.domain.base import Id, overlap
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import Room, Slot
from kehou_solver.model.choice import ClubGroup, Staffs
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.rules import rules_for

LEADING = (
    "qualified",
    "free_when_asked",
    "papers_valid",
    "vendors_listed",
    "lending_inside_group",
)
"""Rules that say by themselves who can lead a club meeting."""


@dataclass(frozen=True)
class MeetingWay:
    """One way a club can meet.

    Attributes:
        most: most parallel groups that could meet so.
        seats: most children in one group.
        pupils: who may sit.
        leads: who could lead each meeting, in the order of the slots.
        rooms: which rooms could be used.
    """

    club: Id
    slots: tuple[Id, ...]
    most: int
    least: int
    seats: int
    pupils: tuple[Id, ...]
    leads: tuple[tuple[Id, ...], ...]
    rooms: frozenset[Id]

    @property
    def named(self) -> tuple[str, ...]:
        """Return the way as rows name it."""
        return (self.club, *self.slots)


def kept_always(policy: Policy) -> frozenset[str]:
    """Return the rules in force that nobody can waive."""
    return frozenset(rule for rule in policy.rules() if not policy.can_be_waived(rule))


def meeting_ways(world: World) -> list[MeetingWay]:
    """Return every way of every club, clubs in the order of the instance."""
    seeker = _Seeker(world)
    return [way for club in world.instance.clubs for way in seeker.of_club(club)]


class _Seeker:
    def __init__(self, world: World) -> None:
        self.world = world
        self.kept = kept_always(world.policy)
        self.rules = [
            rule
            for rule in rules_for(world.policy)
            if rule.name in LEADING and rule.name in self.kept
        ]
        self.wishing: dict[Id, dict[Id, None]] = {}
        for pupil in world.instance.pupils:
            for wish in pupil.wishes if pupil.consent is not None else ():
                self.wishing.setdefault(wish, {})[pupil.id] = None
        self.attended = {
            pupil.id: frozenset(world.attended(pupil))
            for pupil in world.instance.pupils
        }

    def of_club(self, club: Club) -> Iterator[MeetingWay]:
        world = self.world
        slots = [
            slot
            for slot in world.slots_of[club.school]
            if club.slots is None or slot.id in club.slots
        ]
        leads = {slot.id: self._leads(club, slot) for slot in slots}
        rooms = [room for room in world.instance.rooms if self._suits(club, room)]
        pupils = [p for p in self.wishing.get(club.id, ()) if self._fits(club, p)]
        for meetings in combinations(slots, club.meetings_per_week):
            days = {slot.weekday for slot in meetings}
            if len(days) == len(meetings):
                yield from self._way(club, meetings, leads, rooms, pupils)

    def _way(
        self,
        club: Club,
        meetings: tuple[Slot, ...],
        leads: dict[Id, tuple[Id, ...]],
        rooms: list[Room],
        pupils: list[Id],
    ) -> Iterator[MeetingWay]:
        slots = tuple(slot.id for slot in meetings)
        there = [room for room in rooms if self._open(room, meetings)]
        sitting = [
            pupil
            for pupil in pupils
            if self.attended[pupil].issuperset(slots)
            and self._out_of_lessons(club, pupil, meetings)
        ]
        most = min(club.parallel_groups, len(there), *(len(leads[s]) for s in slots))
        if most < 1 or len(sitting) < club.min_enrolment:
            return
        seats = min(club.seats, max(room.seats for room in there))
        if club.venue is not None:
            escorted = self.world.rooms[club.venue].pupils_per_escort
            if escorted is not None:
                seats = min(seats, escorted * club.adults_per_group)
        if seats < club.min_enrolment:
            return
        yield MeetingWay(
            club=club.id,
            slots=slots,
            most=most,
            least=club.min_enrolment,
            seats=seats,
            pupils=tuple(sitting),
            leads=tuple(leads[slot] for slot in slots),
            rooms=frozenset(room.id for room in there),
        )

    def _leads(self, club: Club, slot: Slot) -> tuple[Id, ...]:
        group = ClubGroup(club.id, 0, club.school, (slot.id,))
        return tuple(
            adult.id
            for adult in self.world.instance.adults
            if club.school in adult.serves
            and all(
                rule.admits(self.world, Staffs(adult.id, group, "lead", "every"))
                for rule in self.rules
            )
        )

    def _suits(self, club: Club, room: Room) -> bool:
        if room.school != club.school or room.seats < club.min_enrolment:
            return False
        if (club.venue is not None or room.offsite) and room.id != club.venue:
            return False
        return set(club.room_features) <= set(room.features)

    def _open(self, room: Room, meetings: tuple[Slot, ...]) -> bool:
        return "room_open" not in self.kept or not any(
            shut.weekday == slot.weekday
            and overlap(shut.start, shut.end, slot.start, slot.end)
            for shut in room.closed
            for slot in meetings
        )

    def _fits(self, club: Club, pupil: Id) -> bool:
        room_class = self.world.classes[self.world.pupils[pupil].class_id]
        return (
            room_class.school == club.school
            and club.from_grade <= room_class.grade <= club.to_grade
        )

    def _out_of_lessons(
        self, club: Club, pupil: Id, meetings: tuple[Slot, ...]
    ) -> bool:
        if club.venue is None or "after_last_lesson" not in self.kept:
            return True
        way = self.world.rooms[club.venue].travel_minutes
        ends = self.world.classes[self.world.pupils[pupil].class_id].lessons_end
        return all(
            end.end <= slot.start - way
            for slot in meetings
            for end in ends
            if end.weekday == slot.weekday
        )
