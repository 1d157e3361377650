"""Judge of: there is time for the way between a fixed duty and another campus."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.checks.words import when
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("路途时间", "Time for the way")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report assignments too close to a fixed duty of that day at another school."""
    presence = presence_of(instance, timetable)
    roll = presence.roll
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = roll.adults[adult_id]
        limits = roll.limits_for(adult)
        buffer = limits.travel_buffer_minutes if limits else 0
        for one in assignments:
            for duty in adult.duties:
                if duty.weekday != one.weekday or duty.school == one.school:
                    continue
                needed = max(buffer, roll.travel(one.school, duty.school))
                left = max(duty.start - one.end, one.start - duty.end)
                if left >= needed:
                    continue
                hours = when(duty.weekday, duty.start, duty.end)
                yield Finding(
                    rule="travel_time",
                    about=f"adult:{adult_id}",
                    zh=f"{adult_id} 在 {duty.school} 的固定任务 {hours.zh} 与在 "
                    f"{one.school} 的 {one.words.zh} 之间只有 {max(left, 0)} 分钟，"
                    f"至少需 {needed} 分钟",
                    en=f"{adult_id} has {max(left, 0)} minutes between the duty at "
                    f"{duty.school} on {hours.en} and {one.words.en} at {one.school}; "
                    f"at least {needed} are needed",
                    school=one.school,
                    weekday=one.weekday,
                )
