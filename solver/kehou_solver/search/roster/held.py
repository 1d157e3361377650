"""The lessons of groups that must be held, who could give them, and their rooms."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kehou_solver.domain.base import Id, Weeks
from kehou_solver.domain.instance import Instance, MeetingPin
from kehou_solver.model.choice import (
    AnyGroup,
    CareGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Role,
    Staffs,
    Uses,
)
from kehou_solver.model.enumerate import choices_of
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Admission

_DAY = 24 * 60


@dataclass(frozen=True)
class Lesson:
    """A place of one adult in a group.

    Attributes:
        group: the group.
        role: lead or assistant.
        weeks: the weeks in which this adult is there.
        number: tells the assistants of a group apart.
    """

    group: AnyGroup
    role: Role
    weeks: Weeks
    number: int = 0

    def given_by(self, adult: Id) -> Staffs:
        """Return the choice that an adult takes this place."""
        return Staffs(adult, self.group, self.role, self.weeks)


class Held:
    """Groups that are held: homework care class by class, and clubs that are pinned.

    Attributes:
        lessons: the places to fill, by start of their first meeting.
        adults: ids of all adults.
        able: whether a rule refuses an adult a place; shape (lessons, adults).
        together: for each lesson the lessons that fall together with it.
    """

    def __init__(
        self, instance: Instance, policy: Policy, admission: Admission
    ) -> None:
        self._world = World(instance, policy)
        self._rooms: dict[AnyGroup, list[Id]] = defaultdict(list)
        self.adults = [adult.id for adult in instance.adults]
        number = {adult: column for column, adult in enumerate(self.adults)}
        groups: list[AnyGroup] = []
        able: dict[Lesson, list[int]] = {}
        pinned = pinned_slots(instance)
        for choice in choices_of(self._world, admission.admits, None):
            match choice:
                case Opens(ClubGroup() as club) if not _is_pinned(club, pinned):
                    continue
                case Opens(group):
                    groups.append(group)
                case Uses(room, group):
                    self._rooms[group].append(room)
                case Staffs(adult=adult, group=group):
                    for lesson in self._places(choice):
                        able.setdefault(lesson, []).append(number[adult])
        held = set(groups)
        self.groups = groups
        self.lessons = sorted(
            (lesson for lesson in able if lesson.group in held),
            key=lambda lesson: self._minutes(lesson.group),
        )
        self.able = np.zeros((len(self.lessons), len(self.adults)), dtype=bool)
        for row, lesson in enumerate(self.lessons):
            self.able[row, able[lesson]] = True
        self.together = self._together()

    def _places(self, staffs: Staffs) -> Iterator[Lesson]:
        """Yield the places a choice could fill; none where no assistant is asked."""
        places = 1
        if staffs.role == "assistant":
            assert isinstance(staffs.group, ClubGroup)  # noqa: S101
            places = self._world.clubs[staffs.group.club].adults_per_group - 1
        for number in range(places):
            yield Lesson(staffs.group, staffs.role, staffs.weeks, number)

    def _minutes(self, group: AnyGroup) -> list[tuple[int, int]]:
        """Return start and end of each meeting in minutes since Monday."""
        spans = (self._world.meeting_span(group, slot) for slot in group.slots)
        return sorted(
            (_DAY * day + start, _DAY * day + end) for day, start, end in spans
        )

    def _together(self) -> list["np.ndarray[tuple[int], np.dtype[np.int64]]"]:
        meetings = [
            (start, end, row)
            for row, lesson in enumerate(self.lessons)
            for start, end in self._minutes(lesson.group)
        ]
        starts = np.array([start for start, _, _ in meetings])
        ends = np.array([end for _, end, _ in meetings])
        rows = np.array([row for _, _, row in meetings], dtype=np.int64)
        found: list[set[int]] = [set() for _ in self.lessons]
        for start, end, row in meetings:
            found[row].update(rows[(starts < end) & (start < ends)].tolist())
        return [
            np.array(sorted(others - {row}), dtype=np.int64)
            for row, others in enumerate(found)
        ]

    def choices(self, leads: Sequence[int]) -> set[Choice] | None:
        """Return the choices of a roster, with a room each; None if rooms run out.

        Args:
            leads: for each lesson the column of its adult.
        """
        taken: dict[Id, list[tuple[int, int]]] = defaultdict(list)
        chosen: set[Choice] = set()
        for group in sorted(self.groups, key=self._minutes):
            times = self._minutes(group)
            room = next(
                (r for r in self._rooms[group] if not _meet(taken[r], times)), None
            )
            if room is None:
                return None
            taken[room] += times
            chosen |= {Opens(group), Uses(room, group)}
            if isinstance(group, CareGroup):
                chosen.add(Joins(group.host, group))
        for lesson, column in zip(self.lessons, leads, strict=True):
            chosen.add(lesson.given_by(self.adults[column]))
        return chosen


def pinned_slots(instance: Instance) -> dict[Id, frozenset[Id]]:
    """Return the slots in which clubs are pinned to meet, by club."""
    pinned: dict[Id, set[Id]] = defaultdict(set)
    for pin in instance.pins:
        if isinstance(pin, MeetingPin):
            pinned[pin.club].add(pin.slot)
    return {club: frozenset(slots) for club, slots in pinned.items()}


def _is_pinned(group: ClubGroup, pinned: dict[Id, frozenset[Id]]) -> bool:
    """Say whether a group is the one that keeps all pins of its club."""
    slots = pinned.get(group.club)
    return bool(slots) and group.copy == 0 and slots == frozenset(group.slots)


def _meet(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)
