"""One week of an instance, with what rules ask again and again worked out once."""

from datetime import date
from functools import cached_property

from kehou_solver.domain import Index, Instance
from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Id, day_of
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import PostNeed, School
from kehou_solver.model.choice import AnyGroup, ClubGroup, Posted, Staffs
from kehou_solver.policy import Policy

Span = tuple[int, int, int]
"""(weekday, start, end): minutes since midnight, half-open."""


class World(Index):
    """The instance as it is in one week, and the rulebook read on its day."""

    def __init__(
        self, instance: Instance, policy: Policy, full: Instance | None = None
    ) -> None:
        """Look at one week.

        Args:
            instance: the instance as it is in that week.
            policy: the rulebooks, read on the instance's day.
            full: the instance over all weeks; default: no weeks differ.
        """
        super().__init__(instance)
        self.policy = policy
        self.weekday_of = {s.id: s.weekday for s in (full or instance).slots}

    def date_of(self, weekday: int) -> date:
        """Return the date of a weekday of this week."""
        return day_of(self.instance.week_of, weekday)

    def slot_span(self, slot: Id) -> Span:
        """Return when a slot is."""
        found = self.slots[slot]
        return found.weekday, found.start, found.end

    def travel_of(self, group: AnyGroup) -> int:
        """Return the way to a club's venue in minutes; 0 without one."""
        if not isinstance(group, ClubGroup):
            return 0
        venue = self.clubs[group.club].venue
        return self.rooms[venue].travel_minutes if venue else 0

    def meeting_span(self, group: AnyGroup, slot: Id) -> Span:
        """Return when a meeting occupies its people, the way to a venue included."""
        weekday, start, end = self.slot_span(slot)
        way = self.travel_of(group)
        return weekday, start - way, end + way

    def meetings(self, group: AnyGroup) -> tuple[Id, ...]:
        """Return the slots of a group that are held in this week."""
        return tuple(slot for slot in group.slots if slot in self.slots)

    def lessons(self, staffs: Staffs) -> tuple[Id, ...]:
        """Return the slots of this week in which the adult would be with the group."""
        slots = staffs.group.slots
        if staffs.slots is not None:
            slots = tuple(slot for slot in slots if slot in staffs.slots)
        return tuple(slot for slot in slots if slot in self.slots)

    @cached_property
    def post_needs(self) -> dict[tuple[Id, int, str], PostNeed]:
        """Needs by (school, weekday, role)."""
        return {
            (school.id, need.weekday, need.role.value): need
            for school in self.instance.schools
            for need in school.posts
        }

    def post_span(self, post: Posted) -> Span | None:
        """Return when a post is; None if the school has no such need."""
        need = self.post_needs.get((post.school, post.weekday, post.role.value))
        return (post.weekday, need.start, need.end) if need else None

    @cached_property
    def fixed_spans(self) -> dict[Id, dict[int, tuple[int, int]]]:
        """First start and last end of fixed duties, by adult and weekday."""
        spans: dict[Id, dict[int, tuple[int, int]]] = {}
        for adult in self.instance.adults:
            days: dict[int, tuple[int, int]] = {}
            for duty in adult.duties:
                start, end = days.get(duty.weekday, (duty.start, duty.end))
                days[duty.weekday] = min(start, duty.start), max(end, duty.end)
            spans[adult.id] = days
        return spans

    @cached_property
    def first_duty(self) -> dict[tuple[Id, int], int]:
        """Start of the first fixed duty, by adult and weekday."""
        return {
            (adult, weekday): start
            for adult, days in self.fixed_spans.items()
            for weekday, (start, _) in days.items()
        }

    def presence(self, adult: Adult, start: int, end: int) -> int:
        """Return the minutes from start to end less the noon break."""
        limits = self.limits_of(adult)
        noon = min(end, limits.noon_end) - max(start, limits.noon_start)
        return end - start - max(0, noon)

    @cached_property
    def teaches(self) -> frozenset[tuple[Id, Id]]:
        """(adult, class) pairs: taught in the daytime, or homeroom teacher."""
        pairs = {(a.id, t.class_id) for a in self.instance.adults for t in a.teaches}
        pairs |= {
            (c.homeroom_teacher, c.id)
            for c in self.instance.classes
            if c.homeroom_teacher
        }
        return frozenset(pairs)

    @cached_property
    def clubs_of(self) -> dict[Id, frozenset[Id] | None]:
        """The clubs an adult may lead; None = any he or she is qualified for."""
        return {
            adult.id: None if adult.clubs is None else frozenset(adult.clubs)
            for adult in self.instance.adults
        }

    def is_homeroom_teacher(self, adult: Id, class_id: Id) -> bool:
        """Say whether the adult is in charge of the class."""
        return self.classes[class_id].homeroom_teacher == adult

    @cached_property
    def asked(self) -> dict[tuple[Id, Id], int]:
        """Children of a class who asked for a slot, by (class, slot)."""
        asked: dict[tuple[Id, Id], int] = {}
        for room_class in self.instance.classes:
            filed = room_class.unlisted_consent is not None
            unlisted = room_class.unlisted if filed else 0
            for slot in self.slots_of[room_class.school]:
                here = sum(
                    self.attends(pupil, slot) for pupil in self.pupils_of[room_class.id]
                )
                asked[room_class.id, slot.id] = unlisted + here
        return asked

    def attended(self, pupil: Pupil) -> list[Id]:
        """Return the slots a pupil asked for, in the order of the week."""
        school = self.classes[pupil.class_id].school
        return [s.id for s in self.slots_of[school] if self.attends(pupil, s)]

    @cached_property
    def sharers(self) -> dict[Id, list[Adult]]:
        """Own teachers of each school among whom loads are to be fair."""
        return {
            school.id: [
                adult
                for adult in self.instance.adults
                if adult.kind is AdultKind.OWN_TEACHER
                and adult.home == school.id
                and (adult.care != "none" or adult.clubs != ())
            ]
            for school in self.instance.schools
        }

    def pay_and_minutes(
        self, adult: Adult, group: AnyGroup, slot: Id
    ) -> tuple[int, int]:
        """Return the pay (fen) and minutes of one lesson."""
        club = group.club if isinstance(group, ClubGroup) else None
        _, start, end = self.slot_span(slot)
        pay, minutes = adult.pay_fen_per_lesson, end - start
        for terms in adult.terms:
            if terms.club == club:
                pay = pay if terms.pay_fen is None else terms.pay_fen
                minutes = minutes if terms.minutes is None else terms.minutes
                break
        return pay, minutes

    def lessons_cap(self, adult: Adult) -> int:
        """Return the most lessons of an adult's week, by the limits and personally."""
        cap = self.limits_of(adult).lessons_week
        return cap if adult.lessons_week is None else min(cap, adult.lessons_week)

    def afternoons_cap(self, adult: Adult) -> int:
        """Return the most afternoons of an adult's week, likewise."""
        cap = self.limits_of(adult).afternoons_week
        return cap if adult.afternoons_week is None else min(cap, adult.afternoons_week)

    def fee_month(self, school: School) -> int | None:
        """Return the monthly fee in fen, or None where nobody gave one."""
        if school.money.fee_month_fen is not None:
            return school.money.fee_month_fen
        ruled = self.policy.tier_fee(school.tier, school.public)
        if ruled is not None:
            return ruled
        fees = {f.tier: f.fee_month_fen for f in self.districts[school.district].fees}
        return fees.get(school.tier)

    @cached_property
    def travel(self) -> dict[tuple[Id, Id], int]:
        """Minutes between campuses, both ways."""
        ways: dict[tuple[Id, Id], int] = {}
        for way in self.instance.travel:
            ways[way.school, way.other] = way.minutes
            ways[way.other, way.school] = way.minutes
        return ways
