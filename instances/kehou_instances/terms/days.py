"""Which days of a week serve, and which weekday's timetable each follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kehou_instances.terms.term import Term
from kehou_solver.domain.base import Weekday, Weeks

FRIDAY = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class ServiceDay:
    """A day with after-school service.

    Attributes:
        weekday: its own.
        follows: the weekday whose timetable is held.
    """

    date: date
    weekday: Weekday
    follows: Weekday


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(term: Term) -> Iterator[date]:
    """Yield the Monday of every week of a term."""
    monday = monday_of(term.first_day)
    while monday <= term.last_day:
        yield monday
        monday += WEEK


def parity_of(term: Term, monday: date) -> Weeks:
    """Say whether the week that begins on `monday` is an odd or an even one."""
    passed = (monday - monday_of(term.first_day)) // WEEK
    return "odd" if (passed % 2 == 0) == (term.first_week == "odd") else "even"


def days_in(term: Term, monday: date) -> tuple[ServiceDay, ...]:
    """Return the days of a week that serve, in their order."""
    special = {day.date: day for day in term.days}
    found = []
    for passed in range(7):
        day = monday + timedelta(days=passed)
        if not term.first_day <= day <= term.last_day:
            continue
        weekday = day.isoweekday()
        entry = special.get(day)
        serves = weekday <= FRIDAY if entry is None else entry.service
        if serves:
            follows = entry.follows if entry else None
            found.append(ServiceDay(day, weekday, follows or weekday))
    return tuple(found)
