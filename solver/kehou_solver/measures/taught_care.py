"""How often a class does its homework with somebody who teaches it."""

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import HomeroomClass
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import CLASS_SLOTS, Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count classes in homework groups led by an adult who teaches them."""
    return sum(
        any(_teaches(lead, care.each) for lead in care.leads)
        for week in weeks(instance, timetable)
        for care in week.class_care
    )


def _teaches(adult: Adult, each: HomeroomClass) -> bool:
    taught = {teaching.class_id for teaching in adult.teaches}
    return each.id in taught or each.homeroom_teacher == adult.id


TAUGHT_CARE = Measure(
    name="taught_care",
    title=Text("任课教师看护所教班级", "Care by somebody who teaches the class"),
    unit=CLASS_SLOTS,
    seek="max",
    measure=measure,
)
