"""Judge of: a group meets in a room of its school that has what it needs."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.checks.words import listed
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import Room
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.policy import Policy

TITLE = Text("场地适用", "A room that suits")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report groups in rooms of other schools, badly fitted rooms and wrong venues."""
    roll = presence_of(instance, timetable).roll
    for group in timetable.groups:
        room = roll.rooms.get(group.room)
        club = roll.clubs.get(group.club) if group.club else None
        if room is not None:
            for fault in _faults(group, room, club):
                yield Finding(
                    rule="room_suits",
                    about=f"group:{group.id}",
                    zh=f"{group.id} 用场地 {room.id}：{fault.zh}",
                    en=f"{group.id} is in room {room.id}: {fault.en}",
                    school=group.school,
                )


def _faults(group: Group, room: Room, club: Club | None) -> Iterator[Text]:
    if room.school != group.school:
        yield Text(
            f"该场地属于 {room.school}，不属于 {group.school}",
            f"it belongs to {room.school}, not to {group.school}",
        )
    missing = listed(
        f for f in (club.room_features if club else ()) if f not in room.features
    )
    if missing.en:
        yield Text(f"缺少所需条件：{missing.zh}", f"it lacks {missing.en}")
    venue = club.venue if club else None
    if room.offsite and venue != room.id:
        yield Text(
            "校外场地只供以它为活动地点的社团使用",
            "an off-site venue serves only the clubs that name it",
        )
    elif venue is not None and venue != room.id:
        yield Text(f"该社团只能在 {venue} 活动", f"the club meets only at {venue}")
