"""Who is booked when: the book-keeping that keeps the planted timetable lawful."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kehou_instances.ladder.frame import MAIN
from kehou_solver.domain import Adult, AdultKind, Duty, Index
from kehou_solver.domain.base import overlap

Daytime = Mapping[int, tuple[Sequence[tuple[int, int]], int]]
"""Spans of the fixed duties by weekday, and the minutes of duty they make."""


@dataclass(frozen=True)
class Booking:
    """One assignment of one adult, travel to an off-site venue included.

    Attributes:
        key: group id or post, to release it by.
        lesson: a slot led or assisted, not a post.
    """

    key: str
    weekday: int
    start: int
    end: int
    lesson: bool


class Roster:
    """Bookings of all adults, checked against every limit that binds an adult.

    Stricter than the law where that is simpler: odd and even weeks are booked as if
    they were one, and travel to a venue counts as duty.

    Args:
        index: the school and its adults.
        days: weekdays on which each adult may be booked at all.
    """

    def __init__(self, index: Index, days: Mapping[str, frozenset[int]]) -> None:
        self._index = index
        self._days = days
        self._held: dict[str, list[Booking]] = defaultdict(list)
        self._fixed: dict[str, tuple[tuple[Duty, ...], Daytime]] = {}

    def held(self, adult: str) -> list[Booking]:
        """Return the bookings of one adult."""
        return self._held[adult]

    def lessons(self, adult: str) -> int:
        """Return how many lessons one adult has."""
        return sum(booking.lesson for booking in self._held[adult])

    def book(self, adult: str, bookings: Sequence[Booking]) -> None:
        """Add bookings, unasked: see `can`."""
        self._held[adult].extend(bookings)

    def release(self, key: str) -> None:
        """Take back everybody's bookings for one group."""
        for adult, held in self._held.items():
            self._held[adult] = [b for b in held if b.key != key]

    def can(self, adult: Adult, wanted: Sequence[Booking]) -> bool:
        """Say whether an adult can lawfully take these bookings too."""
        held = self._held[adult.id]
        if any(b.weekday not in self._days[adult.id] for b in wanted):
            return False
        if any(_clash(b, h) for b in wanted for h in held):
            return False
        every = [*held, *wanted]
        limits = self._index.limits_of(adult)
        afternoons = {booking.weekday for booking in every}
        away = adult.kind is AdultKind.GROUP_TEACHER
        most = limits.away_afternoons_week if away else limits.afternoons_week
        if len(afternoons) > most:
            return False
        cap = adult.lessons_week
        lessons = limits.lessons_week if cap is None else min(cap, limits.lessons_week)
        if sum(booking.lesson for booking in every) > lessons:
            return False
        return self._leaves_daytime_alone(adult, wanted) and self._within_hours(
            adult, every
        )

    def hours_kept(self, adult: Adult) -> bool:
        """Say whether the bookings still keep the hours of a busier adult."""
        return self._within_hours(adult, self._held[adult.id])

    def _leaves_daytime_alone(self, adult: Adult, wanted: Sequence[Booking]) -> bool:
        for booking in wanted:
            for duty in adult.duties:
                if duty.weekday != booking.weekday:
                    continue
                buffer = 0 if duty.school == MAIN else self._minutes_to(duty.school)
                start, end = duty.start - buffer, duty.end + buffer
                if overlap(start, end, booking.start, booking.end):
                    return False
        return True

    def _minutes_to(self, campus: str) -> int:
        """Return the time to allow between a campus and the school (LZ-316)."""
        buffer = self._index.schools[campus].limits.travel_buffer_minutes
        ways = [t.minutes for t in self._index.instance.travel]
        return max([buffer, *ways])

    def _within_hours(self, adult: Adult, every: Sequence[Booking]) -> bool:
        limits = self._index.limits_of(adult)
        fixed = self._daytime(adult)
        week = fixed_week = sum(minutes for _, minutes in fixed.values())
        for weekday in {booking.weekday for booking in every}:
            spans, fixed_minutes = fixed.get(weekday, ([], 0))
            booked = [(b.start, b.end) for b in every if b.weekday == weekday]
            minutes = self._present(adult, [*spans, *booked])
            if minutes > max(limits.duty_minutes_day, fixed_minutes):
                return False
            week += minutes - fixed_minutes
        return week <= max(limits.duty_minutes_week, fixed_week)

    def _daytime(self, adult: Adult) -> Daytime:
        """Return fixed duties and the minutes they take; adults are asked often."""
        duties, found = self._fixed.get(adult.id, ((), {}))
        if duties is not adult.duties:
            spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for duty in adult.duties:
                spans[duty.weekday].append((duty.start, duty.end))
            found = {
                day: (each, self._present(adult, each)) for day, each in spans.items()
            }
            self._fixed[adult.id] = adult.duties, found
        return found

    def _present(self, adult: Adult, spans: Sequence[tuple[int, int]]) -> int:
        """Return minutes from the first start to the last end, less the noon break."""
        if not spans:
            return 0
        limits = self._index.limits_of(adult)
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        noon = min(end, limits.noon_end) - max(start, limits.noon_start)
        return end - start - max(0, noon)


def _clash(one: Booking, other: Booking) -> bool:
    return one.weekday == other.weekday and overlap(
        one.start, one.end, other.start, other.end
    )
