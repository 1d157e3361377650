"""The judge of adults: where they are, what they may do, how much is too much."""

from datetime import date

import pytest

from kehou_solver.domain import (
    Adult,
    DutyRole,
    PaperKind,
    Teaching,
    Terms,
    Timetable,
)
from tests.solver.checks.judging import findings, subjects
from tests.solver.worlds import (
    ADULTS,
    C1,
    CHESS,
    CLUBS,
    ROBOTS,
    ROOMS,
    S1,
    T1,
    T5,
    V1,
    at_gate,
    care,
    changed,
    club,
    duty,
    east,
    lawful,
    meeting,
    paper,
    replaced,
    skill,
    together,
    venue,
    without,
    world,
)

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def led_by(adult: str, *groups: str) -> Timetable:
    """The lawful week with another lead for some homework groups."""
    week = lawful()
    return changed(
        week,
        staff=tuple(
            changed(s, adult=adult) if s.group in groups else s for s in week.staff
        ),
    )


def judged(rule: str, *adults: Adult, timetable: Timetable | None = None) -> list[str]:
    """Judge one rule with some adults of the default world replaced."""
    instance = world(adults=replaced(ADULTS, *adults))
    return subjects(rule, instance, timetable or lawful())


# one_place_at_a_time


def test_an_adult_has_one_assignment_at_a_time() -> None:
    week = led_by("T1", "3-1@mon-1")
    found = findings("one_place_at_a_time", world(), week)
    assert [f.about for f in found] == ["adult:T1"]
    assert "1-1@mon-1" in found[0].en
    assert "3-1@mon-1" in found[0].en


def test_twice_in_one_group_is_two_assignments() -> None:
    week = lawful()
    twice = changed(week, staff=(*week.staff, changed(week.staff[0], role="assistant")))
    assert subjects("one_place_at_a_time", world(), twice) == ["adult:T1"]


def test_a_post_takes_time_like_a_group() -> None:
    # The gate opens at 18:00, when the last slot has ended: no clash yet.
    week = together(lawful(), at_gate("T1", 1))
    assert subjects("one_place_at_a_time", world(), week) == []
    twice = together(lawful(), at_gate("S1", 1))
    assert subjects("one_place_at_a_time", world(), twice) == ["adult:S1"]


@pytest.mark.parametrize(("travel", "expected"), [(10, []), (11, ["adult:T5"])])
def test_an_adult_needs_time_for_the_way_to_a_venue(
    travel: int, expected: list[str]
) -> None:
    swim = club("swim", venue="pool", min_enrolment=0)
    instance = world(
        clubs=(*CLUBS, swim), rooms=(*ROOMS, venue("pool", travel_minutes=travel))
    )
    week = together(
        care("mon-1", "1-1", room="r1", lead="T5"),
        meeting("swim", "mon-2", room="pool", lead="T5"),
    )
    assert subjects("one_place_at_a_time", instance, week) == expected


# qualified


@pytest.mark.clause("LZ-317")
@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((skill("chess-coach", valid_from=MONDAY, valid_until=MONDAY),), []),
        ((skill("chess-coach", valid_from=TUESDAY),), ["adult:C1"]),
        ((skill("chess-coach", valid_until=date(2026, 3, 1)),), ["adult:C1"]),
        ((skill("swim-coach"),), ["adult:C1"]),
        ((), ["adult:C1"]),
    ],
)
def test_the_lead_of_a_club_is_qualified_on_the_day(
    held: tuple[object, ...], expected: list[str]
) -> None:
    # Chess is on Monday, 2 March.
    assert judged("qualified", changed(C1, qualifications=held)) == expected


@pytest.mark.clause("LZ-313")
@pytest.mark.parametrize(
    ("clubs", "expected"), [(None, []), (("chess",), []), ((), ["adult:C1"])]
)
def test_the_lead_takes_only_clubs_given_to_him_or_her(
    clubs: tuple[str, ...] | None, expected: list[str]
) -> None:
    assert judged("qualified", changed(C1, clubs=clubs)) == expected


@pytest.mark.clause("LZ-317")
def test_assistants_need_no_qualification_of_the_club() -> None:
    demanding = (CHESS, changed(ROBOTS, qualifications=("engineer",)))
    engineer = changed(V1, qualifications=(skill("engineer"),))
    instance = world(clubs=demanding, adults=replaced(ADULTS, engineer))
    assert subjects("qualified", instance, lawful()) == []


