"""A term's calendar: holidays, make-up days, odd and even weeks."""

from datetime import date

import pytest

from kehou_instances.ladder import generate
from kehou_instances.terms import (
    CalendarDay,
    Term,
    as_in_week,
    days_in,
    parity_of,
    term_problems,
    weeks_of,
)
from kehou_solver.domain.adult import Duty
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.validity import problems

MONDAY = date(2026, 9, 28)
"""Thursday and Friday of this week are holidays; Sunday follows Thursday."""

TERM = Term(
    id="autumn",
    name="Autumn",
    first_day=date(2026, 9, 2),
    last_day=date(2027, 1, 22),
    days=(
        CalendarDay(date=date(2026, 10, 1), service=False, note="国庆节"),
        CalendarDay(date=date(2026, 10, 2), service=False, note="国庆节"),
        CalendarDay(date=date(2026, 10, 4), follows=4, note="调休"),
    ),
)


@pytest.fixture(scope="module")
def school() -> Instance:
    return generate("XS", 3).instance


@pytest.mark.clause("LZ-303")
def test_a_week_without_holidays_serves_from_monday_to_friday() -> None:
    days = days_in(TERM, date(2026, 9, 7))
    assert [(day.weekday, day.follows) for day in days] == [
        (day, day) for day in range(1, 6)
    ]


@pytest.mark.clause("LZ-303")
def test_holidays_do_not_serve_and_make_up_days_follow_another() -> None:
    days = [(day.weekday, day.follows) for day in days_in(TERM, MONDAY)]
    assert days == [(1, 1), (2, 2), (3, 3), (7, 4)]


def test_days_outside_the_term_do_not_serve() -> None:
    first, *_, last = weeks_of(TERM)
    assert [day.weekday for day in days_in(TERM, first)] == [3, 4, 5]
    assert last == date(2027, 1, 18)
    assert days_in(TERM, date(2026, 8, 24)) == ()


def test_weeks_alternate_from_the_first() -> None:
    weeks = list(weeks_of(TERM))
    assert [parity_of(TERM, week) for week in weeks[:3]] == ["odd", "even", "odd"]
    even = TERM.model_copy(update={"first_week": "even"})
    assert parity_of(even, weeks[0]) == "even"


def test_what_a_calendar_says_twice_or_against_itself_is_reported() -> None:
    wrong = Term(
        id="x",
        name="x",
        first_day=date(2026, 9, 2),
        last_day=date(2026, 9, 30),
        days=(
            CalendarDay(date=date(2026, 9, 5)),
            CalendarDay(date=date(2026, 9, 5), follows=2),
            CalendarDay(date=date(2026, 9, 7), service=False, follows=2),
            CalendarDay(date=date(2026, 10, 7), service=False),
        ),
    )
    assert [one.where for one in term_problems(wrong)] == [
        "/days/0/follows",
        "/days/1/date",
        "/days/2/follows",
        "/days/3/date",
    ]
    late = wrong.model_copy(update={"last_day": date(2026, 9, 1), "days": ()})
    assert [one.where for one in term_problems(late)] == ["/last_day"]
    assert list(term_problems(TERM)) == []


def test_the_week_of_a_holiday_agrees_with_itself(school: Instance) -> None:
    moved = as_in_week(school, TERM, MONDAY)
    assert problems(moved) == []
    assert moved.week_of == MONDAY
    assert len(moved.notes) == len(school.notes) + 3


def test_slots_are_held_on_the_days_that_follow_their_weekday(
    school: Instance,
) -> None:
    moved = as_in_week(school, TERM, MONDAY)
    held = {(slot.weekday, slot.start, slot.end) for slot in moved.slots}
    standing = {(slot.weekday, slot.start, slot.end) for slot in school.slots}
    assert {span for span in held if span[0] < 4} == {
        span for span in standing if span[0] < 4
    }
    assert {span[1:] for span in held if span[0] == 7} == {
        span[1:] for span in standing if span[0] == 4
    }
    assert not {span for span in held if span[0] in (4, 5, 6)}


def test_children_and_adults_come_on_the_day_that_follows(school: Instance) -> None:
    lesson = Duty(
        kind="lesson",
        school=school.schools[0].id,
        weekday=4,
        start=8 * 60,
        end=9 * 60,
    )
    adult = school.adults[0].model_copy(update={"duties": (lesson,)})
    school = school.model_copy(update={"adults": (adult, *school.adults[1:])})
    moved = as_in_week(school, TERM, MONDAY)
    assert [duty.weekday for duty in moved.adults[0].duties] == [7]
    for before, after in zip(school.pupils, moved.pupils, strict=True):
        expected = [day for day in before.weekdays if day < 4]
        expected += [7] if 4 in before.weekdays else []
        assert list(after.weekdays) == expected
    for before, after in zip(school.classes, moved.classes, strict=True):
        thursday = [end.end for end in before.lessons_end if end.weekday == 4]
        assert [end.end for end in after.lessons_end if end.weekday == 7] == thursday


def test_a_day_may_be_held_twice_in_a_week(school: Instance) -> None:
    twice = TERM.model_copy(
        update={"days": (CalendarDay(date=date(2026, 9, 13), follows=2),)}
    )
    moved = as_in_week(school, twice, date(2026, 9, 7))
    assert problems(moved) == []
    tuesday = [slot for slot in moved.slots if slot.weekday == 2]
    sunday = [slot for slot in moved.slots if slot.weekday == 7]
    assert [f"{slot.id}@7" for slot in tuesday] == [slot.id for slot in sunday]


def test_only_what_holds_in_the_week_is_left(school: Instance) -> None:
    odd, even = school.slots[0], school.slots[1]
    marked = school.model_copy(
        update={
            "slots": (
                odd.model_copy(update={"weeks": "odd"}),
                even.model_copy(update={"weeks": "even"}),
                *school.slots[2:],
            )
        }
    )
    second = as_in_week(marked, TERM, date(2026, 9, 7))
    assert odd.id not in {slot.id for slot in second.slots}
    assert even.id in {slot.id for slot in second.slots}
    assert {slot.weeks for slot in second.slots} == {"every"}


def test_a_week_without_service_has_no_slots(school: Instance) -> None:
    assert as_in_week(school, TERM, date(2026, 8, 24)).slots == ()
