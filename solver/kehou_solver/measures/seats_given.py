"""How many club seats are held: a child in two clubs counts twice."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count the seats of club groups."""
    return sum(
        seat.pupil in week.index.pupils
        and seat.group in week.groups
        and week.groups[seat.group].kind == "club"
        for week in weeks(instance, timetable)
        for seat in week.timetable.seats
    )


SEATS_GIVEN = Measure(
    name="seats_given",
    title=Text("社团座位数", "Club seats held"),
    unit=Text("人次", "seats"),
    seek="max",
    measure=measure,
)
