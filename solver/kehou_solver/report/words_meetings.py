"""Every meeting of a week, ready to be put into a cell of any printed table."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Weeks
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Room, Slot
from kehou_solver.domain.timetable import Group, Post, Staff, Timetable
from kehou_solver.report.words import (
    HOMEWORK_CARE,
    ROLE_NAMES,
    said_in,
    span,
    taking_turns,
)


@dataclass(frozen=True)
class Meeting:
    """One group in one of its slots.

    Attributes:
        children: club: its seats; homework: those of its classes who asked for the
            slot and are in no club then.
        lead, helpers: names, "A/B" when they take turns in odd and even weeks.
        title: the club's name, or homework care with its classes.
    """

    group: Group
    slot: Slot
    room: Room
    title: str
    lead: str
    helpers: str
    children: int


class WeekInWords:
    """A timetable with its ids looked up. Raises KeyError on ids not in the instance.

    Judge first: a timetable with unknown ids is told apart by `audit`.
    """

    def __init__(self, instance: Instance, timetable: Timetable, lang: str) -> None:
        self.instance = instance
        self.timetable = timetable
        self.lang = lang
        self.title = said_in(instance.title, lang)
        self.index = Index(instance)
        self._staff: dict[Id, list[Staff]] = defaultdict(list)
        for staff in timetable.staff:
            self._staff[staff.group].append(staff)
        self._seated: dict[Id, list[Id]] = defaultdict(list)
        for seat in timetable.seats:
            self._seated[seat.group].append(seat.pupil)
        self._in_club = self._pupils_in_clubs()
        self.meetings = tuple(
            sorted(
                self._meetings(),
                key=lambda m: (
                    m.slot.school,
                    m.slot.weekday,
                    m.slot.start,
                    m.group.kind == "club",
                    m.group.classes,
                    m.title,
                    m.group.id,
                ),
            )
        )

    def staff_of(self, group: Id, slot: Id) -> list[Staff]:
        """Return the adults of a meeting, as the timetable lists them."""
        return [staff for staff in self._staff[group] if staff.has(slot)]

    def names(self, group: Id, slot: Id, role: Literal["lead", "assistant"]) -> str:
        """Write the adults of a meeting in one role."""
        people: dict[Weeks, list[str]] = defaultdict(list)
        for staff in self.staff_of(group, slot):
            if staff.role == role:
                people[staff.weeks].append(self.index.adults[staff.adult].name)
        return taking_turns(people, self.lang)

    def children_in(self, group: Group, slot: Slot) -> int:
        """Count the children of a group in a slot."""
        if group.kind == "club":
            return len(self._seated[group.id])
        return sum(self._in_care(class_id, slot) for class_id in group.classes)

    def post_words(self, post: Post) -> str:
        """Write a duty role with its weekday and, if there is a need, its times."""
        day = WEEKDAY_NAMES[post.weekday].of(self.lang)
        for need in self.index.schools[post.school].posts:
            if (need.role, need.weekday) == (post.role, post.weekday):
                day = f"{day} {span(need.start, need.end)}"
        return f"{day} {ROLE_NAMES[post.role].of(self.lang)}"

    def _in_care(self, class_id: Id, slot: Slot) -> int:
        a_class = self.index.classes[class_id]
        listed = sum(
            self.index.attends(pupil, slot) and (pupil.id, slot.id) not in self._in_club
            for pupil in self.index.pupils_of[class_id]
        )
        return listed + (a_class.unlisted if a_class.unlisted_consent else 0)

    def _pupils_in_clubs(self) -> set[tuple[Id, Id]]:
        slots = {group.id: group.slots for group in self.timetable.groups}
        return {
            (seat.pupil, slot)
            for seat in self.timetable.seats
            for slot in slots.get(seat.group, ())
        }

    def _meetings(self) -> Iterator[Meeting]:
        for group in self.timetable.groups:
            if group.club is None:
                title = f"{HOMEWORK_CARE.of(self.lang)} {'+'.join(group.classes)}"
            else:
                title = self.index.clubs[group.club].name
            for slot_id in group.slots:
                slot = self.index.slots[slot_id]
                yield Meeting(
                    group=group,
                    slot=slot,
                    room=self.index.rooms[group.room],
                    title=title,
                    lead=self.names(group.id, slot_id, "lead"),
                    helpers=self.names(group.id, slot_id, "assistant"),
                    children=self.children_in(group, slot),
                )
