"""How often a class has to leave its own room for homework care."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import CLASS_SLOTS, Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count classes in homework groups that meet in a room not their own."""
    return sum(
        care.each.room is not None and care.each.room != care.group.room
        for week in weeks(instance, timetable)
        for care in week.class_care
    )


ROOM_MOVES = Measure(
    name="room_moves",
    title=Text("换教室次数", "Room moves"),
    unit=CLASS_SLOTS,
    seek="min",
    measure=measure,
)
