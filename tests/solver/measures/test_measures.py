"""Every goal counted on a known timetable, each number worked out by hand."""

import re
from typing import Any

import pytest

from kehou_solver.domain import (
    AdultKind,
    Hardship,
    Instance,
    Post,
    Seat,
    Staff,
    Teaching,
    Terms,
    Timetable,
)
from kehou_solver.errors import InputError
from kehou_solver.measures import MEASURES, measure_all
from kehou_solver.policy import Policy
from kehou_solver.shortages.readiness import ON_REQUEST
from tests.solver.worlds import (
    ADULTS,
    C1,
    CLASSES,
    PUPILS,
    S1,
    SLOTS,
    T1,
    T3,
    T5,
    at,
    at_gate,
    care,
    changed,
    duty,
    east,
    homeroom,
    lawful,
    lawful_two,
    meeting,
    post_need,
    pupil,
    replaced,
    slot,
    together,
    two_campuses,
    without,
    world,
)


def value(goal: str, instance: Instance, timetable: Timetable) -> int:
    """Count one goal."""
    return MEASURES[goal].measure(instance, timetable, Policy.of(instance))


def with_adults(*adults: Any, **changes: Any) -> Instance:
    """Build the default world with some adults replaced."""
    return world(adults=replaced(ADULTS, *adults), **changes)


# The shelf


def test_there_is_a_measure_for_every_goal_of_the_law() -> None:
    assert tuple(MEASURES) == (*Policy.of(world()).goal_order(), *ON_REQUEST)
    for name, measure in MEASURES.items():
        assert measure.name == name
        for text in (measure.title, measure.unit):
            assert re.search(r"[\u4e00-\u9fff]", text.zh)
            assert not re.search(r"[\u4e00-\u9fff]", text.en)


def test_goals_are_measured_in_the_order_asked_for() -> None:
    policy = Policy.of(world())
    assert tuple(measure_all(world(), lawful(), policy)) == policy.goal_order()
    chosen = world(goals=("cost_fen", "wishes_met_2"))
    assert list(measure_all(chosen, lawful(), policy).items()) == [
        ("cost_fen", 59000),
        ("wishes_met_2", 5),
    ]


def test_a_goal_that_does_not_exist_is_refused_by_name() -> None:
    wrong = world(goals=("cost_fen", "more_fun"))
    with pytest.raises(InputError, match="more_fun"):
        measure_all(wrong, lawful(), Policy.of(wrong))


def test_nothing_is_nothing() -> None:
    instance = with_adults(
        *(changed(t, past_lessons=0, duties=()) for t in (T1, T3, T5))
    )
    assert set(measure_all(instance, Timetable(), Policy.of(instance)).values()) == {0}


def test_what_nobody_knows_is_not_counted() -> None:
    strange = Timetable(
        staff=(Staff(adult="x", group="y"), Staff(adult="T1", group="y")),
        posts=(
            Post(adult="x", school="z", weekday=1, role=S1.posts[0]),
            Post(adult="x", school="east", weekday=1, role=S1.posts[0]),
        ),
        seats=(Seat(pupil="x", group="y"), Seat(pupil="p1", group="y")),
    )
    instance = with_adults(*(changed(t, duties=()) for t in (T1, T3, T5)))
    assert set(measure_all(instance, strange, Policy.of(instance)).values()) == {0}


# Children

HARD = {"hardship": (Hardship.OTHER,)}


