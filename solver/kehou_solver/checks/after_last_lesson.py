"""Judge of: service begins only after the last lesson of the day."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Presence, presence_of
from kehou_solver.checks.words import slot_words
from kehou_solver.domain.base import Id, Text, clock
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("放学后才开始", "Only after the last lesson")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report slots, and departures to venues, before the lessons of a class end."""
    presence = presence_of(instance, timetable)
    for each in instance.classes:
        for slot in presence.roll.slots_of.get(each.school, ()):
            if presence.roll.asked[each.id, slot.id] > 0:
                yield from _judge(presence, each.id, slot, 0)
    for group, club in presence.club_groups:
        venue = presence.roll.rooms.get(club.venue) if club.venue else None
        if venue is None:
            continue
        for meeting in presence.meetings_of[group.id]:
            for class_id in _classes(presence, group.id):
                yield from _judge(
                    presence, class_id, meeting.slot, venue.travel_minutes
                )


def _classes(presence: Presence, group: Id) -> list[Id]:
    pupils = presence.roll.pupils
    seated = presence.seats_of.get(group, ())
    return sorted({pupils[pupil].class_id for pupil in seated if pupil in pupils})


def _judge(
    presence: Presence, class_id: Id, slot: Slot, travel: int
) -> Iterator[Finding]:
    lessons_end = presence.roll.lessons_ends.get((class_id, slot.weekday))
    if lessons_end is None or slot.start - travel >= lessons_end:
        return
    words, ends = slot_words(slot), clock(lessons_end)
    leave = Text(
        f"（{clock(slot.start - travel)} 出发）",
        f" (leaving at {clock(slot.start - travel)})",
    )
    yield Finding(
        rule="after_last_lesson",
        about=f"class:{class_id}",
        zh=f"{class_id} 班 {ends} 放学，不能参加{words.zh}{leave.zh if travel else ''}",
        en=f"class {class_id} has lessons until {ends}, after {words.en} begins"
        f"{leave.en if travel else ''}",
        school=slot.school,
        weekday=slot.weekday,
    )
