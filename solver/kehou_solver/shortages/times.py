"""Slots at times at which no plan may have them."""

from collections.abc import Iterator

from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import WEEKDAY_NAMES, Weeks, clock
from kehou_solver.domain.school import Tier
from kehou_solver.policy import waiver_for
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.words import slot_words, week_words


def service_end(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Compare the end of each afternoon with the end of office hours.

    Necessary: rule 33 speaks of the slots alone; no timetable changes them.
    """
    rule = "service_ends_after_work"
    # Its waivers are looked at day by day.
    if rule not in week.policy.rules():
        return
    for school in week.instance.schools:
        if school.tier is Tier.VILLAGE or school.boarding:
            continue
        office = week.index.districts[school.district].off_work_time
        ends: dict[int, int] = {}
        for slot in week.index.slots_of[school.id]:
            ends[slot.weekday] = max(ends.get(slot.weekday, 0), slot.end)
        for weekday, end in sorted(ends.items()):
            allowed = waiver_for(week.instance, week.policy, rule, school.id, weekday)
            if end >= office or allowed is not None:
                continue
            day, odd = WEEKDAY_NAMES[weekday], week_words(sort)
            yield Shortage(
                kind="service_end",
                about=f"school:{school.id}:{weekday}",
                needed=office,
                available=end,
                unit="minutes of the day",
                zh=(
                    f"{school.name}{day.zh}{odd.zh}：服务 {clock(end)} 结束，早于当地"
                    f"下班时间 {clock(office)}（LZ-304）。请延长服务，或写明"
                    "经批准的豁免（waivers）。"
                ),
                en=(
                    f"{school.name}, {day.en}{odd.en}: service ends at {clock(end)}, "
                    f"before offices close at {clock(office)} (LZ-304). Extend it, or "
                    "record an approved waiver."
                ),
            )


def lessons_end(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Compare each slot with the last lesson of the classes that asked for it.

    Necessary: rule 34 speaks of what was asked, which no timetable changes.
    """
    if not week.on("after_last_lesson"):
        return
    said = set()
    for slot in week.instance.slots:
        for homeroom in week.classes_of.get(slot.school, []):
            ends = [e.end for e in homeroom.lessons_end if e.weekday == slot.weekday]
            late = max(ends, default=0)
            key = (homeroom.id, slot.weekday)
            if slot.start >= late or key in said or not week.asked(homeroom, slot):
                continue
            said.add(key)
            place, odd = (
                slot_words(week.index.schools[slot.school], slot),
                week_words(sort),
            )
            yield Shortage(
                kind="lessons_end",
                about=f"class:{homeroom.id}:{slot.weekday}",
                needed=late,
                available=slot.start,
                unit="minutes of the day",
                zh=(
                    f"{place.zh}{odd.zh}：{homeroom.id} 班 {clock(late)} 才下课"
                    "（LZ-101）。请推迟时段、核对下课时间，或让该班不参加这个时段。"
                ),
                en=(
                    f"{place.en}{odd.en}: lessons of class {homeroom.id} end at "
                    f"{clock(late)} only (LZ-101). Move the slot, check when lessons "
                    "end, or leave the class out of it."
                ),
            )
