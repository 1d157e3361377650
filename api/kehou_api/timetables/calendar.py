"""A timetable as a calendar: the week's lessons of one adult, one class or one room."""

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from kehou_solver.domain.base import Weeks, active, day_of
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Group, Timetable

Of = Literal["adult", "class", "room"]


def calendar_of(
    instance: Instance, timetable: Timetable, of: Of, who: str, now: datetime
) -> bytes:
    """Return the lessons of one adult, class or room in the week of the instance.

    No child is in it; of adults, only the one asked for.

    Args:
        instance: what the timetable is for.
        timetable: lawful or not.
        of: what is asked for.
        who: its id.
        now: when the calendar is written.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//kehou//timetable//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{instance.title} · {who}")
    zone = ZoneInfo(instance.zone)
    slots = {slot.id: slot for slot in instance.slots}
    rooms = {room.id: room.name for room in instance.rooms}
    clubs = {club.id: club.name for club in instance.clubs}
    for group in timetable.groups:
        for slot_id in group.slots:
            slot = slots[slot_id]
            if not _theirs(timetable, group, slot_id, of, who):
                continue
            midnight = datetime.combine(
                day_of(instance.week_of, slot.weekday), datetime.min.time(), zone
            )
            event = Event()
            event.add("uid", f"{instance.id}-{group.id}-{slot_id}@kehou")
            event.add("dtstamp", now)
            event.add("dtstart", midnight + timedelta(minutes=slot.start))
            event.add("dtend", midnight + timedelta(minutes=slot.end))
            what = clubs.get(group.club or "", "作业辅导 / homework")
            event.add("summary", " ".join((what, *group.classes)))
            event.add("location", rooms.get(group.room, group.room))
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _theirs(timetable: Timetable, group: Group, slot: str, of: Of, who: str) -> bool:
    if of == "room":
        return group.room == who
    if of == "class":
        return who in group.classes
    week: Weeks = "every"
    return any(
        staff.adult == who
        and staff.group == group.id
        and staff.has(slot)
        and active(staff.weeks, week)
        for staff in timetable.staff
    )
