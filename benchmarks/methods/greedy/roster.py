"""Who is booked when, and who may be booked as well: every limit that binds adults."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kehou_solver.domain.adult import SCHOOL_KINDS, Adult, AdultKind
from kehou_solver.domain.base import Id, overlap
from kehou_solver.model.choice import AnyGroup, Posted
from kehou_solver.model.world import Span, World

TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


@dataclass(frozen=True)
class Booking:
    """One assignment of one adult.

    Attributes:
        what: the group or post it belongs to.
        span: when it is.
        occupied: the same with the way to a venue.
        lesson: a slot of a group, not a post.
        pay, minutes: of the lesson (fen, minutes).
    """

    what: AnyGroup | Posted
    school: Id
    span: Span
    occupied: Span
    lesson: bool
    pay: int = 0
    minutes: int = 0


class Roster:
    """All bookings. Odd and even weeks are booked as if they were one."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._held: dict[Id, list[Booking]] = defaultdict(list)
        self._paid: dict[Id, int] = defaultdict(int)
        self._income = {s.id: self._fees(s.id) for s in world.instance.schools}

    def lesson_bookings(self, adult: Adult, group: AnyGroup) -> list[Booking]:
        """Return what leading or assisting a group means for an adult."""
        found = []
        for slot in group.slots:
            pay, minutes = self._world.pay_and_minutes(adult, group, slot)
            span = self._world.slot_span(slot)
            occupied = self._world.meeting_span(group, slot)
            found.append(
                Booking(group, group.school, span, occupied, True, pay, minutes)
            )
        return found

    def post_bookings(self, post: Posted) -> list[Booking]:
        """Return what a post means for an adult."""
        span = self._world.post_span(post)
        return [Booking(post, post.school, span, span, False)] if span else []

    def lessons(self, adult: Id) -> int:
        """Return the lessons an adult has, those of earlier weeks included."""
        past = self._world.adults[adult].past_lessons
        return past + sum(booking.lesson for booking in self._held[adult])

    def room_left(self, adult: Adult) -> int:
        """Return how many lessons more an adult may have at most."""
        return self._most_lessons(adult) - sum(b.lesson for b in self._held[adult.id])

    def works_on(self, adult: Id, weekday: int) -> bool:
        """Say whether an adult is booked on a weekday."""
        return any(booking.span[0] == weekday for booking in self._held[adult])

    def is_free(self, adult: Id, span: Span) -> bool:
        """Say whether nothing booked overlaps a span."""
        return not any(_clash(b.occupied, span) for b in self._held[adult])

    def book(self, adult: Id, bookings: Sequence[Booking]) -> None:
        """Add bookings, unasked: see `can`."""
        who = self._world.adults[adult]
        self._held[adult].extend(bookings)
        if who.kind not in SCHOOL_KINDS:
            for booking in bookings:
                self._paid[booking.school] += booking.pay

    def release(self, adult: Id, what: AnyGroup | Posted) -> None:
        """Take an adult's bookings for one group or post back."""
        who = self._world.adults[adult]
        for booking in self._held[adult]:
            if booking.what == what and who.kind not in SCHOOL_KINDS:
                self._paid[booking.school] -= booking.pay
        self._held[adult] = [b for b in self._held[adult] if b.what != what]

    def can(self, adult: Adult, wanted: Sequence[Booking]) -> bool:
        """Say whether an adult can lawfully take these bookings, too.

        What one assignment alone breaks (skills, papers, free slots) is asked before.
        """
        held = self._held[adult.id]
        for new in wanted:
            if any(_clash(new.occupied, old.occupied) for old in held):
                return False
            # One campus an afternoon.
            if any(o.span[0] == new.span[0] and o.school != new.school for o in held):
                return False
        every = [*held, *wanted]
        return (
            sum(b.lesson for b in every) <= self._most_lessons(adult)
            and self._minutes_kept(adult, every)
            and self._afternoons_kept(adult, every)
            and self._hours_kept(adult, every)
            and self._money_kept(adult, wanted)
            and self._cover_kept(adult, wanted)
        )

    def _most_lessons(self, adult: Adult) -> int:
        cap = self._world.limits_of(adult).lessons_week
        return cap if adult.lessons_week is None else min(cap, adult.lessons_week)

    def _minutes_kept(self, adult: Adult, every: Sequence[Booking]) -> bool:
        if adult.minutes_week is None:
            return True
        return sum(b.minutes for b in every if b.lesson) <= adult.minutes_week

    def _afternoons_kept(self, adult: Adult, every: Sequence[Booking]) -> bool:
        limits = self._world.limits_of(adult)
        days = {b.span[0] for b in every}
        away = {b.span[0] for b in every if adult.home and b.school != adult.home}
        cap = limits.afternoons_week
        if adult.afternoons_week is not None:
            cap = min(cap, adult.afternoons_week)
        return len(days) <= cap and len(away) <= limits.away_afternoons_week

    def _hours_kept(self, adult: Adult, every: Sequence[Booking]) -> bool:
        limits = self._world.limits_of(adult)
        fixed = self._world.fixed_spans[adult.id]
        week = fixed_week = 0
        for weekday in range(1, 8):
            booked = [b.span[1:] for b in every if b.span[0] == weekday]
            duties = [fixed[weekday]] if weekday in fixed else []
            minutes = self._present(adult, [*duties, *booked])
            fixed_minutes = self._present(adult, duties)
            if booked and minutes > max(limits.duty_minutes_day, fixed_minutes):
                return False
            week, fixed_week = week + minutes, fixed_week + fixed_minutes
        return week <= max(limits.duty_minutes_week, fixed_week)

    def _present(self, adult: Adult, spans: Sequence[tuple[int, int]]) -> int:
        if not spans:
            return 0
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        return self._world.presence(adult, start, end)

    def _money_kept(self, adult: Adult, wanted: Sequence[Booking]) -> bool:
        if adult.kind in SCHOOL_KINDS:
            return True
        more = dict(self._paid)
        for booking in wanted:
            more[booking.school] = more.get(booking.school, 0) + booking.pay
        used = {a for a, held in self._held.items() if held} | {adult.id}
        for other in used:
            who = self._world.adults[other]
            if who.kind not in SCHOOL_KINDS:
                first = who.serves[0]
                more[first] = more.get(first, 0) + who.fixed_fen_week
        return all(self._payable(school, pay) for school, pay in more.items())

    def _payable(self, school: Id, week: int) -> bool:
        money = self._world.schools[school].money
        ceiling = money.external_ceiling_fen
        month = week * money.weeks_per_month
        return month <= self._income[school] and (ceiling is None or week <= ceiling)

    def _fees(self, school: Id) -> int:
        fee = self._world.fee_month(self._world.schools[school]) or 0
        income = 0
        for each in self._world.instance.classes:
            if each.school == school:
                if each.unlisted_consent is not None:
                    income += fee * each.unlisted
                for pupil in self._world.pupils_of[each.id]:
                    if pupil.consent is not None:
                        income += fee * (100 - pupil.fee_waiver_percent) // 100
        return income

    def _cover_kept(self, adult: Adult, wanted: Sequence[Booking]) -> bool:
        """Say whether the home school keeps enough of its own (LZ-316)."""
        if adult.home is None or adult.kind not in TEACHERS:
            return True
        home = self._world.schools[adult.home]
        team = [
            other
            for other in self._world.instance.adults
            if other.home == home.id and other.kind in TEACHERS
        ]
        lent = any(a.kind is AdultKind.GROUP_TEACHER for a in team)
        if not lent:
            return True
        for slot in self._world.slots_of[home.id]:
            span = self._world.slot_span(slot.id)
            if not any(_clash(b.span, span) for b in wanted):
                continue
            there = {a.id for a in team if self._could_stay(a, slot.id, span)}
            busy = {
                a.id
                for a in team
                for b in self._with(a, adult, wanted)
                if _clash(b.span, span)
            }
            away = any(
                b.lesson and b.school != home.id and _clash(b.span, span)
                for a in team
                for b in self._with(a, adult, wanted)
            )
            reserve = home.limits.lending_reserve_percent * len(there)
            if away and 100 * len(there - busy) < reserve:
                return False
        return True

    def _with(
        self, one: Adult, adult: Adult, wanted: Sequence[Booking]
    ) -> Iterator[Booking]:
        yield from self._held[one.id]
        if one.id == adult.id:
            yield from wanted

    def _could_stay(self, adult: Adult, slot: Id, span: Span) -> bool:
        return (
            adult.home in adult.serves
            and (adult.free is None or slot in adult.free)
            and not any(
                duty.weekday == span[0] and overlap(duty.start, duty.end, *span[1:])
                for duty in adult.duties
            )
        )


def clash_at_all(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Say whether any two of the spans overlap."""
    return any(_clash(a, b) for a, b in product(one, other))


def _clash(one: Span, other: Span) -> bool:
    return one[0] == other[0] and overlap(one[1], one[2], other[1], other[2])
