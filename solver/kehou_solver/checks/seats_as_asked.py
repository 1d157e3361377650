"""Judge of: children sit only in clubs they wished for and may attend."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Presence, presence_of
from kehou_solver.checks.words import listed
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.policy import Policy

TITLE = Text("按志愿入座", "Seats as asked for")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report seats nobody asked for, and pupils with more seats than they may have."""
    presence = presence_of(instance, timetable)
    for pupil_id, seats in presence.seats_by_pupil.items():
        pupil = presence.roll.pupils.get(pupil_id)
        if pupil is None:
            continue
        groups = [presence.groups[s.group] for s in seats if s.group in presence.groups]
        for fault in _faults(presence, pupil, groups):
            yield Finding(
                rule="seats_as_asked",
                about=f"pupil:{pupil_id}",
                zh=f"学生 {pupil_id}：{fault.zh}",
                en=f"pupil {pupil_id}: {fault.en}",
                school=presence.roll.classes[pupil.class_id].school,
            )


def _faults(presence: Presence, pupil: Pupil, groups: list[Group]) -> Iterator[Text]:
    yield from _seats(presence, pupil, groups)
    yield from _totals(pupil, groups)
    yield from _families(presence, groups)


def _seats(presence: Presence, pupil: Pupil, groups: list[Group]) -> Iterator[Text]:
    roll = presence.roll
    attended = {slot.id for slot in roll.attended[pupil.id]}
    for group in {group.id: group for group in groups}.values():
        missed = listed(
            meeting.slot.id
            for meeting in presence.meetings_of[group.id]
            if meeting.slot.id not in attended
        )
        if missed.en:
            yield Text(
                f"在 {group.id} 有座位，但没有报名时段 {missed.zh}",
                f"has a seat in {group.id} but did not ask for {missed.en}",
            )
        club = roll.clubs.get(group.club) if group.club else None
        if club is not None:
            yield from _club(presence, pupil, club)


def _club(presence: Presence, pupil: Pupil, club: Club) -> Iterator[Text]:
    each = presence.roll.classes[pupil.class_id]
    if club.id not in pupil.wishes:
        yield Text(f"没有志愿 {club.id}", f"did not wish for {club.id}")
    if club.school != each.school:
        yield Text(
            f"社团 {club.id} 属于 {club.school}，不属于 {each.school}",
            f"club {club.id} is of school {club.school}, not {each.school}",
        )
    if not club.from_grade <= each.grade <= club.to_grade:
        yield Text(
            f"{each.grade} 年级，社团 {club.id} 只收 "
            f"{club.from_grade} 至 {club.to_grade} 年级",
            f"is in grade {each.grade}; club {club.id} takes grades "
            f"{club.from_grade} to {club.to_grade}",
        )


def _totals(pupil: Pupil, groups: list[Group]) -> Iterator[Text]:
    clubs = Counter(group.club for group in groups if group.club is not None)
    for club, seats in clubs.items():
        if seats > 1:
            yield Text(
                f"在社团 {club} 有 {seats} 个座位，至多 1 个",
                f"has {seats} seats in club {club}; at most 1",
            )
    if clubs.total() > pupil.clubs_per_week:
        yield Text(
            f"有 {clubs.total()} 个社团座位，每周至多 {pupil.clubs_per_week} 个",
            f"has {clubs.total()} club seats; at most {pupil.clubs_per_week} a week",
        )


def _families(presence: Presence, groups: list[Group]) -> Iterator[Text]:
    """Two groups of one club are said as such: here only different clubs count."""
    clubs = {group.club for group in groups if group.club in presence.roll.clubs}
    families: dict[str, list[str]] = defaultdict(list)
    for club_id in sorted(club for club in clubs if club):
        family = presence.roll.clubs[club_id].family
        if family is not None:
            families[family].append(club_id)
    for family, members in families.items():
        if len(members) > 1:
            together = listed(members)
            yield Text(
                f"在同一门课程 {family} 的 {together.zh} 都有座位，只能有一个",
                f"sits in {together.en}, all of family {family}; at most one of them",
            )
