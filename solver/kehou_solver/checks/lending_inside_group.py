"""Judge of: teachers are lent only inside their school group."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.checks.roll import Roll
from kehou_solver.domain.adult import SCHOOL_KINDS, Adult, AdultKind
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("只在集团内走教", "Lending only inside the group")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report staff of a school who serve where their school may not lend them."""
    presence = presence_of(instance, timetable)
    for adult_id, assignments in sorted(presence.assignments.items()):
        adult = presence.roll.adults[adult_id]
        if adult.kind not in SCHOOL_KINDS:
            continue
        for one in assignments:
            if one.school != adult.home and not _may_go(
                presence.roll, adult, one.school
            ):
                yield Finding(
                    rule="lending_inside_group",
                    about=f"adult:{adult_id}",
                    zh=f"{adult_id}（{adult.home or '无所属学校'}）不能到 {one.school} "
                    f"承担 {one.words.zh}；只有集团校教师可在同一集团内走教",
                    en=f"{adult_id} of {adult.home or 'no school'} may not serve "
                    f"{one.words.en} at {one.school}; only group teachers are lent, "
                    "inside one group",
                    school=one.school,
                    weekday=one.weekday,
                )


def _may_go(roll: Roll, adult: Adult, to: Id) -> bool:
    home = roll.schools.get(adult.home) if adult.home else None
    away = roll.schools.get(to)
    return (
        adult.kind == AdultKind.GROUP_TEACHER
        and home is not None
        and away is not None
        and home.group is not None
        and home.group == away.group
    )