@pytest.mark.clause("LZ-302")
def test_children_are_counted_in_their_tier() -> None:
    # p1 in hardship; p2 grade 1 and p6 grade 4: lower and middle; p4, p5 grade 5.
    classes = (*CLASSES, homeroom("4-1", 4), homeroom("5-1", 5))
    pupils = replaced(
        PUPILS,
        changed(PUPILS[0], **HARD),
        changed(PUPILS[3], class_id="5-1"),
        changed(PUPILS[4], class_id="5-1"),
        changed(PUPILS[5], class_id="4-1"),
    )
    instance = world(classes=classes, pupils=pupils)
    met = [value(f"wishes_met_{tier}", instance, lawful()) for tier in (1, 2, 3)]
    assert met == [1, 2, 2]
    # The longest list has two wishes: first wish 2 points, second 1.
    # p1: 2. p2 and p6: 2 + 2. p4 (robots first) 2, p5 (robots second) 1.
    ranks = [value(f"wish_ranks_{tier}", instance, lawful()) for tier in (1, 2, 3)]
    assert ranks == [2, 4, 3]


def test_points_that_were_given_count_instead_of_the_place_of_the_wish() -> None:
    # p5 sits in robots, the second wish; the others keep the points of their places.
    given = changed(PUPILS[4], wish_points=(7, 7))
    instance = world(pupils=replaced(PUPILS, given))
    before = value("wish_ranks_2", world(), lawful())
    assert value("wish_ranks_2", instance, lawful()) == before - 1 + 7
    worthless = world(pupils=replaced(PUPILS, changed(given, wish_points=(7, 0))))
    assert value("wish_ranks_2", worthless, lawful()) == before - 1


def test_seats_given_counts_every_seat() -> None:
    assert value("seats_given", world(), lawful()) == 5
    assert value("seats_given", world(), without(lawful(), "chess")) == 2
    both = replaced(PUPILS, changed(PUPILS[4], clubs_per_week=2))
    twice = changed(lawful(), seats=(*lawful().seats, Seat(pupil="p5", group="chess")))
    assert value("seats_given", world(pupils=both), twice) == 6
    nobody = changed(lawful(), seats=(Seat(pupil="p5", group="3-1@mon-1"),))
    assert value("seats_given", world(), nobody) == 0


@pytest.mark.clause("LZ-302")
def test_two_seats_are_one_child_and_the_points_of_both() -> None:
    eager = replaced(PUPILS, changed(PUPILS[4], clubs_per_week=2))
    week = together(
        without(lawful(), "chess"),
        meeting("chess", "tue-1", room="hall", lead="C1", seats=("p5",)),
    )
    # p4 and p5; robots is p4's first wish and p5's second, chess is p5's first.
    assert value("wishes_met_2", world(pupils=eager), week) == 2
    assert value("wish_ranks_2", world(pupils=eager), week) == 2 + 1 + 2


def test_a_seat_nobody_wished_for_has_no_points() -> None:
    pupils = replaced(PUPILS, changed(PUPILS[5], wishes=("robots",)))
    assert value("wish_ranks_2", world(pupils=pupils), lawful()) == 7


def test_longer_lists_elsewhere_raise_the_points_of_all() -> None:
    more = (*PUPILS, pupil("p7", "1-1", "a", "b", "c", "d"))
    # Four wishes are the longest list now: four firsts at 4, one second at 3.
    assert value("wish_ranks_2", world(pupils=more), lawful()) == 19


def test_a_child_without_consent_has_met_no_wish() -> None:
    pupils = replaced(PUPILS, changed(PUPILS[0], consent=None))
    assert value("wishes_met_2", world(pupils=pupils), lawful()) == 4


# Who gives the lessons


@pytest.mark.clause("LZ-313", "LZ-318")
def test_lessons_are_counted_by_kind() -> None:
    counted = {
        goal: value(goal, two_campuses(), lawful_two())
        for goal in ("vendor_lessons", "specialist_lessons", "group_teacher_lessons")
    }
    assert counted == {
        "vendor_lessons": 1,
        "specialist_lessons": 1,
        "group_teacher_lessons": 1,
    }


