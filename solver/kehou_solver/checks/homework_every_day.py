"""Judge of: children with written homework keep one slot a day for it."""

from collections import defaultdict
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import WEEKDAY_NAMES, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("每天有作业时段", "Homework every day")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report pupils who spend all slots of a homework day in clubs."""
    presence = presence_of(instance, timetable)
    roll = presence.roll
    first_grade = policy.number("homework_first_grade")
    # Only a club can take a homework slot away.
    for pupil_id in sorted(presence.seats_by_pupil):
        pupil = roll.pupils.get(pupil_id)
        if pupil is None or not pupil.homework:
            continue
        each = roll.classes[pupil.class_id]
        if each.grade < first_grade:
            continue
        left: dict[int, int] = defaultdict(int)
        for slot in roll.attended[pupil_id]:
            left[slot.weekday] += (pupil_id, slot.id) not in presence.in_club
        for weekday, slots in sorted(left.items()):
            free_of_homework = roll.schools[each.school].no_homework_weekdays
            if slots == 0 and weekday not in free_of_homework:
                day = WEEKDAY_NAMES[weekday]
                yield Finding(
                    rule="homework_every_day",
                    about=f"pupil:{pupil_id}",
                    zh=f"学生 {pupil_id}（{each.grade} 年级）{day.zh}全部时段都在社团，"
                    "至少应留 1 个作业辅导时段",
                    en=f"pupil {pupil_id} of grade {each.grade} is in clubs in every "
                    f"slot of {day.en}; at least 1 must be left for homework",
                    school=each.school,
                    weekday=weekday,
                )
