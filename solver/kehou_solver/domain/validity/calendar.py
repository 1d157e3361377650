"""The week, its time zone and its slots."""

from collections import defaultdict
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from kehou_solver.domain.base import WEEKDAY_NAMES, active, clock, overlap
from kehou_solver.domain.school import Slot
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem

FIRST_YEAR, LAST_YEAR = 2000, 2200
"""Outside these a date is a slip, and dates near the ends cannot be counted on."""


def calendar_problems(draft: Draft) -> Iterator[Problem]:
    """Judge week, zone and slots."""
    if draft.complete("week_of"):
        yield from _week(draft)
    if draft.complete("zone"):
        yield from _zone(draft)
    for where, slot in draft.placed("slots", draft.instance.slots):
        yield from draft.refer("schools", slot.school, f"{where}/school")
        yield from span_problem(where, slot.start, slot.end)
        if slot.rotates and slot.weeks != "every":
            yield Problem(
                f"{where}/rotates",
                "true",
                f"这个时段只在{'单' if slot.weeks == 'odd' else '双'}周有，"
                "不能单双周轮换；请把 rotates 改为 false，或把 weeks 改为 every",
                f"a slot held in {slot.weeks} weeks only cannot rotate between odd and "
                "even; set rotates to false or weeks to every",
            )
    yield from _overlapping_slots(draft)


def span_problem(where: str, start: int, end: int) -> Iterator[Problem]:
    """Report a span that does not end after it starts."""
    if start >= end:
        yield Problem(
            f"{where}/end",
            f"{clock(start)}–{clock(end)}",
            "结束应晚于开始；请核对两个时间",
            "the end must be after the start; check both times",
        )


def _week(draft: Draft) -> Iterator[Problem]:
    day = draft.instance.week_of
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        zh, en = "年份不合理；请核对", "not a sensible year; check it"
        yield Problem("/week_of", shown(day.isoformat()), zh, en)
    elif day.isoweekday() != 1:
        monday = day.fromordinal(day.toordinal() - day.weekday())
        yield Problem(
            "/week_of",
            f"{shown(day.isoformat())} ({WEEKDAY_NAMES[day.isoweekday()].zh})",
            f"应是星期一；这一周的星期一是 {monday}",
            f"must be a Monday; the Monday of that week is {monday}",
        )


def _zone(draft: Draft) -> Iterator[Problem]:
    zone = draft.instance.zone
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        yield Problem(
            "/zone",
            shown(zone),
            "没有这个 IANA 时区；柳州用 Asia/Shanghai",
            "no such IANA time zone; Liuzhou uses Asia/Shanghai",
        )


def _overlapping_slots(draft: Draft) -> Iterator[Problem]:
    """Two slots at once would ask the same children to be in two places."""
    with_classes = {c.school for c in draft.instance.classes}
    days: dict[tuple[str, int], list[tuple[str, Slot]]] = defaultdict(list)
    for where, slot in draft.placed("slots", draft.instance.slots):
        if slot.school in with_classes and slot.start < slot.end:
            before = days[slot.school, slot.weekday]
            for _, other in before:
                together = active(slot.weeks, other.weeks)
                if together and overlap(slot.start, slot.end, other.start, other.end):
                    yield Problem(
                        where,
                        f"{clock(slot.start)}–{clock(slot.end)}",
                        f"与同校时段 {other.id}（{clock(other.start)}–"
                        f"{clock(other.end)}）重叠；请错开时间或删去一个",
                        f"overlaps slot {other.id} ({clock(other.start)}–"
                        f"{clock(other.end)}) of the same school; move or drop one",
                    )
                    break
            before.append((where, slot))