@pytest.mark.clause("LZ-313")
@pytest.mark.parametrize("kind", AdultKind)
def test_every_kind_counts_once_or_is_the_schools_own(kind: AdultKind) -> None:
    instance = with_adults(changed(C1, kind=kind))
    goals = ("vendor_lessons", "specialist_lessons", "group_teacher_lessons")
    week = meeting("chess", "mon-2", room="hall", lead="C1")
    own = kind in (AdultKind.OWN_TEACHER, AdultKind.SUPPORT_STAFF)
    assert sum(value(goal, instance, week) for goal in goals) == (not own)


@pytest.mark.clause("LZ-316")
def test_a_group_teacher_at_home_is_not_lent() -> None:
    week = together(without(lawful_two(), "2-9@w-mon-2", "1-1@tue-1"))
    week = together(week, care("tue-1", "1-1", room="r1", lead="G1"))
    assert value("group_teacher_lessons", two_campuses(), week) == 0


def test_an_assistant_gives_a_lesson_too() -> None:
    week = meeting("chess", "mon-2", room="hall", lead="T1", assistants=("V1", "C1"))
    assert value("vendor_lessons", world(), week) == 1
    assert value("specialist_lessons", world(), week) == 1


# Money


def test_cost_is_the_pay_of_every_lesson() -> None:
    # Eight lessons of care and T5's assistance at 5,000; chess 6,000; robots 8,000.
    assert value("cost_fen", world(), lawful()) == 9 * 5000 + 6000 + 8000


@pytest.mark.parametrize(
    ("change", "cost"),
    [
        ({"fixed_fen_week": 700}, 59700),
        ({"terms": (Terms(club="chess", pay_fen=6500),)}, 59500),
        ({"terms": (Terms(club="chess", minutes=60),)}, 59000),
        ({"terms": (Terms(club="robots", pay_fen=6500),)}, 59000),
    ],
)
def test_cost_follows_the_terms(change: dict[str, Any], cost: int) -> None:
    assert value("cost_fen", with_adults(changed(C1, **change)), lawful()) == cost


def test_homework_care_may_have_terms_of_its_own() -> None:
    cheap = with_adults(changed(T1, terms=(Terms(pay_fen=1000),)))
    assert value("cost_fen", cheap, lawful()) == 59000 - 4 * 4000


def test_a_post_costs_nothing_even_with_a_fixed_sum() -> None:
    assert (
        value("cost_fen", with_adults(changed(S1, fixed_fen_week=900)), lawful())
        == 59000
    )


# Loads


@pytest.mark.parametrize(
    ("adults", "spread", "squares"),
    [
        # T1 and T3 give four lessons, T5 one.
        ((), 3, 16 + 16 + 1),
        ((changed(T5, past_lessons=5),), 2, 16 + 16 + 36),
        # Out of the round: gives no care and leads no club, or is of another kind.
        ((changed(T5, care="none", clubs=()),), 0, 32),
        ((changed(T5, care="none", clubs=("chess",)),), 3, 33),
        ((changed(T5, care="none", clubs=None),), 3, 33),
        ((changed(T5, kind=AdultKind.GROUP_TEACHER),), 0, 32),
    ],
)
def test_loads_are_compared_among_those_who_share(
    adults: tuple[Any, ...], spread: int, squares: int
) -> None:
    instance = with_adults(*adults)
    assert value("load_range", instance, lawful()) == spread
    assert value("load_squares", instance, lawful()) == squares


def test_every_school_has_its_own_range() -> None:
    # West: T8 gives nothing, T9 the only care. East as ever: 3.
    west_staff = tuple(
        changed(T5, id=name, home="west", serves=("west",)) for name in ("T8", "T9")
    )
    instance = two_campuses(adults=(*ADULTS, *west_staff))
    week = together(
        lawful(), care("w-mon-2", "2-9", room="r9", lead="T9", school="west")
    )
    assert value("load_range", instance, week) == 3 + 1
    assert value("load_squares", instance, week) == 33 + 1


# Evenings, mornings, minutes


