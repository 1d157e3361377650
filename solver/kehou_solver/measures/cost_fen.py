"""What the week costs: the pay of all lessons, and what is paid once per adult."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Add up the pay of all adults who give a lesson (fen)."""
    return sum(
        lessons[0].adult.fixed_fen_week + sum(lesson.pay_fen for lesson in lessons)
        for week in weeks(instance, timetable)
        for lessons in week.lessons_of.values()
    )


COST_FEN = Measure(
    name="cost_fen",
    title=Text("课时费用", "Cost of all lessons"),
    unit=Text("分", "fen"),
    seek="min",
    measure=measure,
)