@pytest.mark.clause("LZ-313")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"care": "any"}, []),
        ({"care": "none"}, ["adult:T5"]),
        ({"care": "taught"}, ["adult:T5"]),
        (
            {
                "care": "taught",
                "teaches": (Teaching(class_id="1-1", subject="music"),),
            },
            ["adult:T5"],
        ),
        (
            {
                "care": "taught",
                "teaches": (Teaching(class_id="3-1", subject="music"),),
            },
            [],
        ),
    ],
)
def test_homework_care_is_given_by_those_who_give_it(
    change: dict[str, object], expected: list[str]
) -> None:
    week = led_by("T5", "3-1@mon-1")
    assert judged("qualified", changed(T5, **change), timetable=week) == expected


@pytest.mark.clause("LZ-313")
def test_a_homeroom_teacher_teaches_the_class() -> None:
    assert judged("qualified", changed(T1, care="taught")) == []


@pytest.mark.clause("LZ-317")
def test_support_staff_neither_lead_nor_assist() -> None:
    willing = changed(S1, care="any")
    leads = led_by("S1", "3-1@tue-1")
    assert judged("qualified", willing, timetable=leads) == ["adult:S1"]
    week = lawful()
    assists = changed(
        week,
        staff=tuple(
            changed(s, adult="S1") if s.role == "assistant" else s for s in week.staff
        ),
    )
    assert judged("qualified", willing, timetable=assists) == ["adult:S1"]


# free_when_asked


@pytest.mark.clause("LZ-313")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"free": ("mon-2",)}, []),
        ({"free": ("mon-1", "tue-2")}, ["adult:C1"]),
        ({"serves": ("west",)}, ["adult:C1"]),
        ({"serves": ()}, ["adult:C1"]),
    ],
)
def test_adults_serve_where_and_when_they_said(
    change: dict[str, object], expected: list[str]
) -> None:
    assert judged("free_when_asked", changed(C1, **change)) == expected


@pytest.mark.clause("LZ-101")
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("16:00", "16:30", []),
        ("16:00", "16:31", ["adult:T1"]),
        ("17:10", "17:20", []),
        ("18:00", "20:00", []),
        ("17:59", "20:00", ["adult:T1"]),
    ],
)
def test_a_fixed_duty_is_not_interrupted(
    start: str, end: str, expected: list[str]
) -> None:
    busy = changed(T1, duties=(duty(1, start, end),))
    assert judged("free_when_asked", busy) == expected


@pytest.mark.clause("LZ-101")
@pytest.mark.parametrize(("end", "expected"), [("16:20", []), ("16:21", ["adult:T5"])])
def test_the_way_to_a_venue_begins_after_the_duty(
    end: str, expected: list[str]
) -> None:
    swim = club("swim", venue="pool", min_enrolment=0)
    instance = world(
        clubs=(*CLUBS, swim),
        rooms=(*ROOMS, venue("pool", travel_minutes=10)),
        adults=replaced(ADULTS, changed(T5, duties=(duty(1, "15:00", end),))),
    )
    week = meeting("swim", "mon-1", room="pool", lead="T5")
    assert subjects("free_when_asked", instance, week) == expected


@pytest.mark.clause("LZ-313")
def test_a_post_is_taken_by_those_who_take_it() -> None:
    assert judged("free_when_asked", changed(S1, posts=())) == ["adult:S1"]
    patrol_only = changed(S1, posts=(DutyRole.PATROL,))
    assert judged("free_when_asked", patrol_only) == ["adult:S1"]


def test_a_post_nobody_needs_is_judged_once_only() -> None:
    week = together(lawful(), at_gate("C1", 5))
    instance = world()
    assert subjects("free_when_asked", instance, week) == []
    assert subjects("posts_filled", instance, week) == ["school:east"]


# papers_valid


@pytest.mark.clause("LZ-326", "LZ-419", "LZ-420")
@pytest.mark.parametrize("kind", list(PaperKind))
@pytest.mark.parametrize(
    ("until", "days"), [(TUESDAY, []), (MONDAY, [2]), (date(2026, 3, 1), [1, 2])]
)
def test_outsiders_hold_every_paper_on_every_day(
    kind: PaperKind, until: date, days: list[int]
) -> None:
    papers = tuple(
        paper(other, valid_until=until) if other == kind else paper(other)
        for other in PaperKind
    )
    week = together(
        without(lawful(), "chess"),
        meeting("chess", "mon-2", "tue-1", room="hall", lead="C1"),
    )
    instance = world(adults=replaced(ADULTS, changed(C1, papers=papers)))
    found = findings("papers_valid", instance, week)
    assert [(f.about, f.weekday) for f in found] == [("adult:C1", d) for d in days]


