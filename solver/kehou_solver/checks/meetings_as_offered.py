"""Judge of: groups meet as often, and when, their club or their class may.

Needs the whole timetable: once in odd and once in even weeks makes two meetings.
"""

from collections import Counter
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Presence, presence_of
from kehou_solver.checks.words import listed
from kehou_solver.domain.base import WEEKDAY_NAMES, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.policy import Policy

TITLE = Text("按开设计划活动", "Meetings as offered")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report groups with wrong slots, and clubs with too many groups."""
    presence = presence_of(instance, timetable)
    for group in timetable.groups:
        faults = _homework if group.kind == "homework" else _club
        for fault in (*_foreign_slots(presence, group), *faults(presence, group)):
            yield Finding(
                rule="meetings_as_offered",
                about=f"group:{group.id}",
                zh=f"{group.id}：{fault.zh}",
                en=f"{group.id}: {fault.en}",
                school=group.school,
            )
    opened = Counter(club.id for _, club in presence.club_groups)
    for club in instance.clubs:
        if opened[club.id] > club.parallel_groups:
            yield Finding(
                rule="meetings_as_offered",
                about=f"club:{club.id}",
                zh=f"社团 {club.id} 开了 {opened[club.id]} 个组，"
                f"至多 {club.parallel_groups} 个",
                en=f"club {club.id} has {opened[club.id]} groups; at most "
                f"{club.parallel_groups} are offered",
                school=club.school,
            )


def _foreign_slots(presence: Presence, group: Group) -> Iterator[Text]:
    foreign = listed(
        meeting.slot.id
        for meeting in presence.meetings_of[group.id]
        if meeting.slot.school != group.school
    )
    if foreign.en:
        yield Text(
            f"时段 {foreign.zh} 不属于学校 {group.school}",
            f"slots {foreign.en} are not of school {group.school}",
        )


def _homework(presence: Presence, group: Group) -> Iterator[Text]:
    if len(group.slots) != 1:
        yield Text(
            f"作业辅导组有 {len(group.slots)} 个时段，应恰好 1 个",
            f"a homework group has exactly 1 slot, not {len(group.slots)}",
        )


def _club(presence: Presence, group: Group) -> Iterator[Text]:
    club = presence.roll.clubs.get(group.club) if group.club else None
    if club is None:
        return
    if club.school != group.school:
        yield Text(
            f"社团 {club.id} 属于 {club.school}，不属于 {group.school}",
            f"club {club.id} is of school {club.school}, not {group.school}",
        )
    if len(group.slots) != club.meetings_per_week:
        yield Text(
            f"每周活动 {len(group.slots)} 次，社团 {club.id} 应为 "
            f"{club.meetings_per_week} 次",
            f"meets {len(group.slots)} times a week; club {club.id} meets "
            f"{club.meetings_per_week} times",
        )
    slots = presence.roll.slots
    days = Counter(slots[slot].weekday for slot in group.slots if slot in slots)
    for day, times in sorted(days.items()):
        if times > 1:
            yield Text(
                f"{WEEKDAY_NAMES[day].zh}活动 {times} 次，每天至多 1 次",
                f"meets {times} times on {WEEKDAY_NAMES[day].en}; at most once a day",
            )
    if club.slots is not None:
        closed = listed(slot for slot in group.slots if slot not in club.slots)
        if closed.en:
            yield Text(
                f"时段 {closed.zh} 不在社团 {club.id} 可用的时段内",
                f"slots {closed.en} are not among those of club {club.id}",
            )
