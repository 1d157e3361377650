"""Judge of: vendors give no more than their share of a school's lessons."""

from collections import Counter
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("机构占比上限", "Cap on the vendors' share")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Count lessons of each school, and those of vendor instructors among them."""
    lessons = presence_of(instance, timetable).lessons
    given = Counter(lesson.school for lesson, _ in lessons)
    by_vendors = Counter(
        lesson.school
        for lesson, _ in lessons
        if lesson.adult.kind == AdultKind.VENDOR_INSTRUCTOR
    )
    for school in instance.schools:
        vendors, all_ = by_vendors[school.id], given[school.id]
        percent = school.limits.vendor_share_percent
        if 100 * vendors > percent * all_:
            yield Finding(
                rule="vendor_share_cap",
                about=f"school:{school.id}",
                zh=f"{school.id} 的 {all_} 课时中机构承担 {vendors} 课时，"
                f"上限 {percent}%",
                en=f"vendors give {vendors} of {all_} lessons at {school.id}; at most "
                f"{percent}% are allowed",
                school=school.id,
            )
