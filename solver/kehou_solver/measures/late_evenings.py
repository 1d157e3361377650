"""Evenings that service makes late for somebody who would otherwise be home."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count (adult, weekday) with a late assignment and no late fixed duty."""
    evenings = 0
    for week in weeks(instance, timetable):
        for adult_id, stays in week.stays_of.items():
            adult = week.index.adults[adult_id]
            limits = week.limits_of(adult)
            if limits is None:
                continue
            late = {stay.weekday for stay in stays if stay.end >= limits.late_from}
            late -= {d.weekday for d in adult.duties if d.end >= limits.late_from}
            evenings += len(late)
    return evenings


LATE_EVENINGS = Measure(
    name="late_evenings",
    title=Text("晚归次数", "Late evenings"),
    unit=Text("晚", "evenings"),
    seek="min",
    measure=measure,
)
