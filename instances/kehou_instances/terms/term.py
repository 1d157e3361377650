"""学期与校历: a term, and the days on which it is not as on other weeks."""

from datetime import date
from typing import Literal

from kehou_solver.domain.base import Frozen, Id, Name, Weekday


class CalendarDay(Frozen):
    """A day that is not like the same weekday of other weeks.

    Attributes:
        service: False = a holiday, no after-school service (LZ-303).
        follows: 调休: the weekday whose timetable is held on this day; None = its own.
        note: why, such as the name of the holiday.
    """

    date: date
    service: bool = True
    follows: Weekday | None = None
    note: Name = ""


class Term(Frozen):
    """学期. Monday to Friday serve unless `days` says otherwise; weekends do not.

    Attributes:
        first_day, last_day: of the service, both included.
        first_week: whether the week of the first day is an odd or an even one.
        days: holidays and make-up days, in any order.
    """

    id: Id
    name: Name
    first_day: date
    last_day: date
    first_week: Literal["odd", "even"] = "odd"
    days: tuple[CalendarDay, ...] = ()