def test_late_evenings_are_those_that_service_makes_late() -> None:
    # Late from 18:00: T1, T3, S1 on both days, C1 on Monday, V1 and T5 on Tuesday.
    assert value("late_evenings", world(), lawful()) == 9
    assert value("late_evenings", world(schools=east_late("18:01")), lawful()) == 2
    assert value("late_evenings", world(schools=east_late("18:21")), lawful()) == 0


def east_late(clock_time: str) -> tuple[Any, ...]:
    """East with another hour from which an evening is late."""
    return east(late_from=at(clock_time))


def test_a_post_lasts_as_long_as_its_own_need_says() -> None:
    # Late from 18:01: only Tuesday's gate, open until 18:20, makes an evening late.
    early = post_need(1, start=at("17:30"), end=at("18:00"))
    gates = changed(east_late("18:01")[0], posts=(early, post_need(2)))
    instance = world(schools=(gates,))
    assert value("late_evenings", instance, at_gate("S1", 1)) == 0
    assert value("late_evenings", instance, at_gate("S1", 2)) == 1
    # Nobody needs anybody on Friday.
    assert value("late_evenings", instance, at_gate("S1", 5)) == 0


@pytest.mark.parametrize(("end", "expected"), [("17:59", 9), ("18:00", 8)])
def test_who_is_late_anyway_loses_nothing(end: str, expected: int) -> None:
    evening_study = changed(T1, duties=(duty(1, "17:00", end),))
    assert value("late_evenings", with_adults(evening_study), lawful()) == expected


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("late_start", "expected"), [("08:30", 2), ("08:01", 2), ("08:00", 0)]
)
def test_an_early_duty_after_a_late_evening_denies_the_late_start(
    late_start: str, expected: int
) -> None:
    # T1 and T3 are late on Monday and begin at 08:00 on Tuesday; Wednesday is free.
    instance = world(schools=east(late_start=at(late_start)))
    assert value("late_starts_denied", instance, lawful()) == expected


def test_a_late_evening_by_duty_alone_gives_no_right() -> None:
    # T5 has no assignment on Monday.
    studies = changed(T5, duties=(*T5.duties, duty(1, "18:00", "20:00")))
    assert value("late_starts_denied", with_adults(studies), lawful()) == 2


@pytest.mark.clause("LZ-305")
@pytest.mark.parametrize(
    ("saved", "expected"), [(440, 0), (441, 1), (600, 160), (-1000, 0)]
)
def test_the_time_bank_overflows_above_its_ceiling(saved: int, expected: int) -> None:
    # Four lessons at 40 minutes; the ceiling is 600.
    instance = with_adults(changed(T1, time_bank_minutes=saved))
    assert value("time_bank_over", instance, lawful()) == expected


def test_unused_teachers_keep_what_they_have_saved() -> None:
    instance = with_adults(
        changed(T5, time_bank_minutes=650), changed(C1, time_bank_minutes=9999)
    )
    # T5 without a lesson: 50 over. Outsiders have no account.
    assert value("time_bank_over", instance, without(lawful(), "robots")) == 50


@pytest.mark.clause("LZ-305")
def test_the_peak_is_the_longest_week_of_each_school() -> None:
    # T1: 08:00-18:00 less two hours at noon, twice.
    assert value("duty_minutes_peak", world(), lawful()) == 960
    # Nobody serves: 08:00-16:10 less two hours, twice.
    assert value("duty_minutes_peak", world(), Timetable()) == 740
    # The gate is open until 18:20: 20 minutes more on Monday for T1.
    week = together(lawful(), at_gate("T1", 1))
    assert value("duty_minutes_peak", world(), week) == 980
    # A second school adds its own peak: T9 has 17:20-18:00 only.
    west_staff = changed(T5, id="T9", home="west", serves=("west",), duties=())
    instance = two_campuses(adults=(*ADULTS, west_staff))
    week = together(
        lawful(), care("w-mon-2", "2-9", room="r9", lead="T9", school="west")
    )
    assert value("duty_minutes_peak", instance, week) == 960 + 40


