"""Judge of: no group meets in a room while it is closed."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import presence_of
from kehou_solver.checks.words import when
from kehou_solver.domain.base import Text, overlap
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("场地开放", "A room that is open")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report each meeting that a closure of its room overlaps."""
    presence = presence_of(instance, timetable)
    for meeting in presence.meetings:
        room = presence.roll.rooms.get(meeting.group.room)
        slot = meeting.slot
        for closed in room.closed if room else ():
            if closed.weekday == slot.weekday and overlap(
                slot.start, slot.end, closed.start, closed.end
            ):
                hours = when(closed.weekday, closed.start, closed.end)
                yield Finding(
                    rule="room_open",
                    about=f"group:{meeting.group.id}",
                    zh=f"{meeting.words.zh}用场地 {meeting.group.room}，"
                    f"但该场地{hours.zh}不开放",
                    en=f"{meeting.words.en} is in room {meeting.group.room}, which is "
                    f"closed on {hours.en}",
                    school=meeting.group.school,
                    weekday=slot.weekday,
                )
