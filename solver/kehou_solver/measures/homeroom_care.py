"""How often a class does its homework with its homeroom teacher."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import CLASS_SLOTS, Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count classes in homework groups led by their homeroom teacher."""
    return sum(
        any(lead.id == care.each.homeroom_teacher for lead in care.leads)
        for week in weeks(instance, timetable)
        for care in week.class_care
    )


HOMEROOM_CARE = Measure(
    name="homeroom_care",
    title=Text("班主任看护本班", "Care by the homeroom teacher"),
    unit=CLASS_SLOTS,
    seek="max",
    measure=measure,
)
