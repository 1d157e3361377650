"""One week as the goals count it. Written apart from the checks: a second count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import HomeroomClass, Limits, Slot
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.domain.weeks import instance_in, timetable_in, weeks_of


class Lesson(NamedTuple):
    """One adult in one slot of one group."""

    adult: Adult
    group: Group
    slot: Slot

    @property
    def pay_fen(self) -> int:
        """What it costs (fen)."""
        for terms in self.adult.terms:
            if terms.club == self.group.club:
                if terms.pay_fen is not None:
                    return terms.pay_fen
                break
        return self.adult.pay_fen_per_lesson


class Stay(NamedTuple):
    """Minutes of one weekday that an adult spends in a lesson or post."""

    weekday: int
    start: int
    end: int


class ClassCare(NamedTuple):
    """One class in one homework group, with those who lead it."""

    each: HomeroomClass
    group: Group
    leads: tuple[Adult, ...]


class Week:
    """One week of a timetable. What the instance does not know is not counted."""

    def __init__(self, instance: Instance, timetable: Timetable) -> None:
        self.instance = instance
        self.timetable = timetable
        self.index = Index(instance)
        self.groups = {group.id: group for group in timetable.groups}

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """Every lesson."""
        return tuple(self._lessons())

    @cached_property
    def lessons_of(self) -> dict[Id, list[Lesson]]:
        """Lessons of each adult who has one."""
        lessons: dict[Id, list[Lesson]] = defaultdict(list)
        for lesson in self.lessons:
            lessons[lesson.adult.id].append(lesson)
        return lessons

    @cached_property
    def stays_of(self) -> dict[Id, list[Stay]]:
        """Lessons and needed posts of each adult who has one."""
        stays: dict[Id, list[Stay]] = defaultdict(list)
        for lesson in self.lessons:
            slot = lesson.slot
            stays[lesson.adult.id].append(Stay(slot.weekday, slot.start, slot.end))
        for post in self.timetable.posts:
            school = self.index.schools.get(post.school)
            for need in school.posts if school else ():
                if (need.role, need.weekday) == (post.role, post.weekday):
                    if post.adult in self.index.adults:
                        stays[post.adult].append(
                            Stay(need.weekday, need.start, need.end)
                        )
                    break
        return stays

    @cached_property
    def class_care(self) -> tuple[ClassCare, ...]:
        """Every class in every homework group."""
        leads: dict[Id, list[Adult]] = defaultdict(list)
        for staff in self.timetable.staff:
            if staff.role == "lead" and staff.adult in self.index.adults:
                leads[staff.group].append(self.index.adults[staff.adult])
        classes = self.index.classes
        return tuple(
            ClassCare(classes[class_id], group, tuple(leads.get(group.id, ())))
            for group in self.timetable.groups
            if group.kind == "homework"
            for class_id in dict.fromkeys(group.classes)
            if class_id in classes
        )

    def limits_of(self, adult: Adult) -> Limits | None:
        """Return whose limits bind an adult; None if he or she serves nowhere."""
        school = self.index.schools.get(adult.home or next(iter(adult.serves), ""))
        return school.limits if school else None

    def duty_minutes(self, adult: Adult, limits: Limits) -> int:
        """Sum the duty spans of an adult over the week (minutes)."""
        days: dict[int, list[int]] = defaultdict(list)
        for duty in adult.duties:
            days[duty.weekday] += (duty.start, duty.end)
        for stay in self.stays_of.get(adult.id, ()):
            days[stay.weekday] += (stay.start, stay.end)
        total = 0
        for clock_times in days.values():
            first, last = min(clock_times), max(clock_times)
            noon = min(last, limits.noon_end) - max(first, limits.noon_start)
            total += last - first - max(0, noon)
        return total

    def _lessons(self) -> Iterator[Lesson]:
        for staff in self.timetable.staff:
            adult = self.index.adults.get(staff.adult)
            group = self.groups.get(staff.group)
            if adult is None or group is None:
                continue
            for slot_id in dict.fromkeys(group.slots):
                if slot_id in self.index.slots and staff.has(slot_id):
                    yield Lesson(adult, group, self.index.slots[slot_id])


def sharers(instance: Instance) -> dict[Id, list[Adult]]:
    """Return the own teachers who share the load of each school, by school id."""
    by_school: dict[Id, list[Adult]] = {school.id: [] for school in instance.schools}
    for adult in instance.adults:
        takes_part = adult.care != "none" or adult.clubs != ()
        if (
            adult.kind == AdultKind.OWN_TEACHER
            and adult.home in by_school
            and takes_part
        ):
            by_school[adult.home].append(adult)
    return by_school


def loads(instance: Instance, timetable: Timetable) -> dict[Id, list[int]]:
    """Return past lessons + lessons of all weeks of each sharer, by school id."""
    given = lessons_given(weeks(instance, timetable))
    return {
        school: [adult.past_lessons + given.get(adult.id, 0) for adult in adults]
        for school, adults in sharers(instance).items()
    }


def lessons_given(of_weeks: Iterable[Week]) -> dict[Id, int]:
    """Count the lessons of each adult over all weeks."""
    given: dict[Id, int] = defaultdict(int)
    for week in of_weeks:
        for adult, lessons in week.lessons_of.items():
            given[adult] += len(lessons)
    return given


_latest: tuple[Instance, Timetable, tuple[Week, ...]] | None = None


def weeks(instance: Instance, timetable: Timetable) -> tuple[Week, ...]:
    """Return the one week, or the odd and the even week.

    Remembers the last answer (by identity), because every goal asks for it.
    """
    global _latest
    if _latest and _latest[0] is instance and _latest[1] is timetable:
        return _latest[2]
    views = tuple(
        Week(instance_in(instance, week), timetable_in(instance, timetable, week))
        for week in weeks_of(instance, timetable)
    )
    _latest = (instance, timetable, views)
    return views
