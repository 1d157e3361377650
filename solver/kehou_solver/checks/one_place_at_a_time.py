"""Judge of: pupils, classes, adults and rooms are in one place at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, TypeVar

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Meeting, Presence, clashes, presence_of
from kehou_solver.checks.words import slot_words
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("同一时间只在一处", "One place at a time")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report every pupil, class, adult or room that is in two places at once."""
    presence = presence_of(instance, timetable)
    yield from _pupils(presence)
    yield from _classes(presence)
    yield from _adults(presence)
    yield from _rooms(presence)


class _Place(Protocol):
    """Something to do on a weekday."""

    @property
    def weekday(self) -> int: ...

    @property
    def words(self) -> Text: ...


class _Care(NamedTuple):
    """A slot of homework care, as one child spends it."""

    slot: Slot
    weekday: int
    occupied_from: int
    occupied_until: int

    @property
    def group(self) -> object:
        """Every slot of care is a group of its own."""
        return self.slot

    @property
    def words(self) -> Text:
        slot = slot_words(self.slot)
        return Text(f"作业辅导 {slot.zh}", f"homework care {slot.en}")


_Held = TypeVar("_Held", Meeting, Meeting | _Care)


def _pupils(presence: Presence) -> Iterator[Finding]:
    roll = presence.roll
    for pupil in presence.instance.pupils:
        # Without a club, a child can only be in two slots at once if slots overlap.
        seated = pupil.id in presence.seats_by_pupil
        if seated or roll.classes[pupil.class_id].school in roll.crowded:
            for one, other in _of_two_groups(_whereabouts(presence, pupil)):
                yield _finding(f"pupil:{pupil.id}", one, other)


def _whereabouts(presence: Presence, pupil: Pupil) -> Iterator[Meeting | _Care]:
    """Yield where a child is on the days on which two places are possible at all."""
    roll = presence.roll
    seats = presence.seats_by_pupil.get(pupil.id, ())
    meetings = [
        meeting
        for group in dict.fromkeys(seat.group for seat in seats)
        for meeting in presence.meetings_of.get(group, ())
    ]
    yield from meetings
    crowded = roll.classes[pupil.class_id].school in roll.crowded
    days = {meeting.weekday for meeting in meetings}
    for slot in roll.attended[pupil.id]:
        possible = crowded or slot.weekday in days
        if possible and (pupil.id, slot.id) not in presence.in_club:
            yield _Care(slot, slot.weekday, slot.start, slot.end)


def _classes(presence: Presence) -> Iterator[Finding]:
    meetings: dict[Id, list[Meeting]] = defaultdict(list)
    for group in presence.homework_groups:
        for class_id in dict.fromkeys(group.classes):
            meetings[class_id] += presence.meetings_of[group.id]
    for class_id, held in sorted(meetings.items()):
        for one, other in _of_two_groups(held):
            yield _finding(f"class:{class_id}", one, other)


def _adults(presence: Presence) -> Iterator[Finding]:
    for adult, assignments in sorted(presence.assignments.items()):
        for one, other in clashes(assignments):
            yield _finding(f"adult:{adult}", one, other)


def _rooms(presence: Presence) -> Iterator[Finding]:
    meetings: dict[Id, list[Meeting]] = defaultdict(list)
    for meeting in presence.meetings:
        slot = meeting.slot
        # The room itself is free while the group is on its way.
        meetings[meeting.group.room].append(
            meeting._replace(occupied_from=slot.start, occupied_until=slot.end)
        )
    for room, held in sorted(meetings.items()):
        for one, other in _of_two_groups(held):
            yield _finding(f"room:{room}", one, other)


def _of_two_groups(held: Iterable[_Held]) -> Iterator[tuple[_Held, _Held]]:
    for one, other in clashes(held):
        if one.group is not other.group:
            yield one, other


def _finding(about: str, one: _Place, other: _Place) -> Finding:
    subject = about.partition(":")[2]
    return Finding(
        rule="one_place_at_a_time",
        about=about,
        zh=f"{subject} 同时在两处：{one.words.zh} 与 {other.words.zh}",
        en=f"{subject} is in two places at once: {one.words.en} and {other.words.en}",
        weekday=other.weekday,
    )