@pytest.mark.clause("LZ-326")
@pytest.mark.parametrize(("start", "expected"), [(MONDAY, []), (TUESDAY, ["adult:C1"])])
def test_a_paper_holds_from_its_first_day(start: date, expected: list[str]) -> None:
    # Chess is on Monday.
    papers = tuple(paper(kind, valid_from=start) for kind in PaperKind)
    assert judged("papers_valid", changed(C1, papers=papers)) == expected


@pytest.mark.clause("LZ-326", "LZ-420")
def test_own_teachers_need_letter_and_insurance_only() -> None:
    enough = tuple(paper(k) for k in (PaperKind.LETTER, PaperKind.INSURANCE))
    assert judged("papers_valid", changed(T1, papers=enough)) == []
    found = findings(
        "papers_valid",
        world(adults=replaced(ADULTS, changed(T1, papers=enough[:1]))),
        lawful(),
    )
    assert {f.about for f in found} == {"adult:T1"}
    assert "人身意外保险" in found[0].zh
    assert "accident insurance" in found[0].en


# weekly_lessons_cap


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("of_school", "of_adult", "expected"),
    [
        (4, None, []),
        (3, None, ["adult:T1", "adult:T3"]),
        (9, 4, []),
        (9, 3, ["adult:T1"]),
        (3, 9, ["adult:T1", "adult:T3"]),
    ],
)
def test_lessons_stay_below_the_stricter_cap(
    of_school: int, of_adult: int | None, expected: list[str]
) -> None:
    # T1 and T3 give four lessons each.
    instance = world(
        schools=east(lessons_week=of_school),
        adults=replaced(ADULTS, changed(T1, lessons_week=of_adult)),
    )
    found = findings("weekly_lessons_cap", instance, lawful())
    assert [f.about for f in found] == expected
    assert all("4 lessons" in f.en for f in found)


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("terms", "most", "expected"),
    [
        ((), 160, []),
        ((), 159, ["adult:T1"]),
        ((Terms(minutes=60),), 240, []),
        ((Terms(minutes=60),), 239, ["adult:T1"]),
        ((Terms(club="chess", minutes=60),), 160, []),
        ((Terms(pay_fen=1),), 160, []),
    ],
)
def test_minutes_of_lessons_follow_the_terms(
    terms: tuple[Terms, ...], most: int, expected: list[str]
) -> None:
    # Four lessons of homework care, 40 minutes each unless the terms say otherwise.
    busy = changed(T1, minutes_week=most, terms=terms)
    assert judged("weekly_lessons_cap", busy) == expected


@pytest.mark.clause("LZ-305")
def test_a_post_is_not_a_lesson() -> None:
    instance = world(adults=replaced(ADULTS, changed(S1, lessons_week=0)))
    assert subjects("weekly_lessons_cap", instance, lawful()) == []


# afternoons_cap


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("of_school", "of_adult", "expected"),
    [
        (2, None, []),
        (1, None, ["adult:S1", "adult:T1", "adult:T3"]),
        (2, 1, ["adult:S1"]),
    ],
)
def test_afternoons_count_posts_too(
    of_school: int, of_adult: int | None, expected: list[str]
) -> None:
    instance = world(
        schools=east(afternoons_week=of_school),
        adults=replaced(ADULTS, changed(S1, afternoons_week=of_adult)),
    )
    assert subjects("afternoons_cap", instance, lawful()) == expected


# duty_minutes_day_cap, duty_minutes_week_cap


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("most", "expected"), [(480, []), (479, ["adult:T1", "adult:T3", "adult:T5"])]
)
def test_a_day_of_duty_has_its_cap(most: int, expected: list[str]) -> None:
    # 08:00 to 18:00 less two hours at noon: 480 minutes.
    found = findings(
        "duty_minutes_day_cap", world(schools=east(duty_minutes_day=most)), lawful()
    )
    assert list(dict.fromkeys(f.about for f in found)) == expected
    assert all("480 minutes" in f.en for f in found)


