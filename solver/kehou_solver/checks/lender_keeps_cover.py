"""Judge of: a school that lends teachers keeps enough of them in reserve."""

from collections import defaultdict
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.presence import Presence, overlaps_duty, presence_of
from kehou_solver.checks.words import listed, slot_words
from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id, Text, overlap
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("借出学校留足人手", "The lending school keeps cover")

_TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report slots in which a school lends and keeps too few of its teachers."""
    presence = presence_of(instance, timetable)
    teachers: dict[Id, list[Adult]] = defaultdict(list)
    for adult in instance.adults:
        if adult.kind in _TEACHERS and adult.home is not None:
            teachers[adult.home].append(adult)
    for school in instance.schools:
        staff = teachers[school.id]
        for slot in presence.roll.slots_of.get(school.id, ()):
            lent = [adult.id for adult in staff if _lent(presence, adult, slot)]
            if not lent:
                continue
            free = [adult for adult in staff if _could_serve(adult, slot)]
            left = [adult for adult in free if not _busy(presence, adult, slot)]
            percent = school.limits.lending_reserve_percent
            if len(left) * 100 < percent * len(free):
                words, who = slot_words(slot), listed(lent)
                yield Finding(
                    rule="lender_keeps_cover",
                    about=f"school:{school.id}",
                    zh=f"{school.id} 在{words.zh}借出 {who.zh}，可用的 {len(free)} "
                    f"名教师只剩 {len(left)} 名未安排，至少应留 {percent}%",
                    en=f"{school.id} lends {who.en} in {words.en}; {len(left)} of "
                    f"{len(free)} available teachers are left, at least {percent}% "
                    "must be",
                    school=school.id,
                    weekday=slot.weekday,
                )


def _lent(presence: Presence, adult: Adult, slot: Slot) -> bool:
    return any(
        one.meeting is not None
        and one.school != adult.home
        and one.weekday == slot.weekday
        and overlap(one.start, one.end, slot.start, slot.end)
        for one in presence.assignments.get(adult.id, ())
    )


def _busy(presence: Presence, adult: Adult, slot: Slot) -> bool:
    return any(
        one.weekday == slot.weekday
        and overlap(one.start, one.end, slot.start, slot.end)
        for one in presence.assignments.get(adult.id, ())
    )


def _could_serve(adult: Adult, slot: Slot) -> bool:
    return (
        slot.school in adult.serves
        and (adult.free is None or slot.id in adult.free)
        and not overlaps_duty(adult, slot.weekday, slot.start, slot.end)
    )
