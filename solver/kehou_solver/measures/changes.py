"""How far a timetable is from the one families already know."""

from collections.abc import Hashable, Iterator

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import timetable_in, weeks_of
from kehou_solver.measures.measure import Measure
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count the cells that are in one of the two timetables only, in each week.

    If either of them has odd and even weeks, both are compared week by week.
    """
    published = instance.published
    if published is None:
        return 0
    weeks = max(weeks_of(instance, timetable), weeks_of(instance, published), key=len)
    return sum(
        len(
            set(_cells(timetable_in(instance, timetable, week)))
            ^ set(_cells(timetable_in(instance, published, week)))
        )
        for week in weeks
    )


def _cells(timetable: Timetable) -> Iterator[Hashable]:
    groups = {group.id: group for group in timetable.groups}
    for staff in timetable.staff:
        group = groups.get(staff.group)
        if group is None:
            continue
        # A club cell and a class cell never meet: the kind keeps them apart.
        led = group.classes if group.kind == "homework" else (group.club,)
        for slot in group.slots:
            for one in led if staff.has(slot) else ():
                yield group.kind, staff.adult, slot, one, staff.role
    for post in timetable.posts:
        yield "post", post.adult, post.school, post.weekday, post.role
    for seat in timetable.seats:
        if seat.group in groups:
            yield "seat", seat.pupil, groups[seat.group].club


CHANGES = Measure(
    name="changes",
    title=Text("与已公布课表的变动", "Changes against the published timetable"),
    unit=Text("处", "cells"),
    seek="min",
    measure=measure,
)
