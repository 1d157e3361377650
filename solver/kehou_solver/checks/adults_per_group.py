"""Judge of: every group has exactly the adults it needs."""

from collections.abc import Iterator
from typing import NamedTuple

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Meeting, Presence, presence_of
from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.policy import Policy

TITLE = Text("每组人员", "Adults of each group")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report groups without exactly one lead and the assistants they need.

    Every meeting counts; it is named where the meetings of a group differ.
    """
    presence = presence_of(instance, timetable)
    for group in timetable.groups:
        seen = {m: _count(presence, m) for m in presence.meetings_of[group.id]}
        alike = len(set(seen.values())) == 1
        for meeting, counts in seen.items():
            what = Text(group.id, group.id) if alike else meeting.words
            yield from _faults(group, what, counts)
            if alike:
                break


class _Counts(NamedTuple):
    """Adults with a group in one of its meetings."""

    leads: int
    assistants: int
    needed: int


def _count(presence: Presence, meeting: Meeting) -> _Counts:
    return _Counts(
        len(presence.leads(meeting)),
        len(presence.assistants(meeting)),
        _assistants_needed(presence, meeting),
    )


def _faults(group: Group, what: Text, counts: _Counts) -> Iterator[Finding]:
    leads, assistants, needed = counts
    if leads != 1:
        yield _finding(
            group,
            f"{what.zh} 有 {leads} 名主班，应恰好 1 名",
            f"{what.en} has {leads} leads; exactly 1 is needed",
        )
    if assistants != needed:
        yield _finding(
            group,
            f"{what.zh} 有 {assistants} 名副班，应恰好 {needed} 名",
            f"{what.en} has {assistants} assistants; exactly {needed} needed",
        )


def _assistants_needed(presence: Presence, meeting: Meeting) -> int:
    group = meeting.group
    club = presence.roll.clubs.get(group.club) if group.club else None
    if group.kind == "homework" or club is None:
        return 0
    school = presence.roll.schools.get(group.school)
    by_vendor = any(
        lead.kind == AdultKind.VENDOR_INSTRUCTOR for lead in presence.leads(meeting)
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
