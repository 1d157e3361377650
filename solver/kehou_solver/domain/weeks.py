"""Odd and even weeks: see an instance or a timetable as it is in one week."""

from collections.abc import Set

from kehou_solver.domain.base import Id, Weeks, active
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Staff, Timetable


def weeks_of(
    instance: Instance, timetable: Timetable | None = None
) -> tuple[Weeks, ...]:
    """Return ("every",) if all weeks are alike, else ("odd", "even")."""
    marks = {slot.weeks for slot in instance.slots}
    marks |= {closure.weeks for room in instance.rooms for closure in room.closed}
    marks |= {duty.weeks for adult in instance.adults for duty in adult.duties}
    if any(slot.rotates for slot in instance.slots):
        marks.add("odd")
    if timetable is not None:
        marks |= {staff.weeks for staff in timetable.staff}
        marks |= {post.weeks for post in timetable.posts}
    return ("every",) if marks <= {"every"} else ("odd", "even")


def instance_in(instance: Instance, week: Weeks) -> Instance:
    """Return the instance with only what holds in `week`.

    Marks are left as they are; `active(mark, week)` holds for all that remain.
    """
    if week == "every":
        return instance
    return instance.model_copy(
        update={
            "slots": tuple(s for s in instance.slots if active(s.weeks, week)),
            "rooms": tuple(
                room.model_copy(
                    update={
                        "closed": tuple(c for c in room.closed if active(c.weeks, week))
                    }
                )
                for room in instance.rooms
            ),
            "adults": tuple(
                adult.model_copy(
                    update={
                        "duties": tuple(
                            d for d in adult.duties if active(d.weeks, week)
                        )
                    }
                )
                for adult in instance.adults
            ),
        }
    )


def timetable_in(instance: Instance, timetable: Timetable, week: Weeks) -> Timetable:
    """Return the timetable with only the meetings and people of `week`."""
    if week == "every":
        return timetable
    held = {slot.id for slot in instance.slots if active(slot.weeks, week)}
    groups = tuple(
        group.model_copy(update={"slots": tuple(s for s in group.slots if s in held)})
        for group in timetable.groups
        if held & set(group.slots)
    )
    kept = {group.id for group in groups}
    return timetable.model_copy(
        update={
            "groups": groups,
            "staff": tuple(
                _staff_in(staff, held)
                for staff in timetable.staff
                if active(staff.weeks, week) and staff.group in kept
                if staff.slots is None or held & set(staff.slots)
            ),
            "posts": tuple(p for p in timetable.posts if active(p.weeks, week)),
            "seats": tuple(s for s in timetable.seats if s.group in kept),
        }
    )


def _staff_in(staff: Staff, held: Set[Id]) -> Staff:
    if staff.slots is None or held >= set(staff.slots):
        return staff
    kept = tuple(slot for slot in staff.slots if slot in held)
    return staff.model_copy(update={"slots": kept})