# Continuity


def test_homeroom_teachers_and_teachers_of_the_class_are_counted() -> None:
    assert value("homeroom_care", world(), lawful()) == 8
    assert value("taught_care", world(), lawful()) == 8
    week = together(
        without(lawful(), "1-1@mon-1", "3-1@mon-1", "1-1@tue-1"),
        care("mon-1", "1-1", room="r1", lead="T5"),
        care("mon-1", "3-1", room="r3", lead="T1"),
        care("tue-1", "1-1", room="r1", lead="T3"),
    )
    # T5 teaches music in 1-1: known to the class, not its homeroom teacher.
    music = with_adults(
        changed(T5, teaches=(Teaching(class_id="1-1", subject="music"),))
    )
    assert value("homeroom_care", music, week) == 5
    assert value("taught_care", music, week) == 6


def test_a_merged_group_counts_each_of_its_classes() -> None:
    classes = (*CLASSES, homeroom("4-1", 4, homeroom_teacher="T3", room="r1"))
    week = care("mon-1", "3-1", "4-1", room="r3", lead="T3")
    assert value("homeroom_care", world(classes=classes), week) == 2
    # 3-1 is in its own room, 4-1 is not; a class without a room never moves.
    assert value("room_moves", world(classes=classes), week) == 1
    roomless = replaced(classes, homeroom("4-1", 4))
    assert value("room_moves", world(classes=roomless), week) == 0


def test_a_club_in_another_room_is_no_move() -> None:
    assert value("room_moves", world(), lawful()) == 0


THIRD = slot("mon-3", 1, "18:10", "18:50")


@pytest.mark.parametrize(
    ("slots", "gaps"),
    [
        ((), 0),
        (("mon-1",), 0),
        (("mon-1", "mon-2"), 0),
        (("mon-1", "mon-3"), 1),
        (("mon-1", "mon-2", "mon-3"), 0),
        (("mon-1", "tue-2"), 0),
    ],
)
def test_a_gap_is_a_slot_between_two_lessons(slots: tuple[str, ...], gaps: int) -> None:
    instance = world(slots=(*SLOTS, THIRD))
    week = together(*(care(s, "1-1", room="r1", lead="T1") for s in slots))
    assert value("afternoon_gaps", instance, week) == gaps


def test_gaps_are_looked_for_on_each_campus_apart() -> None:
    # Two lessons at east with west's slot between them: that is no gap of east.
    slots = (*SLOTS, slot("w-mon-2", 1, "17:12", "17:18", school="west"))
    instance = two_campuses(slots=slots)
    week = together(
        care("mon-1", "1-1", room="r1", lead="T1"),
        care("mon-2", "1-1", room="r1", lead="T1"),
    )
    assert value("afternoon_gaps", instance, week) == 0


# Stability


@pytest.mark.parametrize(
    ("other", "cells"),
    [
        (lawful(), 0),
        # Another lead: one cell gone, one new.
        (
            together(
                without(lawful(), "1-1@mon-1"),
                care("mon-1", "1-1", room="r1", lead="T5"),
            ),
            2,
        ),
        # Another room or another id is no change for a person.
        (
            together(
                without(lawful(), "1-1@mon-1"),
                care("mon-1", "1-1", room="lab", lead="T1", id="x"),
            ),
            0,
        ),
        # Chess is gone: its lead and three seats.
        (without(lawful(), "chess"), 4),
        # Chess a day later: its lead twice; seats are in the club, not in the slot.
        (
            together(
                without(lawful(), "chess"),
                meeting(
                    "chess", "tue-1", room="hall", lead="C1", seats=("p1", "p2", "p6")
                ),
            ),
            2,
        ),
        # V1 and T5 change roles in robots: two cells gone, two new.
        (
            together(
                without(lawful(), "robots"),
                meeting(
                    "robots",
                    "tue-2",
                    room="lab",
                    lead="T5",
                    assistants=("V1",),
                    seats=("p4", "p5"),
                ),
            ),
            4,
        ),
        # Another adult at the gate on Monday.
        (
            changed(lawful(), posts=together(at_gate("T5", 1), at_gate("S1", 2)).posts),
            2,
        ),
        # Two classes in one group: 1-1 with T3 instead of T1.
        (
            together(
                without(lawful(), "1-1@mon-1", "3-1@mon-1"),
                care("mon-1", "1-1", "3-1", room="r3", lead="T3"),
            ),
            2,
        ),
    ],
)
def test_changes_are_counted_in_cells(other: Timetable, cells: int) -> None:
    assert value("changes", world(published=lawful()), other) == cells
    assert value("changes", world(published=other), lawful()) == cells


