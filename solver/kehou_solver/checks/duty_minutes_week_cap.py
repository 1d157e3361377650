"""Judge of: no week of service is longer than the school allows."""

from collections.abc import Iterator

from kehou_solver.checks.duty_time import all_spans, duty_minutes, fixed_spans
from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("每周在岗时长上限", "Cap on duty minutes a week")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report weeks of duty longer than the cap and than the fixed duties alone."""
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = presence.roll.adults[adult_id]
        limits = presence.roll.limits_for(adult)
        if limits is None:
            continue
        spans = all_spans(adult, assignments).values()
        fixed = fixed_spans(adult).values()
        minutes = sum(duty_minutes(of_day, limits) for of_day in spans)
        most = max(
            limits.duty_minutes_week,
            sum(duty_minutes(of_day, limits) for of_day in fixed),
        )
        if minutes > most:
            yield Finding(
                rule="duty_minutes_week_cap",
                about=f"adult:{adult_id}",
                zh=f"{adult_id} 本周在岗 {minutes} 分钟，至多 {most} 分钟",
                en=f"{adult_id} is on duty for {minutes} minutes this week; at most "
                f"{most}",
            )
