"""Who is where in one week of a timetable: what every check counts from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, Protocol, TypeVar

from kehou_solver.checks.latest import latest
from kehou_solver.checks.roll import Roll, roll_of
from kehou_solver.checks.words import ROLES, slot_words, when
from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id, Text, overlap
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import DutyRole, Slot
from kehou_solver.domain.timetable import Group, Seat, Timetable


class Meeting(NamedTuple):
    """One group in one of its slots.

    `occupied_from` to `occupied_until` holds the way to an off-site venue and back.
    """

    group: Group
    slot: Slot
    occupied_from: int
    occupied_until: int

    @property
    def weekday(self) -> int:
        """The weekday it is on."""
        return self.slot.weekday

    @property
    def words(self) -> Text:
        """The group and its slot."""
        slot = slot_words(self.slot)
        return Text(f"{self.group.id} {slot.zh}", f"{self.group.id} {slot.en}")


class Assignment(NamedTuple):
    """One adult in one meeting of a group, or in a post somebody asked for.

    `start` and `end` are the slot's or the post's own; `occupied_from` and
    `occupied_until` hold the way to an off-site venue and back as well.
    """

    adult: Adult
    school: Id
    weekday: int
    start: int
    end: int
    occupied_from: int
    occupied_until: int
    meeting: Meeting | None
    role: Literal["lead", "assistant"] | DutyRole

    @property
    def words(self) -> Text:
        """The group and slot, or the post."""
        if self.meeting is not None:
            return self.meeting.words
        role, hours = (
            ROLES[DutyRole(self.role)],
            when(self.weekday, self.start, self.end),
        )
        return Text(f"{role.zh} {hours.zh}", f"{role.en} {hours.en}")


class Occupied(Protocol):
    """Something that takes up part of a day."""

    @property
    def weekday(self) -> int:
        """The weekday it is on."""

    @property
    def occupied_from(self) -> int:
        """Its first minute."""

    @property
    def occupied_until(self) -> int:
        """The minute after its last."""


Span = TypeVar("Span", bound=Occupied)


def clashes(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield each span that begins before an earlier one of its day has ended.

    With the earlier one that lasts longest, so n spans give fewer than n pairs.
    """
    longest: Span | None = None
    for span in sorted(
        spans, key=lambda s: (s.weekday, s.occupied_from, s.occupied_until)
    ):
        if longest is not None and longest.weekday == span.weekday:
            if span.occupied_from < longest.occupied_until:
                yield longest, span
            if span.occupied_until <= longest.occupied_until:
                continue
        longest = span