@pytest.mark.clause("LZ-305")
def test_a_day_that_fixed_duties_make_long_is_no_breach() -> None:
    # 07:00 to 19:00 less noon is 600 minutes, service or not.
    long_day = changed(
        T1, duties=(duty(1, "07:00", "07:30"), duty(1, "18:30", "19:00"))
    )
    instance = world(
        schools=east(duty_minutes_day=500), adults=replaced(ADULTS, long_day)
    )
    assert subjects("duty_minutes_day_cap", instance, lawful()) == []
    # The same morning without the evening: 660 - 120 = 540 minutes because of service.
    evening_off = changed(T1, duties=(duty(1, "07:00", "07:30"),))
    instance = world(
        schools=east(duty_minutes_day=500), adults=replaced(ADULTS, evening_off)
    )
    found = findings("duty_minutes_day_cap", instance, lawful())
    assert [(f.about, f.weekday) for f in found] == [("adult:T1", 1)]
    assert "540 minutes" in found[0].en


@pytest.mark.clause("LZ-305")
def test_only_the_noon_break_inside_the_span_is_taken_off() -> None:
    # On duty from 13:00 to 18:00: one hour of the noon break lies inside.
    noon_shift = changed(T1, duties=(duty(1, "13:00", "13:30"),))
    instance = world(
        schools=east(duty_minutes_day=239), adults=replaced(ADULTS, noon_shift)
    )
    found = [
        f
        for f in findings("duty_minutes_day_cap", instance, lawful())
        if (f.about, f.weekday) == ("adult:T1", 1)
    ]
    assert "240 minutes" in found[0].en


@pytest.mark.clause("LZ-305")
def test_the_way_to_a_venue_is_not_duty() -> None:
    swim = club("swim", venue="pool", min_enrolment=0)
    instance = world(
        clubs=(*CLUBS, swim),
        rooms=(*ROOMS, venue("pool", travel_minutes=30)),
        schools=east(duty_minutes_day=480),
    )
    week = meeting("swim", "mon-2", room="pool", lead="T5")
    assert subjects("duty_minutes_day_cap", instance, week) == []


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("most", "expected"), [(960, []), (959, ["adult:T1", "adult:T3"])]
)
def test_a_week_of_duty_has_its_cap(most: int, expected: list[str]) -> None:
    # Two days of 480 minutes; T5 has one, and a Monday of 370 (08:00-16:10) besides.
    instance = world(schools=east(duty_minutes_week=most))
    assert subjects("duty_minutes_week_cap", instance, lawful()) == expected


@pytest.mark.clause("LZ-305")
def test_days_without_service_count_towards_the_week() -> None:
    # T5: Monday 370 + Tuesday 480.
    for most, expected in ((850, False), (849, True)):
        instance = world(schools=east(duty_minutes_week=most))
        found = subjects("duty_minutes_week_cap", instance, lawful())
        assert ("adult:T5" in found) is expected


@pytest.mark.clause("LZ-305")
def test_a_week_that_fixed_duties_make_long_is_no_breach() -> None:
    instance = world(schools=east(duty_minutes_week=0))
    adults = replaced(ADULTS, changed(T1, duties=(duty(3, "08:00", "08:40"),)))
    week = care("mon-1", "1-1", room="r1", lead="T1")
    # 40 minutes fixed on Wednesday, 40 more of service on Monday.
    found = findings("duty_minutes_week_cap", changed(instance, adults=adults), week)
    assert [f.about for f in found] == ["adult:T1"]
    assert "80 minutes" in found[0].en
    assert "most 40" in found[0].en


# rest_between_days


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("rest", "expected"), [(840, []), (841, ["adult:T1", "adult:T3"])]
)
def test_rest_lasts_until_the_next_mornings_first_duty(
    rest: int, expected: list[str]
) -> None:
    # From 18:00 on Monday to 08:00 on Tuesday: 14 hours.
    found = findings(
        "rest_between_days", world(schools=east(rest_minutes=rest)), lawful()
    )
    assert [f.about for f in found] == expected
    assert all(f.weekday == 1 and "840 minutes" in f.en for f in found)


@pytest.mark.clause("LZ-305")
def test_a_free_next_day_is_rest_enough() -> None:
    # Tuesday's service is followed by a free Wednesday, Sunday's by another week.
    free = changed(T1, duties=(duty(3, "08:00", "08:40"),))
    instance = world(schools=east(rest_minutes=1440), adults=replaced(ADULTS, free))
    week = care("mon-1", "1-1", room="r1", lead="T1")
    assert subjects("rest_between_days", instance, week) == []


def test_limits_of_an_outsider_are_those_of_the_first_school_served() -> None:
    instance = world(schools=east(lessons_week=0))
    assert "adult:C1" in subjects("weekly_lessons_cap", instance, lawful())
