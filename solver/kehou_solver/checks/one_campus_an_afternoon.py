"""Judge of: nobody serves two campuses in one afternoon."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import by_weekday, presence_of
from kehou_solver.checks.words import listed
from kehou_solver.domain.base import WEEKDAY_NAMES, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("一个下午只在一个校区", "One campus an afternoon")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report adults with assignments at several schools on one weekday."""
    presence = presence_of(instance, timetable)
    for adult, assignments in sorted(presence.assignments.items()):
        for weekday, of_day in by_weekday(assignments):
            schools = sorted({one.school for one in of_day})
            if len(schools) > 1:
                day, at = WEEKDAY_NAMES[weekday], listed(schools)
                yield Finding(
                    rule="one_campus_an_afternoon",
                    about=f"adult:{adult}",
                    zh=f"{adult} {day.zh}在 {len(schools)} 所学校有任务"
                    f"（{at.zh}），只能在 1 所",
                    en=f"{adult} serves {len(schools)} schools on {day.en} ({at.en}); "
                    "only 1 is allowed",
                    weekday=weekday,
                )
