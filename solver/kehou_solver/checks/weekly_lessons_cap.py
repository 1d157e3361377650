"""Judge of: nobody gives more lessons, or minutes of them, than a week may hold."""

from collections import defaultdict
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.pay import minutes_of_lesson
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("每周课时上限", "Cap on lessons a week")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Count the lessons and the minutes each adult leads or assists in."""
    presence = presence_of(instance, timetable)
    given: dict[Id, list[int]] = defaultdict(list)
    for lesson, meeting in presence.lessons:
        given[lesson.adult.id].append(minutes_of_lesson(lesson.adult, meeting))
    for adult_id, minutes in sorted(given.items()):
        adult = presence.roll.adults[adult_id]
        limits = presence.roll.limits_for(adult)
        caps = [limits.lessons_week] if limits else []
        caps += [] if adult.lessons_week is None else [adult.lessons_week]
        if caps and len(minutes) > min(caps):
            yield Finding(
                rule="weekly_lessons_cap",
                about=f"adult:{adult_id}",
                zh=f"{adult_id} 本周 {len(minutes)} 课时，至多 {min(caps)} 课时",
                en=f"{adult_id} has {len(minutes)} lessons this week; at most "
                f"{min(caps)}",
            )
        if adult.minutes_week is not None and sum(minutes) > adult.minutes_week:
            yield Finding(
                rule="weekly_lessons_cap",
                about=f"adult:{adult_id}",
                zh=f"{adult_id} 本周授课 {sum(minutes)} 分钟，"
                f"至多 {adult.minutes_week} 分钟",
                en=f"{adult_id} has {sum(minutes)} minutes of lessons this week; at "
                f"most {adult.minutes_week}",
            )
