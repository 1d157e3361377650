"""The longest week of duty that any teacher of a school has."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import MINUTES, Measure
from kehou_solver.measures.week import sharers, weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Add up, over schools and weeks, the largest weekly duty of the sharers."""
    peak = 0
    for week in weeks(instance, timetable):
        # From the week's own instance: its duties are those of this week.
        for school, adults in sharers(week.instance).items():
            limits = week.index.schools[school].limits
            peak += max((week.duty_minutes(a, limits) for a in adults), default=0)
    return peak


DUTY_MINUTES_PEAK = Measure(
    name="duty_minutes_peak",
    title=Text("最长每周在岗时长", "Longest week of duty"),
    unit=MINUTES,
    seek="min",
    measure=measure,
)
