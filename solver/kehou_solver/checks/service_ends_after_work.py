"""Judge of: service does not end before people are home from work (in principle)."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import WEEKDAY_NAMES, Text, clock
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import School, Tier
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("结束不早于下班时间", "Service lasts until the end of work")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report weekdays whose last slot ends before the district's off-work time."""
    roll = presence_of(instance, timetable).roll
    for school in instance.schools:
        if not _required(school):
            continue
        off_work = roll.districts[school.district].off_work_time
        ends: dict[int, int] = {}
        for slot in roll.slots_of.get(school.id, ()):
            ends[slot.weekday] = max(slot.end, ends.get(slot.weekday, 0))
        for weekday, end in sorted(ends.items()):
            if end < off_work:
                day = WEEKDAY_NAMES[weekday]
                yield Finding(
                    rule="service_ends_after_work",
                    about=f"school:{school.id}",
                    zh=f"{school.id} {day.zh}服务 {clock(end)} 结束，"
                    f"早于当地下班时间 {clock(off_work)}",
                    en=f"service at {school.id} ends at {clock(end)} on {day.en}, "
                    f"before the off-work time {clock(off_work)}",
                    school=school.id,
                    weekday=weekday,
                )


def _required(school: School) -> bool:
    return school.tier != Tier.VILLAGE and not school.boarding
