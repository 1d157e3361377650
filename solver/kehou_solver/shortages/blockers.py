"""Why an adult cannot be asked for one lesson or post, each reason by itself.

Every reason follows from one hard rule applied to this single assignment; further
assignments only make it worse. So whoever has a reason here serves there in no lawful
timetable.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kehou_solver.domain.adult import Adult, AdultKind, Duty
from kehou_solver.domain.base import Id, Text, day_of, overlap
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import HomeroomClass, PostNeed, Slot
from kehou_solver.shortages.week import Week

REASONS: Mapping[str, Text] = {
    "serves": Text("不在本校服务", "may not serve at this school"),
    "free": Text("这个时段不空", "are not free in this slot"),
    "duty": Text("有固定任务", "have a fixed duty"),
    "role": Text("不担任这个岗位", "do not take this post"),
    "skill": Text("没有有效的资格或不带这些班、社团", "lack the skill, on the day"),
    "papers": Text("证件不齐或过期", "lack a valid paper"),
    "vendor": Text("机构不在名单内或不符合规定", "come from a vendor not admitted"),
    "lending": Text("不能跨校服务", "may not be lent to this school"),
    "travel": Text("来不及从别校赶到", "cannot get there from another school in time"),
    "lessons": Text("课时上限太低", "have too low a cap on lessons"),
    "afternoons": Text("下午数上限太低", "have too low a cap on afternoons"),
    "duty_minutes": Text("在岗时间超限", "would be on duty too long"),
    "rest": Text("次日休息不足", "would rest too little before the next day"),
}
"""Each reason as the end of "… adults"; the way out is to mend it."""

NOT_EVEN_NEARLY = 2
"""Reasons that are enough for whoever asks who could serve, or nearly could."""

_DAY = 24 * 60


class Blockers:
    """Looks for reasons in one sort of week.

    With `enough`, the search stops at so many different reasons: of the many adults of
    a group of schools, most cannot serve at one school for more reasons than anybody
    wants to know.
    """

    def __init__(self, week: Week) -> None:
        self._week = week
        self._fixed = cache(self._find_fixed)
        self._papers = cache(week.policy.papers)
        self._clubs = {
            adult.id: None if adult.clubs is None else frozenset(adult.clubs)
            for adult in week.instance.adults
        }

    def care(
        self, adult: Adult, slot: Slot, *, enough: int | None = None
    ) -> frozenset[str]:
        """Return why an adult cannot lead any homework care in a slot."""
        return _first(self._care(adult, slot), enough)

    def takes(self, adult: Adult, homeroom: HomeroomClass) -> bool:
        """Say whether homework care of this class suits the adult (rule 12)."""
        if not self._week.on("qualified"):
            return True
        return adult.care == "any" or (
            adult.care == "taught"
            and (
                homeroom.homeroom_teacher == adult.id
                or any(one.class_id == homeroom.id for one in adult.teaches)
            )
        )

    def club(
        self,
        adult: Adult,
        club: Club,
        slot: Slot,
        *,
        lead: bool,
        enough: int | None = None,
    ) -> frozenset[str]:
        """Return why an adult cannot lead, or assist, a club in a slot."""
        return _first(self._club(adult, club, slot, lead=lead), enough)

    def post(
        self, adult: Adult, school: Id, need: PostNeed, *, enough: int | None = None
    ) -> frozenset[str]:
        """Return why an adult cannot take a post."""
        return _first(self._post(adult, school, need), enough)

    def _care(self, adult: Adult, slot: Slot) -> Iterator[str]:
        week = self._week
        support = adult.kind is AdultKind.SUPPORT_STAFF
        if week.on("qualified") and (adult.care == "none" or support):
            yield "skill"
        if week.on("vendors_only_clubs") and adult.kind is AdultKind.VENDOR_INSTRUCTOR:
            yield "vendor"
        yield from self._lesson(adult, slot, None, slot.start, slot.end)

    def _club(
        self, adult: Adult, club: Club, slot: Slot, *, lead: bool
    ) -> Iterator[str]:
        week = self._week
        # What bars most adults comes first, for whoever asks for one reason only.
        if week.on("qualified") and self._lacks_skill(adult, club, slot, lead=lead):
            yield "skill"
        venue = week.index.rooms[club.venue] if club.venue else None
        way = venue.travel_minutes if venue else 0
        yield from self._lesson(adult, slot, club, slot.start - way, slot.end + way)
        day = day_of(week.instance.week_of, slot.weekday)
        if week.on("vendors_listed") and adult.kind is AdultKind.VENDOR_INSTRUCTOR:
            vendor = week.index.vendors.get(adult.vendor or "")
            district = week.index.schools[slot.school].district
            if (
                vendor is None
                or vendor.district != district
                or not vendor.listed_from <= day <= vendor.listed_until
                or (vendor.removed_on is not None and vendor.removed_on <= day)
                or club.id not in vendor.clubs
                or not vendor.no_promotion_declared
            ):
                yield "vendor"
            cap = week.index.districts[district].vendor_rate_cap_fen
            if cap is not None and lesson_pay(adult, club.id) > cap:
                yield "vendor"

    def _lacks_skill(self, adult: Adult, club: Club, slot: Slot, *, lead: bool) -> bool:
        if adult.kind is AdultKind.SUPPORT_STAFF:
            return True
        if not lead:
            return False
        may_lead = self._clubs[adult.id]
        if may_lead is not None and club.id not in may_lead:
            return True
        if not club.qualifications:
            return False
        day = day_of(self._week.instance.week_of, slot.weekday)
        held = {
            skill.name
            for skill in adult.qualifications
            if skill.valid_from <= day <= skill.valid_until
        }
        return not held.issuperset(club.qualifications)

    def _post(self, adult: Adult, school: Id, need: PostNeed) -> Iterator[str]:
        week = self._week
        if week.on("free_when_asked") and need.role not in adult.posts:
            yield "role"
        if week.on("vendors_only_clubs") and adult.kind is AdultKind.VENDOR_INSTRUCTOR:
            yield "vendor"
        yield from self._presence(
            adult, school, need.weekday, need.start, need.end, need.start, need.end
        )

    def _lesson(
        self, adult: Adult, slot: Slot, club: Club | None, leave: int, back: int
    ) -> Iterator[str]:
        week = self._week
        asked_when_free = adult.free is None or slot.id in adult.free
        if week.on("free_when_asked") and not asked_when_free:
            yield "free"
        yield from self._presence(
            adult, slot.school, slot.weekday, slot.start, slot.end, leave, back
        )
        if week.on("weekly_lessons_cap"):
            minutes = lesson_minutes(adult, club.id if club else None, slot)
            if most_lessons(week, adult) == 0 or (
                adult.minutes_week is not None and minutes > adult.minutes_week
            ):
                yield "lessons"

    def _presence(
        self,
        adult: Adult,
        school: Id,
        weekday: int,
        start: int,
        end: int,
        leave: int,
        back: int,
    ) -> Iterator[str]:
        """Yield what stands against being at a school from `start` to `end`.

        `leave` and `back` include the way to a venue, which counts for clashes.
        """
        week, limits = self._week, self._week.index.limits_of(adult)
        # What bars most adults of other schools comes first: see `enough`.
        if week.on("free_when_asked") and school not in adult.serves:
            yield "serves"
        if week.on("lending_inside_group") and not self._may_be_lent(adult, school):
            yield "lending"
        away = adult.home is not None and adult.home != school
        if week.on("away_afternoons_cap") and away and not limits.away_afternoons_week:
            yield "lending"
        today = [duty for duty in adult.duties if duty.weekday == weekday]
        if week.on("free_when_asked") and any(
            overlap(leave, back, duty.start, duty.end) for duty in today
        ):
            yield "duty"
        if week.on("papers_valid") and not self._papered(adult, weekday):
            yield "papers"
        if week.on("travel_time") and not self._gets_there(
            adult, school, today, start, end
        ):
            yield "travel"
        if week.on("afternoons_cap") and most_afternoons(week, adult) == 0:
            yield "afternoons"
        if self._too_long(adult, weekday, start, end):
            yield "duty_minutes"
        if week.on("rest_between_days"):
            tomorrow = [d.start for d in adult.duties if d.weekday == weekday + 1]
            if tomorrow and _DAY - end + min(tomorrow) < limits.rest_minutes:
                yield "rest"

    def _papered(self, adult: Adult, weekday: int) -> bool:
        day = day_of(self._week.instance.week_of, weekday)
        held = {p.kind for p in adult.papers if p.valid_from <= day <= p.valid_until}
        return self._papers(adult.kind) <= held

    def _may_be_lent(self, adult: Adult, school: Id) -> bool:
        if adult.kind in (AdultKind.OWN_TEACHER, AdultKind.SUPPORT_STAFF):
            return adult.home == school
        if adult.kind is AdultKind.GROUP_TEACHER and adult.home != school:
            schools = self._week.index.schools
            home = schools[adult.home].group if adult.home else None
            return home is not None and home == schools[school].group
        return True

    def _gets_there(
        self, adult: Adult, school: Id, today: list[Duty], start: int, end: int
    ) -> bool:
        buffer = self._week.index.limits_of(adult).travel_buffer_minutes
        return all(
            duty.end + max(buffer, self._way(school, duty.school)) <= start
            or end + max(buffer, self._way(school, duty.school)) <= duty.start
            for duty in today
            if duty.school != school
        )

    def _way(self, school: Id, other: Id) -> int:
        for travel in self._week.instance.travel:
            if {travel.school, travel.other} == {school, other}:
                return travel.minutes
        return 0

    def _too_long(self, adult: Adult, weekday: int, start: int, end: int) -> bool:
        """Judge the day and the week with this one assignment and nothing else."""
        week, limits = self._week, self._week.index.limits_of(adult)
        spans, minutes = self._fixed(adult.id)
        before = minutes.get(weekday, 0)
        noon = (limits.noon_start, limits.noon_end)
        after = _minutes([*spans.get(weekday, []), (start, end)], noon)
        too_long_today = after > max(limits.duty_minutes_day, before)
        if week.on("duty_minutes_day_cap") and too_long_today:
            return True
        if week.on("duty_minutes_week_cap"):
            total = sum(minutes.values())
            return total - before + after > max(limits.duty_minutes_week, total)
        return False

    def _find_fixed(
        self, adult_id: Id
    ) -> tuple[Mapping[int, list[tuple[int, int]]], Mapping[int, int]]:
        """Return an adult's fixed duties and their minutes, by weekday."""
        adult = self._week.index.adults[adult_id]
        limits = self._week.index.limits_of(adult)
        noon = (limits.noon_start, limits.noon_end)
        spans: dict[int, list[tuple[int, int]]] = {}
        for duty in adult.duties:
            spans.setdefault(duty.weekday, []).append((duty.start, duty.end))
        return spans, {day: _minutes(held, noon) for day, held in spans.items()}


