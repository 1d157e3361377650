"""Judge of: no day of service is longer than the school allows."""

from collections.abc import Iterator

from kehou_solver.checks.duty_time import all_spans, duty_minutes, fixed_spans
from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import WEEKDAY_NAMES, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("每日在岗时长上限", "Cap on duty minutes a day")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report days of service longer than the cap and than the fixed duties alone."""
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = presence.roll.adults[adult_id]
        limits = presence.roll.limits_for(adult)
        if limits is None:
            continue
        fixed, spans = fixed_spans(adult), all_spans(adult, assignments)
        for weekday in sorted({one.weekday for one in assignments}):
            minutes = duty_minutes(spans[weekday], limits)
            most = max(
                limits.duty_minutes_day, duty_minutes(fixed.get(weekday, ()), limits)
            )
            if minutes > most:
                day = WEEKDAY_NAMES[weekday]
                yield Finding(
                    rule="duty_minutes_day_cap",
                    about=f"adult:{adult_id}",
                    zh=f"{adult_id} {day.zh}在岗 {minutes} 分钟，至多 {most} 分钟",
                    en=f"{adult_id} is on duty for {minutes} minutes on {day.en}; at "
                    f"most {most}",
                    weekday=weekday,
                )
