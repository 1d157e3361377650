"""Plain counts of one week that the comparison shows beside the measured goals."""

from collections import Counter, defaultdict

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id, overlap
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Timetable


def covered_class_slots(timetable: Timetable) -> int:
    """Count (class, slot) in a homework group that has an adult."""
    slots_of = {group.id: group.slots for group in timetable.groups}
    staffed = {
        (staff.group, slot)
        for staff in timetable.staff
        for slot in filter(staff.has, slots_of.get(staff.group, ()))
    }
    return len(
        {
            (class_id, slot)
            for group in timetable.groups
            if group.kind == "homework"
            for slot in group.slots
            if (group.id, slot) in staffed
            for class_id in group.classes
        }
    )


def double_bookings(instance: Instance, timetable: Timetable) -> int:
    """Count (adult, slot) in which the adult is somewhere else at the same time.

    Somewhere else is another group, or a fixed duty: teaching, lunch rest, evening
    study.
    """
    index = Index(instance)
    slots_of = {group.id: group.slots for group in timetable.groups}
    held: dict[Id, list[tuple[Slot, Id]]] = defaultdict(list)
    for staff in timetable.staff:
        for slot in filter(staff.has, slots_of[staff.group]):
            held[staff.adult].append((index.slots[slot], staff.group))
    return sum(
        len(_torn_slots(index.adults[adult], meetings))
        for adult, meetings in held.items()
    )


def _torn_slots(adult: Adult, meetings: list[tuple[Slot, Id]]) -> set[Id]:
    """Return the slots of an adult that overlap something else he or she does."""
    torn = set()
    for slot, group in meetings:
        elsewhere = [(s.weekday, s.start, s.end) for s, g in meetings if g != group]
        elsewhere += [(d.weekday, d.start, d.end) for d in adult.duties]
        if any(
            day == slot.weekday and overlap(slot.start, slot.end, start, end)
            for day, start, end in elsewhere
        ):
            torn.add(slot.id)
    return torn


def loads_of_sharers(index: Index, timetable: Timetable) -> list[int]:
    """Return lessons of everybody who is to share the work, in instance order."""
    slots_of = {group.id: group.slots for group in timetable.groups}
    lessons: Counter[Id] = Counter()
    for staff in timetable.staff:
        lessons[staff.adult] += sum(map(staff.has, slots_of[staff.group]))
    return [
        adult.past_lessons + lessons[adult.id]
        for adult in index.instance.adults
        if adult.kind is AdultKind.OWN_TEACHER
        and (adult.care != "none" or adult.clubs != ())
    ]


def adults_used(timetable: Timetable) -> int:
    """Count the adults with at least one group or post."""
    return len(
        {staff.adult for staff in timetable.staff}
        | {post.adult for post in timetable.posts}
    )