class Presence:
    """One week of a timetable, by group, child and adult.

    What the instance does not know is left out: `known_ids` reports it.
    """

    def __init__(self, instance: Instance, timetable: Timetable) -> None:
        self.instance = instance
        self.timetable = timetable
        self.roll: Roll = roll_of(instance)

    @cached_property
    def groups(self) -> dict[Id, Group]:
        """Groups by id."""
        return {group.id: group for group in self.timetable.groups}

    @cached_property
    def club_groups(self) -> tuple[tuple[Group, Club], ...]:
        """Club groups with their clubs."""
        return tuple(
            (group, self.roll.clubs[group.club])
            for group in self.timetable.groups
            if group.kind == "club" and group.club in self.roll.clubs
        )

    @cached_property
    def homework_groups(self) -> tuple[Group, ...]:
        """Homework groups."""
        return tuple(g for g in self.timetable.groups if g.kind == "homework")

    @cached_property
    def meetings_of(self) -> dict[Id, tuple[Meeting, ...]]:
        """Meetings of each group, by group id."""
        return {
            group.id: tuple(self._meetings(group)) for group in self.timetable.groups
        }

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings of all groups."""
        return tuple(one for all_ in self.meetings_of.values() for one in all_)

    @cached_property
    def seats_of(self) -> dict[Id, list[Id]]:
        """Pupils with a seat, by group id."""
        seats: dict[Id, list[Id]] = defaultdict(list)
        for seat in self.timetable.seats:
            seats[seat.group].append(seat.pupil)
        return seats

    @cached_property
    def seats_by_pupil(self) -> dict[Id, list[Seat]]:
        """Seats of each pupil who has one, in the order of the timetable."""
        seats: dict[Id, list[Seat]] = defaultdict(list)
        for seat in self.timetable.seats:
            seats[seat.pupil].append(seat)
        return seats

    @cached_property
    def in_club(self) -> frozenset[tuple[Id, Id]]:
        """Every (pupil, slot) in which a group meets where the pupil has a seat."""
        return frozenset(
            (seat.pupil, meeting.slot.id)
            for seat in self.timetable.seats
            for meeting in self.meetings_of.get(seat.group, ())
        )

    @cached_property
    def care(self) -> Counter[tuple[Id, Id]]:
        """Children in homework care, as {(class, slot): children}."""
        care = self.roll.asked.copy()
        for pupil in self.seats_by_pupil:
            known = self.roll.pupils.get(pupil)
            for slot in self.roll.attended.get(pupil, ()):
                if known is not None and (pupil, slot.id) in self.in_club:
                    care[known.class_id, slot.id] -= 1
        return care

    def children(self, meeting: Meeting) -> int:
        """Count the children of a group in one of its slots."""
        if meeting.group.kind == "club":
            return len(self.seats_of.get(meeting.group.id, ()))
        return sum(
            self.care[class_id, meeting.slot.id]
            for class_id in dict.fromkeys(meeting.group.classes)
        )

    @cached_property
    def covered(self) -> frozenset[tuple[Id, Id]]:
        """Every (class, slot) that is in a homework group."""
        return frozenset(
            (class_id, meeting.slot.id)
            for group in self.homework_groups
            for meeting in self.meetings_of[group.id]
            for class_id in group.classes
        )

    @cached_property
    def _staff_of(self) -> dict[tuple[Id, Id, str], list[Adult]]:
        staff: dict[tuple[Id, Id, str], list[Adult]] = defaultdict(list)
        for each in self.timetable.staff:
            if each.adult in self.roll.adults:
                for meeting in self.meetings_of.get(each.group, ()):
                    if each.has(meeting.slot.id):
                        there = staff[each.group, meeting.slot.id, each.role]
                        there.append(self.roll.adults[each.adult])
        return staff

    def leads(self, meeting: Meeting) -> Sequence[Adult]:
        """Return who leads a meeting; one adult, if the timetable is lawful."""
        return self._staff_of.get((meeting.group.id, meeting.slot.id, "lead"), ())

    def assistants(self, meeting: Meeting) -> Sequence[Adult]:
        """Return who assists in a meeting."""
        return self._staff_of.get((meeting.group.id, meeting.slot.id, "assistant"), ())

    @cached_property
    def assignments(self) -> dict[Id, list[Assignment]]:
        """Assignments of each adult who has one, by weekday and start."""
        by_adult: dict[Id, list[Assignment]] = defaultdict(list)
        for one in (*self._lessons(), *self._posts()):
            by_adult[one.adult.id].append(one)
        for assignments in by_adult.values():
            assignments.sort(key=lambda one: (one.weekday, one.start, one.end))
        return by_adult

    @cached_property
    def lessons(self) -> tuple[tuple[Assignment, Meeting], ...]:
        """Every lesson: one adult in one slot of one group."""
        return tuple(
            (one, one.meeting)
            for assignments in self.assignments.values()
            for one in assignments
            if one.meeting is not None
        )

    def _meetings(self, group: Group) -> Iterator[Meeting]:
        travel = self._venue_minutes(group)
        for slot_id in dict.fromkeys(group.slots):
            slot = self.roll.slots.get(slot_id)
            if slot is not None:
                yield Meeting(group, slot, slot.start - travel, slot.end + travel)

    def _venue_minutes(self, group: Group) -> int:
        club = self.roll.clubs.get(group.club) if group.club else None
        room = self.roll.rooms.get(club.venue) if club and club.venue else None
        return room.travel_minutes if room else 0

    def _lessons(self) -> Iterator[Assignment]:
        for staff in self.timetable.staff:
            adult = self.roll.adults.get(staff.adult)
            for meeting in self.meetings_of.get(staff.group, ()):
                if adult is not None and staff.has(meeting.slot.id):
                    slot = meeting.slot
                    yield Assignment(
                        adult=adult,
                        school=meeting.group.school,
                        weekday=slot.weekday,
                        start=slot.start,
                        end=slot.end,
                        occupied_from=meeting.occupied_from,
                        occupied_until=meeting.occupied_until,
                        meeting=meeting,
                        role=staff.role,
                    )

    def _posts(self) -> Iterator[Assignment]:
        for post in self.timetable.posts:
            adult = self.roll.adults.get(post.adult)
            # A post nobody needs has no hours; only `posts_filled` judges it.
            need = self.roll.needs.get((post.school, post.weekday, post.role))
            if adult is not None and need is not None:
                yield Assignment(
                    adult=adult,
                    school=post.school,
                    weekday=post.weekday,
                    start=need.start,
                    end=need.end,
                    occupied_from=need.start,
                    occupied_until=need.end,
                    meeting=None,
                    role=post.role,
                )


def by_weekday(
    assignments: Iterable[Assignment],
) -> Iterator[tuple[int, list[Assignment]]]:
    """Yield each weekday with its assignments, in order."""
    days: dict[int, list[Assignment]] = defaultdict(list)
    for one in assignments:
        days[one.weekday].append(one)
    yield from sorted(days.items())


def overlaps_duty(adult: Adult, weekday: int, start: int, end: int) -> bool:
    """Say whether a fixed duty of the adult shares a minute with a span."""
    return any(
        duty.weekday == weekday and overlap(start, end, duty.start, duty.end)
        for duty in adult.duties
    )


@latest
def presence_of(instance: Instance, timetable: Timetable) -> Presence:
    """Return who is where in one week."""
    return Presence(instance, timetable)
