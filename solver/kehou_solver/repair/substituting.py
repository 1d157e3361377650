"""Gives one lesson of a timetable to somebody else."""

from collections.abc import Collection
from typing import Literal

from kehou_solver.domain.base import Id, Weeks
from kehou_solver.domain.timetable import Group, Staff, Timetable


def given_to(
    timetable: Timetable,
    group: Group,
    slot: Id,
    role: Literal["lead", "assistant"],
    weeks: Weeks,
    *,
    now: Collection[Id],
    newcomer: Id,
) -> list[Staff]:
    """Return the people of a timetable with one lesson in other hands.

    Args:
        timetable: as it is.
        group: whose lesson it is.
        slot: one of its slots; its other lessons keep whoever has them.
        role: of the lesson.
        weeks: in which the newcomer has it.
        now: who has it now, and gives it up.
        newcomer: who has it then.
    """
    staff = []
    for row in timetable.staff:
        there = row.group == group.id and row.role == role
        if there and row.adult in now and row.has(slot):
            staff += _without(row, group, slot)
        else:
            staff.append(row)
    part = (slot,) if len(group.slots) > 1 else None
    staff.append(
        Staff(adult=newcomer, group=group.id, role=role, weeks=weeks, slots=part)
    )
    return staff


def _without(row: Staff, group: Group, slot: Id) -> list[Staff]:
    """Return what is left of a row without one of its meetings."""
    slots = tuple(s for s in group.slots if row.has(s) and s != slot)
    return [row.model_copy(update={"slots": slots})] if slots else []
