"""Early mornings after late evenings: where flexible hours were not honoured."""

from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures.measure import Measure
from kehou_solver.measures.week import weeks
from kehou_solver.policy import Policy


def measure(instance: Instance, timetable: Timetable, policy: Policy) -> int:
    """Count (adult, weekday) with a late assignment and an early duty the day after."""
    mornings = 0
    for week in weeks(instance, timetable):
        for adult_id, stays in week.stays_of.items():
            adult = week.index.adults[adult_id]
            limits = week.limits_of(adult)
            if limits is None:
                continue
            late = {stay.weekday for stay in stays if stay.end >= limits.late_from}
            early = {d.weekday for d in adult.duties if d.start < limits.late_start}
            mornings += sum(weekday + 1 in early for weekday in late)
    return mornings


LATE_STARTS_DENIED = Measure(
    name="late_starts_denied",
    title=Text("未兑现的晚到岗", "Late starts denied"),
    unit=Text("次", "mornings"),
    seek="min",
    measure=measure,
)
