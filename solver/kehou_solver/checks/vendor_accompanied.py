"""Judge of: a teacher of the school or group is with every vendor-led group."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("机构课有教师陪同", "Vendors are accompanied")

_COMPANY = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report groups led by a vendor instructor without a teacher as assistant."""
    presence = presence_of(instance, timetable)
    for group in timetable.groups:
        school = presence.roll.schools.get(group.school)
        if school is None or not school.limits.vendor_accompanied:
            continue
        alone = dict.fromkeys(
            lead.id
            for meeting in presence.meetings_of[group.id]
            if not any(a.kind in _COMPANY for a in presence.assistants(meeting))
            for lead in presence.leads(meeting)
            if lead.kind == AdultKind.VENDOR_INSTRUCTOR
        )
        for lead in alone:
            yield Finding(
                rule="vendor_accompanied",
                about=f"group:{group.id}",
                zh=f"{group.id} 由机构教师 {lead} 主班，须有本校或集团校教师任副班",
                en=f"{group.id} is led by vendor instructor {lead}; an own or group "
                "teacher must assist",
                school=group.school,
            )
