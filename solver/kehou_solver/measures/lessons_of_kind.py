"""Lessons given by people the law would rather call on later."""

from collections.abc import Callable

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import LESSONS, Measure
from kehou_solver.measures.week import Lesson, weeks
from kehou_solver.policy import Policy


def lessons_of_kind(
    name: str, title: Text, counted: Callable[[Lesson], bool]
) -> Measure:
    """Build the measure that counts the lessons `counted` says yes to."""

    def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
        return sum(
            counted(lesson)
            for week in weeks(instance, timetable)
            for lesson in week.lessons
        )

    return Measure(name=name, title=title, unit=LESSONS, seek="min", measure=measure)
