"""Judge of: adults are asked only where and when they are free, for what they do."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Assignment, presence_of
from kehou_solver.checks.words import ROLES, when
from kehou_solver.domain.base import Text, overlap
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import DutyRole
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("有空才安排", "Free when asked")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report assignments at schools not served, in slots not free or during duties."""
    presence = presence_of(instance, timetable)
    for adult, assignments in sorted(presence.assignments.items()):
        for one in assignments:
            for fault in _faults(one):
                yield Finding(
                    rule="free_when_asked",
                    about=f"adult:{adult}",
                    zh=f"{adult} 的任务 {one.words.zh}：{fault.zh}",
                    en=f"{adult} in {one.words.en}: {fault.en}",
                    school=one.school,
                    weekday=one.weekday,
                )


def _faults(one: Assignment) -> Iterator[Text]:
    adult = one.adult
    if one.school not in adult.serves:
        yield Text(f"不在 {one.school} 服务", f"does not serve {one.school}")
    slot = one.meeting.slot if one.meeting else None
    if slot is not None and adult.free is not None and slot.id not in adult.free:
        yield Text(f"时段 {slot.id} 没有空", f"is not free in slot {slot.id}")
    if one.meeting is None and one.role not in adult.posts:
        role = ROLES[DutyRole(one.role)]
        yield Text(f"不承担{role.zh}", f"does not take {role.en}")
    for duty in adult.duties:
        if duty.weekday == one.weekday and overlap(
            one.occupied_from, one.occupied_until, duty.start, duty.end
        ):
            hours = when(duty.weekday, duty.start, duty.end)
            yield Text(f"与固定任务 {hours.zh} 冲突", f"has a fixed duty on {hours.en}")
