"""Judge of: a club group opens only with enough children."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("最低开班人数", "Enough children to open")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report each club group with fewer seats than its club needs to open."""
    presence = presence_of(instance, timetable)
    for group, club in presence.club_groups:
        children = len(presence.seats_of.get(group.id, ()))
        if children < club.min_enrolment:
            yield Finding(
                rule="minimum_enrolment",
                about=f"group:{group.id}",
                zh=f"{group.id} 只有 {children} 名学生，"
                f"社团 {club.id} 至少 {club.min_enrolment} 名才开班",
                en=f"{group.id} has {children} children; club {club.id} opens with "
                f"{club.min_enrolment} or more",
                school=group.school,
            )
