"""Does a term agree with itself?"""

from collections.abc import Iterator

from kehou_instances.terms.term import CalendarDay, Term
from kehou_solver.errors import Problem

LONGEST = 366
"""Days. A term that lasts longer than a year has a wrong date."""


def term_problems(term: Term) -> Iterator[Problem]:
    """Report every contradiction, with JSON paths into the term."""
    length = (term.last_day - term.first_day).days
    if not 0 <= length <= LONGEST:
        yield Problem(
            "/last_day",
            f"{term.first_day} – {term.last_day}",
            "学期最后一天应不早于第一天，且不超过一年；请核对两个日期",
            "the last day must not lie before the first, nor a year after; check both",
        )
    seen: set[object] = set()
    for position, day in enumerate(term.days):
        yield from _day_problems(term, day, f"/days/{position}")
        if day.date in seen:
            yield Problem(
                f"/days/{position}/date",
                str(day.date),
                "这一天写了两次；请删去一项",
                "this day is listed twice; drop one",
            )
        seen.add(day.date)


def _day_problems(term: Term, day: CalendarDay, where: str) -> Iterator[Problem]:
    if not term.first_day <= day.date <= term.last_day:
        yield Problem(
            f"{where}/date",
            str(day.date),
            f"不在学期内（{term.first_day} 至 {term.last_day}）；请核对",
            f"not within the term ({term.first_day} to {term.last_day}); check it",
        )
    if not day.service and day.follows is not None:
        yield Problem(
            f"{where}/follows",
            str(day.follows),
            "这一天没有课后服务，不能再按别的课表；请改 service 或删去 follows",
            "no service on this day, so it follows none; change one of the two",
        )
    if day.service and day.follows is None and day.date.isoweekday() > 5:
        yield Problem(
            f"{where}/follows",
            "—",
            "周末补课日须写明按星期几的课表（1 至 7）",
            "a make-up day at a weekend must say which weekday it follows (1 to 7)",
        )
