"""Judge of: every group has exactly the adults it needs."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Presence, presence_of
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.policy import Policy

TITLE = Text("每组人员", "Adults of each group")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report groups without exactly one lead and the assistants they need."""
    presence = presence_of(instance, timetable)
    for group in timetable.groups:
        leads, needed = len(presence.leads(group)), _assistants_needed(presence, group)
        assistants = len(presence.assistants(group))
        if leads != 1:
            yield _finding(
                group,
                f"{group.id} 有 {leads} 名主班，应恰好 1 名",
                f"{group.id} has {leads} leads; exactly 1 is needed",
            )
        if assistants != needed:
            yield _finding(
                group,
                f"{group.id} 有 {assistants} 名副班，应恰好 {needed} 名",
                f"{group.id} has {assistants} assistants; exactly {needed} needed",
            )


def _assistants_needed(presence: Presence, group: Group) -> int:
    club = presence.roll.clubs.get(group.club) if group.club else None
    if group.kind == "homework" or club is None:
        return 0
    school = presence.roll.schools.get(group.school)
    by_vendor = any(
        lead.kind == AdultKind.VENDOR_INSTRUCTOR for lead in presence.leads(group)
    )
    escorted = by_vendor and school is not None and school.limits.vendor_accompanied
    return max(club.adults_per_group - 1, int(escorted))


def _finding(group: Group, zh: str, en: str) -> Finding:
    return Finding(
        rule="adults_per_group",
        about=f"group:{group.id}",
        zh=zh,
        en=en,
        school=group.school,
    )
