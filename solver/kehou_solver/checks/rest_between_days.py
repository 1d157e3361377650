"""Judge of: there is enough rest between an afternoon and the next morning."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import by_weekday, presence_of
from kehou_solver.domain.base import WEEKDAY_NAMES, Text, clock
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("两天之间的休息", "Rest between two days")

_DAY = 24 * 60


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report adults whose first fixed duty comes too soon after an assignment."""
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = presence.roll.adults[adult_id]
        limits = presence.roll.limits_for(adult)
        if limits is None:
            continue
        for weekday, of_day in by_weekday(assignments):
            last = max(of_day, key=lambda one: one.end)
            mornings = [d.start for d in adult.duties if d.weekday == weekday + 1]
            if not mornings:
                continue
            rest = _DAY - last.end + min(mornings)
            if rest < limits.rest_minutes:
                day, next_day = WEEKDAY_NAMES[weekday], WEEKDAY_NAMES[weekday + 1]
                ends, begins = clock(last.end), clock(min(mornings))
                yield Finding(
                    rule="rest_between_days",
                    about=f"adult:{adult_id}",
                    zh=f"{adult_id} {day.zh} {ends} 结束，{next_day.zh} {begins} 又有"
                    f"固定任务，只休息 {rest} 分钟，"
                    f"至少应休息 {limits.rest_minutes} 分钟",
                    en=f"{adult_id} ends at {ends} on {day.en} and has a fixed duty at "
                    f"{begins} on {next_day.en}: {rest} minutes of rest, at least "
                    f"{limits.rest_minutes} are needed",
                    school=last.school,
                    weekday=weekday,
                )
