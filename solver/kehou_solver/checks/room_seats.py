"""Judge of: no group is larger than its room."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("场地容量", "Seats of the room")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report each meeting with more children than its room seats."""
    presence = presence_of(instance, timetable)
    for meeting in presence.meetings:
        room = presence.roll.rooms.get(meeting.group.room)
        children = presence.children(meeting)
        if room is not None and children > room.seats:
            yield Finding(
                rule="room_seats",
                about=f"room:{room.id}",
                zh=f"{meeting.words.zh}有 {children} 名学生，"
                f"场地 {room.id} 只容 {room.seats} 人",
                en=f"{meeting.words.en} has {children} children; room {room.id} "
                f"seats {room.seats}",
                school=meeting.group.school,
                weekday=meeting.weekday,
            )
