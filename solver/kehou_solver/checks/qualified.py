"""Judge of: who leads or assists is qualified for it on the day."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Meeting, Presence, presence_of
from kehou_solver.checks.words import listed
from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Text, day_of
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.policy import Policy

TITLE = Text("具备资质", "Qualified on the day")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report leads without the skill, leave or class it takes, and support staff."""
    presence = presence_of(instance, timetable)
    # A fault that does not depend on the day shows in every meeting: say it once.
    yield from dict.fromkeys(
        finding
        for group in timetable.groups
        for meeting in presence.meetings_of[group.id]
        for finding in _meeting(presence, meeting)
    )


def _meeting(presence: Presence, meeting: Meeting) -> Iterator[Finding]:
    group, leads = meeting.group, presence.leads(meeting)
    for adult in leads:
        yield from _lead(presence, meeting, adult)
    for adult in (*leads, *presence.assistants(meeting)):
        if adult.kind == AdultKind.SUPPORT_STAFF:
            yield _finding(
                group,
                adult,
                Text(
                    "管理与后勤人员不担任主班或副班",
                    "support staff neither lead nor assist",
                ),
            )


def _lead(presence: Presence, meeting: Meeting, adult: Adult) -> Iterator[Finding]:
    group = meeting.group
    club = presence.roll.clubs.get(group.club) if group.club else None
    if group.kind == "homework":
        faults = _homework(presence, group, adult)
    elif club is not None:
        faults = _club(presence, meeting, adult, club)
    else:
        return
    for fault in faults:
        yield _finding(group, adult, fault)


def _homework(presence: Presence, group: Group, adult: Adult) -> Iterator[Text]:
    classes = presence.roll.classes
    if adult.care == "none":
        yield Text("不承担作业辅导", "gives no homework care")
    elif adult.care == "taught" and not any(
        presence.roll.teaches(adult, classes[class_id])
        for class_id in group.classes
        if class_id in classes
    ):
        taught = listed(group.classes)
        yield Text(
            f"只看护所教的班，而 {taught.zh} 都不是",
            f"cares only for classes he or she teaches; {taught.en} are not",
        )


def _club(
    presence: Presence, meeting: Meeting, adult: Adult, club: Club
) -> Iterator[Text]:
    if adult.clubs is not None and club.id not in adult.clubs:
        yield Text(
            f"不承担社团 {club.id}", f"club {club.id} is not among his or her clubs"
        )
    date = day_of(presence.instance.week_of, meeting.weekday)
    for needed in club.qualifications:
        if not any(
            held.name == needed and held.valid_from <= date <= held.valid_until
            for held in adult.qualifications
        ):
            yield Text(
                f"{date} 没有有效的资质 {needed}",
                f"holds no qualification {needed} valid on {date}",
            )


def _finding(group: Group, adult: Adult, fault: Text) -> Finding:
    return Finding(
        rule="qualified",
        about=f"adult:{adult.id}",
        zh=f"{adult.id} 在 {group.id}：{fault.zh}",
        en=f"{adult.id} in {group.id}: {fault.en}",
        school=group.school,
    )
