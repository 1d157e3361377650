"""Who can give which lessons, and how many at most: plain counting, in one week.

Every count is an upper bound: rules that are not looked at here could only lower it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id, day_of, overlap
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.necessity.certificate import Session
from kehou_solver.policy import Policy

DAY = 24 * 60


class Staffing:
    """One week of an instance and the groups that meet in it.

    Attributes:
        index: the instance as it is in that week.
        groups: groups by id, with the slots of that week.
    """

    def __init__(
        self, instance: Instance, timetable: Timetable, policy: Policy
    ) -> None:
        """Look at one week (see `domain.weeks`)."""
        self.index = Index(instance)
        self.timetable = timetable
        self.policy = policy
        self.groups = {group.id: group for group in timetable.groups}
        self._rules = policy.rules()
        self._gives: dict[tuple[Id, Session], bool] = {}

    @cached_property
    def sessions(self) -> frozenset[Session]:
        """Every session that needs an adult, whoever leads: the lead, and assistants.

        A teacher who only accompanies a vendor is none of them.
        """
        found = set()
        for group in self.groups.values():
            club = self.index.clubs[group.club] if group.club else None
            helpers = club.adults_per_group - 1 if club else 0
            for slot in group.slots:
                found.add(Session(group=group.id, slot=slot, role="lead"))
                found |= {
                    Session(group=group.id, slot=slot, role="assistant", place=place)
                    for place in range(helpers)
                }
        return frozenset(found)

    @cached_property
    def vendor_lessons(self) -> list[tuple[Id, Session]]:
        """Every vendor lesson as (adult, session)."""
        return [
            (adult, session)
            for session, adult in self.given.items()
            if self.index.adults[adult].kind is AdultKind.VENDOR_INSTRUCTOR
        ]

    @cached_property
    def given(self) -> dict[Session, Id]:
        """Who gives each session now; vendors take the last places."""
        there: dict[tuple[Id, Id, str], list[Id]] = defaultdict(list)
        for staff in self.timetable.staff:
            for slot in self.groups[staff.group].slots:
                if staff.has(slot):
                    there[staff.group, slot, staff.role].append(staff.adult)
        given: dict[Session, Id] = {}
        for (group, slot, role), adults in there.items():
            adults.sort(key=lambda a: (self._is_vendor(a), a))
            for place, adult in enumerate(adults):
                session = Session.model_validate(
                    {"group": group, "slot": slot, "role": role, "place": place}
                )
                if session in self.sessions:
                    given[session] = adult
        return given

    def _is_vendor(self, adult: Id) -> bool:
        return self.index.adults[adult].kind is AdultKind.VENDOR_INSTRUCTOR

    @cached_property
    def others(self) -> tuple[Adult, ...]:
        """Every adult of an earlier kind than vendors."""
        return tuple(
            adult
            for adult in self.index.instance.adults
            if adult.kind is not AdultKind.VENDOR_INSTRUCTOR
        )

    def can_give(self, adult: Adult, session: Session) -> bool:
        """Say whether no rule by itself keeps an adult from a session."""
        key = (adult.id, session)
        if key not in self._gives:
            self._gives[key] = self._can_give(adult, session)
        return self._gives[key]

    def _can_give(self, adult: Adult, session: Session) -> bool:
        group, slot = self.groups[session.group], self.index.slots[session.slot]
        return (
            self._qualified(adult, group, slot, session.role)
            and self._free(adult, group, slot)
            and self._papered(adult, slot)
            and self._lent(adult, group)
            and self._in_time(adult, group, slot)
            and self._rested(adult, slot)
        )

    def _qualified(self, adult: Adult, group: Group, slot: Slot, role: str) -> bool:
        if "qualified" not in self._rules:
            return True
        if adult.kind is AdultKind.SUPPORT_STAFF:
            return False
        if role != "lead":
            return True
        if group.club is None:
            return adult.care == "any" or (
                adult.care == "taught"
                and any(self._teaches(adult, class_id) for class_id in group.classes)
            )
        day = day_of(self.index.instance.week_of, slot.weekday)
        return (adult.clubs is None or group.club in adult.clubs) and all(
            any(
                held.name == needed and held.valid_from <= day <= held.valid_until
                for held in adult.qualifications
            )
            for needed in self.index.clubs[group.club].qualifications
        )

    def _teaches(self, adult: Adult, class_id: Id) -> bool:
        taught = any(one.class_id == class_id for one in adult.teaches)
        return taught or self.index.classes[class_id].homeroom_teacher == adult.id

    def span(self, session: Session) -> tuple[int, int, int]:
        """Return (weekday, start, end) of a session, the way to a venue included."""
        slot, group = self.index.slots[session.slot], self.groups[session.group]
        club = self.index.clubs[group.club] if group.club else None
        way = 0
        if club is not None and club.venue is not None:
            way = self.index.rooms[club.venue].travel_minutes
        return slot.weekday, slot.start - way, slot.end + way

    def _free(self, adult: Adult, group: Group, slot: Slot) -> bool:
        if "free_when_asked" not in self._rules:
            return True
        if group.school not in adult.serves:
            return False
        if adult.free is not None and slot.id not in adult.free:
            return False
        session = Session(group=group.id, slot=slot.id, role="lead")
        day, start, end = self.span(session)
        return not any(
            duty.weekday == day and overlap(duty.start, duty.end, start, end)
            for duty in adult.duties
        )

    def _papered(self, adult: Adult, slot: Slot) -> bool:
        if "papers_valid" not in self._rules:
            return True
        day = day_of(self.index.instance.week_of, slot.weekday)
        return all(
            any(
                paper.kind == kind and paper.valid_from <= day <= paper.valid_until
                for paper in adult.papers
            )
            for kind in self.policy.papers(adult.kind)
        )

    def _lent(self, adult: Adult, group: Group) -> bool:
        if "lending_inside_group" not in self._rules or group.school == adult.home:
            return True
        if adult.kind is AdultKind.OWN_TEACHER:
            return False
        if adult.kind is not AdultKind.GROUP_TEACHER:
            return True
        home = self.index.schools.get(adult.home or "")
        there = self.index.schools[group.school]
        return (
            home is not None and there.group is not None and home.group == there.group
        )

    def _in_time(self, adult: Adult, group: Group, slot: Slot) -> bool:
        if "travel_time" not in self._rules:
            return True
        buffer = self.index.limits_of(adult).travel_buffer_minutes
        for duty in adult.duties:
            if duty.weekday == slot.weekday and duty.school != group.school:
                way = max(buffer, self._travel[frozenset((duty.school, group.school))])
                if max(duty.start - slot.end, slot.start - duty.end) < way:
                    return False
        return True

    @cached_property
    def _travel(self) -> Mapping[frozenset[Id], int]:
        ways: dict[frozenset[Id], int] = defaultdict(int)
        for way in self.index.instance.travel:
            ends = frozenset((way.school, way.other))
            ways[ends] = max(ways[ends], way.minutes)
        return ways

    def _rested(self, adult: Adult, slot: Slot) -> bool:
        if "rest_between_days" not in self._rules:
            return True
        mornings = [d.start for d in adult.duties if d.weekday == slot.weekday + 1]
        rest = self.index.limits_of(adult).rest_minutes
        return not mornings or DAY - slot.end + min(mornings) >= rest

    def most(self, adult: Adult, sessions: Iterable[Session]) -> int:
        """Return the most of the sessions an adult can give in the week.

        One place at a time; no more afternoons and lessons than the caps.
        """
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for session in sessions:
            if self.can_give(adult, session):
                day, start, end = self.span(session)
                spans[day].append((end, start))
        by_day = sorted((_apart(day) for day in spans.values()), reverse=True)
        lessons, afternoons = self.caps(adult)
        return min(lessons, sum(by_day[:afternoons]))

    def caps(self, adult: Adult) -> tuple[int, int]:
        """Return the most lessons and afternoons of an adult in a week."""
        limits = self.index.limits_of(adult)
        lessons = afternoons = 10**6
        if "weekly_lessons_cap" in self._rules:
            lessons = limits.lessons_week
            if adult.lessons_week is not None:
                lessons = min(lessons, adult.lessons_week)
        if "afternoons_cap" in self._rules:
            afternoons = limits.afternoons_week
            if adult.afternoons_week is not None:
                afternoons = min(afternoons, adult.afternoons_week)
        return lessons, afternoons


def _apart(spans: list[tuple[int, int]]) -> int:
    """Return the most spans (end, start) of a day no two of which overlap."""
    count, free_from = 0, -DAY
    for end, start in sorted(spans):
        if start >= free_from:
            count, free_from = count + 1, end
    return count
