"""Hours on account (时间银行) above what a school lets a teacher save."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import MINUTES, Measure
from kehou_solver.measures.week import lessons_given, weeks
from kehou_solver.policy import Policy

_TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Add up what each teacher's account is above the ceiling after one week.

    Lessons over an odd and an even week are halved, rounded up.
    """
    of_weeks = weeks(instance, timetable)
    given = lessons_given(of_weeks)
    over = 0
    for adult in instance.adults:
        limits = of_weeks[0].limits_of(adult)
        if adult.kind not in _TEACHERS or limits is None:
            continue
        lessons = -(-given.get(adult.id, 0) // len(of_weeks))
        saved = adult.time_bank_minutes + limits.time_bank_credit_minutes * lessons
        over += max(0, saved - limits.time_bank_ceiling_minutes)
    return over


TIME_BANK_OVER = Measure(
    name="time_bank_over",
    title=Text("时间银行超额", "Time bank above its ceiling"),
    unit=MINUTES,
    seek="min",
    measure=measure,
)
