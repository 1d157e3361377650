"""Plant the club groups: when they meet, where, and who is with them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, repeat
from typing import Literal

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.roster import Booking, Roster
from kehou_solver.domain import (
    Adult,
    AdultKind,
    Club,
    Group,
    Index,
    Room,
    Slot,
    Staff,
)
from kehou_solver.domain.base import active


@dataclass
class ClubPlan:
    """The groups opened so far; every group is led and has a room of its own."""

    groups: list[Group] = field(default_factory=list)
    staff: list[Staff] = field(default_factory=list)
    rooms_taken: set[tuple[str, str]] = field(default_factory=set)
    own_busy: Counter[str] = field(default_factory=Counter)
    vendor_lessons: int = 0

    def close(self, group: Group, roster: Roster) -> None:
        """Take a group back and free its adults; its room stays taken."""
        self.groups.remove(group)
        self.staff = [s for s in self.staff if s.group != group.id]
        roster.release(group.id)


class ClubPlanner:
    """Opens groups one by one, most wanted clubs first.

    Args:
        index: the school; its clubs, pupils and adults.
        roster: who is booked already.
        draws: for ties.
        sitting_out: own teachers who are not to be used.
    """

    def __init__(
        self, index: Index, roster: Roster, draws: Draws, sitting_out: frozenset[str]
    ) -> None:
        self._index = index
        self._roster = roster
        self._draws = draws
        self._adults = [
            adult
            for adult in index.instance.adults
            if adult.id not in sitting_out and adult.kind is not AdultKind.SUPPORT_STAFF
        ]
        self._slots = index.slots_of[MAIN]
        classes = len(index.instance.classes)
        # Care needs an adult per class and slot: clubs may take only so many.
        self._own_at_once = 2 + classes // 7
        self._vendor_most = self._vendor_allowance()
        self.plan = ClubPlan()

    def open_all(self) -> ClubPlan:
        """Open one group of every wanted club, then second and third ones."""
        wanted = self._wanted()
        for number in range(1, 4):
            for club in wanted:
                if number <= min(wanted[club], self._index.clubs[club].parallel_groups):
                    self._open(self._index.clubs[club], number)
        return self.plan

    def _wanted(self) -> dict[str, int]:
        """Return how many groups each club could fill, most wanted club first."""
        asked = Counter[str]()
        for pupil in self._index.instance.pupils:
            if pupil.consent is not None:
                asked.update(pupil.wishes[:2])
        return {
            club: -(-count // max(1, self._index.clubs[club].seats))
            for club, count in sorted(asked.items(), key=lambda x: (-x[1], x[0]))
            if count >= self._index.clubs[club].min_enrolment
        }

    def _vendor_allowance(self) -> int:
        """Return how many vendor lessons keep the share (LZ-318), whatever merges.

        Counts as lessons no more than homework groups merged to the full, in the
        shorter of an odd and an even week.
        """
        limits = self._index.schools[MAIN].limits
        slots = min(
            sum(active(slot.weeks, week) for slot in self._slots)
            for week in ("odd", "even")
        )
        groups = len(self._index.instance.classes) // limits.merge_classes
        return slots * groups * limits.vendor_share_percent // 100

    def _open(self, club: Club, number: int) -> bool:
        for slots in self._meetings(club):
            for room in self._rooms(club, slots):
                bookings = self._bookings(club, number, room, slots)
                team = self._team(club, slots, bookings)
                if team:
                    self._enter(club, number, room, slots, bookings, team)
                    return True
        return False

    def _meetings(self, club: Club) -> list[tuple[Slot, ...]]:
        """Return the ways to meet, those in quiet slots first."""
        busy = Counter(slot for group in self.plan.groups for slot in group.slots)
        ways = [
            slots
            for slots in combinations(self._slots, club.meetings_per_week)
            if len({slot.weekday for slot in slots}) == len(slots)
        ]
        return sorted(
            self._draws.shuffled(ways), key=lambda way: sum(busy[s.id] for s in way)
        )

    def _rooms(self, club: Club, slots: Sequence[Slot]) -> Iterator[Room]:
        """Yield the rooms that suit; home rooms are left to homework care."""
        home = {cls.room for cls in self._index.instance.classes}
        for room in self._index.instance.rooms:
            right_place = (
                room.id == club.venue
                if club.venue
                else not room.offsite and room.id not in home
            )
            if (
                right_place
                and set(club.room_features) <= set(room.features)
                # Rooms with features are kept for the clubs that need them.
                and bool(club.room_features) == bool(room.features)
                and room.seats >= club.min_enrolment
                and not any((room.id, s.id) in self.plan.rooms_taken for s in slots)
            ):
                yield room

    def _bookings(
        self, club: Club, number: int, room: Room, slots: Sequence[Slot]
    ) -> list[Booking]:
        way = room.travel_minutes if club.venue else 0
        return [
            Booking(
                key=group_id(club, number),
                weekday=slot.weekday,
                start=slot.start - way,
                end=slot.end + way,
                lesson=True,
            )
            for slot in slots
        ]

    def _team(
        self, club: Club, slots: Sequence[Slot], bookings: Sequence[Booking]
    ) -> list[Adult]:
        """Return a lead and the assistants that go with it, or nothing."""
        holders = [
            adult
            for adult in self._adults
            if any(q.name == club.id for q in adult.qualifications)
            and self._roster.can(adult, bookings)
        ]
        if not holders:
            return []
        own = [
            adult
            for adult in self._adults
            if adult.kind is AdultKind.OWN_TEACHER and self._roster.can(adult, bookings)
        ]
        for lead in self._draws.shuffled(holders):
            vendor = lead.kind is AdultKind.VENDOR_INSTRUCTOR
            if vendor and self.plan.vendor_lessons + len(slots) > self._vendor_most:
                continue
            needed = max(club.adults_per_group - 1, int(vendor))
            helpers = [a for a in own if a.id != lead.id]
            helpers = sorted(
                self._draws.shuffled(helpers), key=lambda a: self._roster.lessons(a.id)
            )[:needed]
            team = [lead, *helpers]
            from_own = sum(a.kind is AdultKind.OWN_TEACHER for a in team)
            crowded = any(
                self.plan.own_busy[s.id] + from_own > self._own_at_once for s in slots
            )
            if len(helpers) == needed and not crowded:
                return team
        return []

    def _enter(
        self,
        club: Club,
        number: int,
        room: Room,
        slots: Sequence[Slot],
        bookings: Sequence[Booking],
        team: Sequence[Adult],
    ) -> None:
        group = Group(
            id=group_id(club, number),
            school=MAIN,
            kind="club",
            club=club.id,
            slots=tuple(slot.id for slot in slots),
            room=room.id,
        )
        self.plan.groups.append(group)
        roles: Iterator[Literal["lead", "assistant"]]
        roles = chain(["lead"], repeat("assistant"))
        for adult, role in zip(team, roles, strict=False):
            self.plan.staff.append(Staff(adult=adult.id, group=group.id, role=role))
            self._roster.book(adult.id, bookings)
        own = sum(adult.kind is AdultKind.OWN_TEACHER for adult in team)
        for slot in slots:
            self.plan.rooms_taken.add((room.id, slot.id))
            self.plan.own_busy[slot.id] += own
        if team[0].kind is AdultKind.VENDOR_INSTRUCTOR:
            self.plan.vendor_lessons += len(slots)


def group_id(club: Club, number: int) -> str:
    """Return the id of a club group."""
    return f"{club.id}-{number}"
