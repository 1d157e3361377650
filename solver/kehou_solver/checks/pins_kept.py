"""Judge of: what somebody pinned is as it was pinned."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Meeting, Presence, presence_of
from kehou_solver.checks.words import slot_words
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import (
    Instance,
    MeetingPin,
    Pin,
    RoomPin,
    SeatPin,
    StaffPin,
)
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("锁定项不变", "Pins are kept")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report each pin that the timetable does not keep.

    A pin of a slot that is not held this week asks for nothing this week.
    """
    presence = presence_of(instance, timetable)
    for number, pin in enumerate(instance.pins):
        if not _kept(presence, pin):
            asked = _asked(presence, pin)
            yield Finding(
                rule="pins_kept",
                about=f"pin:{number}",
                zh=f"第 {number + 1} 个锁定项未遵守：{asked.zh}",
                en=f"pin {number + 1} is not kept: {asked.en}",
            )


def _kept(presence: Presence, pin: Pin) -> bool:
    if isinstance(pin, SeatPin):
        groups = presence.groups
        return any(
            seat.group in groups and groups[seat.group].club == pin.club
            for seat in presence.seats_by_pupil.get(pin.pupil, ())
        )
    return pin.slot not in presence.roll.slots or any(
        meeting.slot.id == pin.slot and _as_pinned(presence, pin, meeting)
        for meeting in presence.meetings
    )


def _as_pinned(
    presence: Presence, pin: StaffPin | RoomPin | MeetingPin, meeting: Meeting
) -> bool:
    group = meeting.group
    if isinstance(pin, MeetingPin) or pin.club is not None:
        if group.club != pin.club:
            return False
    elif group.kind != "homework" or pin.class_id not in group.classes:
        return False
    match pin:
        case StaffPin():
            return any(lead.id == pin.adult for lead in presence.leads(meeting))
        case RoomPin():
            return group.room == pin.room
        case MeetingPin():
            return True


def _asked(presence: Presence, pin: Pin) -> Text:
    if isinstance(pin, SeatPin):
        return Text(
            f"学生 {pin.pupil} 应在社团 {pin.club} 有座位",
            f"pupil {pin.pupil} should have a seat in {pin.club}",
        )
    slot = slot_words(presence.roll.slots[pin.slot])
    match pin:
        case StaffPin():
            what = pin.club or pin.class_id
            return Text(
                f"{pin.adult} 应在{slot.zh}主班 {what}",
                f"{pin.adult} should lead {what} in {slot.en}",
            )
        case RoomPin():
            what = pin.club or pin.class_id
            return Text(
                f"{what} 在{slot.zh}应用场地 {pin.room}",
                f"{what} should be in room {pin.room} in {slot.en}",
            )
        case MeetingPin():
            return Text(
                f"社团 {pin.club} 应在{slot.zh}活动",
                f"club {pin.club} should meet in {slot.en}",
            )
