"""How unevenly lessons are spread over all teachers, not only the two extremes."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import Measure
from kehou_solver.measures.week import loads
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Add up the squares of all sharers' loads."""
    return sum(
        load**2
        for of_school in loads(instance, timetable).values()
        for load in of_school
    )


LOAD_SQUARES = Measure(
    name="load_squares",
    title=Text("课时负担均衡（平方和）", "Spread of loads (sum of squares)"),
    unit=Text("课时²", "lessons²"),
    seek="min",
    measure=measure,
)
