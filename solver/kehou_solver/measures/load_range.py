"""How far apart the teachers of a school with most and fewest lessons are."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import LESSONS, Measure
from kehou_solver.measures.week import loads
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Add up largest - smallest load of each school's sharers."""
    return sum(
        max(of_school) - min(of_school)
        for of_school in loads(instance, timetable).values()
        if of_school
    )


LOAD_RANGE = Measure(
    name="load_range",
    title=Text("课时负担差距", "Range of loads"),
    unit=LESSONS,
    seek="min",
    measure=measure,
)
