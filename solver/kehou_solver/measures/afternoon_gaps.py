"""Slots in which an adult waits between two lessons of an afternoon."""

from collections import defaultdict

from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count, per adult, weekday and school, the slots between lessons without one."""
    gaps = 0
    for week in weeks(instance, timetable):
        afternoons: dict[tuple[Id, int, Id], dict[Id, Slot]] = defaultdict(dict)
        for adult, _, slot in week.lessons:
            afternoons[adult.id, slot.weekday, slot.school][slot.id] = slot
        for (_, weekday, school), given in afternoons.items():
            first = min(slot.start for slot in given.values())
            last = max(slot.start for slot in given.values())
            gaps += sum(
                slot.weekday == weekday
                and first < slot.start < last
                and slot.id not in given
                for slot in week.index.slots_of.get(school, ())
            )
    return gaps


AFTERNOON_GAPS = Measure(
    name="afternoon_gaps",
    title=Text("中间空档", "Gaps in an afternoon"),
    unit=Text("时段", "slots"),
    seek="min",
    measure=measure,
)