def test_without_a_published_timetable_nothing_changes() -> None:
    assert value("changes", world(), lawful()) == 0


# Odd and even weeks


def turns() -> tuple[Instance, Timetable]:
    """T1 and T5 take turns with 1-1 in mon-1; everything else is as ever."""
    slots = replaced(SLOTS, slot("mon-1", 1, "16:30", "17:10", rotates=True))
    odd = care("mon-1", "1-1", room="r1", lead="T1", weeks="odd")
    even = Staff(adult="T5", group="1-1@mon-1", weeks="even")
    both = changed(odd, staff=(*odd.staff, even))
    return world(slots=slots), together(without(lawful(), "1-1@mon-1"), both)


def test_additive_goals_are_summed_over_both_weeks() -> None:
    instance, week = turns()
    assert value("wishes_met_2", instance, week) == 10
    assert value("wish_ranks_2", instance, week) == 18
    assert value("vendor_lessons", instance, week) == 2
    assert value("cost_fen", instance, week) == 2 * 59000
    assert value("homeroom_care", instance, week) == 8 + 7
    assert value("late_evenings", instance, week) == 18


def test_loads_are_summed_over_both_weeks_before_they_are_compared() -> None:
    instance, week = turns()
    past = changed(instance, adults=replaced(ADULTS, changed(T5, past_lessons=1)))
    # T1: 4 + 3, T3: 4 + 4, T5: 1 + 2, and what T5 brings along counts once.
    assert value("load_range", instance, week) == 8 - 3
    assert value("load_squares", instance, week) == 49 + 64 + 9
    assert value("load_range", past, week) == 8 - 4
    assert value("load_squares", past, week) == 49 + 64 + 16


def test_the_time_bank_takes_half_of_two_weeks_rounded_up() -> None:
    instance, week = turns()
    # T1 gives seven lessons in two weeks: four a week, 160 minutes.
    for saved, over in ((440, 0), (441, 1)):
        adults = replaced(ADULTS, changed(T1, time_bank_minutes=saved))
        assert value("time_bank_over", changed(instance, adults=adults), week) == over


def test_the_peak_is_taken_week_by_week() -> None:
    instance, week = turns()
    odd_evening = duty(3, "18:00", "19:00", weeks="odd")
    busy = replaced(ADULTS, changed(T1, duties=(*T1.duties, odd_evening)))
    # Odd weeks: T1 with 960 + 60. Even weeks: T1 or T3 with 960.
    assert value("duty_minutes_peak", changed(instance, adults=busy), week) == 1980


def test_changes_are_counted_in_each_week() -> None:
    instance, week = turns()
    # Only the even week differs from the lawful one: T1 gone, T5 new.
    assert value("changes", changed(instance, published=lawful()), week) == 2
    # Compared week by week too when only the published one has turns.
    plain = world(published=week)
    assert value("changes", plain, lawful()) == 2
    # A seat that is lost is lost twice.
    lost = changed(week, seats=week.seats[1:])
    assert value("changes", changed(instance, published=week), lost) == 2