def _first(reasons: Iterable[str], enough: int | None) -> frozenset[str]:
    """Return the reasons, or the first of them once they are enough."""
    found: set[str] = set()
    for reason in reasons:
        found.add(reason)
        if len(found) == enough:
            break
    return frozenset(found)


def _minutes(spans: list[tuple[int, int]], noon: tuple[int, int]) -> int:
    if not spans:
        return 0
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    rest = max(0, min(last, noon[1]) - max(first, noon[0]))
    return last - first - rest


def lesson_minutes(adult: Adult, club: Id | None, slot: Slot) -> int:
    """Return the minutes of one lesson of an adult."""
    for term in adult.terms:
        if term.club == club and term.minutes is not None:
            return term.minutes
    return slot.end - slot.start


def lesson_pay(adult: Adult, club: Id | None) -> int:
    """Return the pay (fen) of one lesson of an adult."""
    for term in adult.terms:
        if term.club == club and term.pay_fen is not None:
            return term.pay_fen
    return adult.pay_fen_per_lesson


def most_lessons(week: Week, adult: Adult) -> int:
    """Return the cap on an adult's lessons."""
    caps = [week.index.limits_of(adult).lessons_week]
    if adult.lessons_week is not None:
        caps.append(adult.lessons_week)
    return min(caps)


def most_afternoons(week: Week, adult: Adult) -> int:
    """Return the cap on an adult's afternoons."""
    caps = [week.index.limits_of(adult).afternoons_week]
    if adult.afternoons_week is not None:
        caps.append(adult.afternoons_week)
    return min(caps)
