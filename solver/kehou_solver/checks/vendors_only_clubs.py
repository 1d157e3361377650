"""Judge of: vendor instructors serve in clubs and nowhere else."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("机构只承担社团", "Vendors only in clubs")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report vendor instructors in homework groups or posts."""
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        if presence.roll.adults[adult_id].kind != AdultKind.VENDOR_INSTRUCTOR:
            continue
        for one in assignments:
            if one.meeting is None or one.meeting.group.kind == "homework":
                yield Finding(
                    rule="vendors_only_clubs",
                    about=f"adult:{adult_id}",
                    zh=f"机构教师 {adult_id} 只能承担社团，不能承担 {one.words.zh}",
                    en=f"vendor instructor {adult_id} may serve only in clubs, not in "
                    f"{one.words.en}",
                    school=one.school,
                    weekday=one.weekday,
                )
