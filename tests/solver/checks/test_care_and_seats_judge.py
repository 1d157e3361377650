"""The judge of what is promised to children: care, seats asked for, homework."""

from typing import Any

import pytest

from kehou_solver.domain import Closure, Timetable
from tests.solver.checks.judging import findings, subjects
from tests.solver.worlds import (
    CHESS,
    CLASSES,
    CLUBS,
    EAST,
    PUPILS,
    ROBOTS,
    ROOMS,
    SLOTS,
    TERM_START,
    at,
    care,
    changed,
    club,
    homeroom,
    lawful,
    meeting,
    pupil,
    replaced,
    room,
    slot,
    together,
    venue,
    without,
    world,
)

# everyone_in_care


@pytest.mark.clause("LZ-204", "LZ-207")
def test_a_class_with_a_child_left_must_be_in_a_homework_group() -> None:
    week = without(lawful(), "1-1@mon-1")
    found = findings("everyone_in_care", world(), week)
    assert [f.about for f in found] == ["class:1-1"]
    assert "3 名学生" in found[0].zh
    assert "3 children of class 1-1" in found[0].en
    assert "mon-1" in found[0].en


@pytest.mark.clause("LZ-204", "LZ-207")
def test_a_class_whose_children_are_all_in_clubs_needs_no_care() -> None:
    # p4 and p5 are in robots; without p6 nobody of 3-1 is left in tue-2.
    two = tuple(p for p in PUPILS if p.id != "p6")
    week = without(lawful(), "3-1@tue-2", "chess")
    assert subjects("everyone_in_care", world(pupils=two), week) == []
    assert subjects("everyone_in_care", world(), week) == ["class:3-1"]


@pytest.mark.clause("LZ-206")
def test_nobody_is_in_care_without_consent() -> None:
    ones = [p for p in PUPILS if p.class_id == "1-1"]
    silent = replaced(PUPILS, *(changed(p, consent=None) for p in ones))
    week = without(lawful(), "1-1@mon-1", "1-1@tue-1")
    assert subjects("everyone_in_care", world(pupils=silent), week) == []


@pytest.mark.parametrize(
    ("consent", "expected"), [(TERM_START, ["class:5-1"]), (None, [])]
)
@pytest.mark.clause("LZ-206")
def test_unlisted_children_count_once_their_consent_is_filed(
    consent: object, expected: list[str]
) -> None:
    listless = homeroom("5-1", 5, unlisted=2, unlisted_consent=consent)
    instance = world(classes=(*CLASSES, listless))
    assert subjects("everyone_in_care", instance, lawful()) == expected


def test_a_skipped_slot_and_an_afternoon_not_asked_for_need_no_care() -> None:
    week = without(lawful(), "1-1@mon-1", "1-1@tue-1", "1-1@tue-2")
    ones = [p for p in PUPILS if p.class_id == "1-1"]
    skipping = replaced(
        PUPILS, *(changed(p, weekdays=(1,), skips=("mon-1",)) for p in ones)
    )
    assert subjects("everyone_in_care", world(pupils=skipping), week) == []


# one_place_at_a_time, children and rooms


def test_a_pupil_is_not_in_two_clubs_at_once() -> None:
    week = together(
        without(lawful(), "robots"),
        meeting("robots", "mon-2", room="lab", lead="V1", seats=("p4", "p6")),
    )
    assert subjects("one_place_at_a_time", world(), week) == ["pupil:p6"]


@pytest.mark.parametrize(("travel", "expected"), [(10, []), (11, ["pupil:p1"])])
def test_the_way_to_a_venue_takes_time_from_the_slot_before(
    travel: int, expected: list[str]
) -> None:
    # mon-1 ends at 17:10, mon-2 begins at 17:20: ten minutes for the way.
    swim = club("swim", venue="pool", min_enrolment=1)
    instance = world(
        clubs=(*CLUBS, swim),
        rooms=(*ROOMS, venue("pool", travel_minutes=travel)),
        pupils=(pupil("p1", "1-1", "swim"),),
    )
    week = together(
        care("mon-1", "1-1", room="r1", lead="T1"),
        meeting("swim", "mon-2", room="pool", lead="T5", seats=("p1",)),
    )
    assert subjects("one_place_at_a_time", instance, week) == expected


def test_a_class_is_not_in_two_homework_groups_of_one_slot() -> None:
    week = together(lawful(), care("mon-1", "1-1", room="lab", lead="T5", id="again"))
    assert subjects("one_place_at_a_time", world(), week) == ["class:1-1"]


def test_a_room_holds_one_group_at_a_time() -> None:
    week = together(
        without(lawful(), "3-1@mon-1"),
        care("mon-1", "3-1", room="r1", lead="T3"),
    )
    found = findings("one_place_at_a_time", world(), week)
    assert [f.about for f in found] == ["room:r1"]
    assert "1-1@mon-1" in found[0].en
    assert "3-1@mon-1" in found[0].en


def test_groups_one_after_the_other_may_share_a_room() -> None:
    # Half-open spans: a slot may begin in the minute another one ends.
    back_to_back = replaced(SLOTS, slot("mon-2", 1, "17:10", "18:00"))
    assert subjects("one_place_at_a_time", world(slots=back_to_back), lawful()) == []
    one_minute = replaced(SLOTS, slot("mon-2", 1, "17:09", "18:00"))
    overlapping = subjects("one_place_at_a_time", world(slots=one_minute), lawful())
    assert {"pupil:p3", "class:1-1", "adult:T1", "room:r1"} <= set(overlapping)


# seats_as_asked


@pytest.mark.clause("LZ-206", "LZ-301")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"consent": None}, "did not ask for mon-2"),
        ({"weekdays": (2,)}, "did not ask for mon-2"),
        ({"skips": ("mon-2",)}, "did not ask for mon-2"),
        ({"wishes": ("robots",)}, "did not wish for chess"),
        ({"clubs_per_week": 0}, "has 1 club seats; at most 0"),
    ],
)
def test_a_seat_that_was_not_asked_for_is_refused(
    change: dict[str, object], reason: str
) -> None:
    p1 = changed(PUPILS[0], **change)
    found = findings("seats_as_asked", world(pupils=replaced(PUPILS, p1)), lawful())
    assert [f.about for f in found] == ["pupil:p1"]
    assert reason in found[0].en


@pytest.mark.clause("LZ-301")
@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ({"from_grade": 1, "to_grade": 3}, []),
        ({"from_grade": 2, "to_grade": 3}, ["pupil:p1", "pupil:p2"]),
        ({"from_grade": 1, "to_grade": 2}, ["pupil:p6"]),
    ],
)
def test_the_grade_is_in_the_band_of_the_club(
    grades: dict[str, int], expected: list[str]
) -> None:
    instance = world(clubs=(changed(CHESS, **grades), ROBOTS))
    assert subjects("seats_as_asked", instance, lawful()) == expected


@pytest.mark.parametrize(("most", "expected"), [(2, []), (1, ["pupil:p4"])])
def test_a_pupil_has_no_more_clubs_than_asked_for(
    most: int, expected: list[str]
) -> None:
    p4 = changed(PUPILS[3], clubs_per_week=most)
    week = together(
        without(lawful(), "chess"),
        meeting("chess", "mon-2", room="hall", lead="C1", seats=("p1", "p4")),
    )
    instance = world(pupils=replaced(PUPILS, p4))
    assert subjects("seats_as_asked", instance, week) == expected


def test_a_pupil_sits_in_one_group_of_a_club() -> None:
    eager = replaced(PUPILS, changed(PUPILS[0], clubs_per_week=2))
    week = together(
        lawful(),
        meeting("chess", "tue-1", room="hall", lead="C1", seats=("p1",), id="chess-2"),
    )
    found = findings("seats_as_asked", world(pupils=eager), week)
    assert [f.about for f in found] == ["pupil:p1"]
    assert "2 seats in club chess; at most 1" in found[0].en


# homework_every_day


# p5 may have two clubs, and is in robots in tue-2.
TWO_CLUBS = replaced(PUPILS, changed(PUPILS[4], clubs_per_week=2))


def also_chess(slot: str) -> Timetable:
    """The lawful week with p5 in chess as well: nothing is left if that is tue-1."""
    return together(
        without(lawful(), "chess"),
        meeting("chess", slot, room="hall", lead="C1", seats=("p1", "p5")),
    )


@pytest.mark.clause("LZ-308")
@pytest.mark.parametrize(("slot", "expected"), [("mon-1", []), ("tue-1", ["pupil:p5"])])
def test_grade_three_keeps_a_slot_for_homework(slot: str, expected: list[str]) -> None:
    instance = world(pupils=TWO_CLUBS)
    assert subjects("homework_every_day", instance, also_chess(slot)) == expected


@pytest.mark.clause("LZ-307", "LZ-308")
@pytest.mark.parametrize(
    "change",
    [
        {"classes": replaced(CLASSES, changed(CLASSES[1], grade=2))},
        {"pupils": tuple(changed(p, homework=False) for p in TWO_CLUBS)},
        {"schools": (changed(EAST, no_homework_weekdays=(2,)),)},
    ],
    ids=["grade 2", "no homework needed", "homework-free day"],
)
def test_who_has_no_homework_may_spend_the_day_in_clubs(
    change: dict[str, Any],
) -> None:
    instance = world(**{"pupils": TWO_CLUBS, **change})
    assert subjects("homework_every_day", instance, also_chess("tue-1")) == []


@pytest.mark.clause("LZ-308")
def test_a_child_who_stays_for_one_slot_does_homework_in_it() -> None:
    short = replaced(PUPILS, changed(PUPILS[5], skips=("mon-1",)))
    assert subjects("homework_every_day", world(pupils=short), lawful()) == ["pupil:p6"]


# after_last_lesson


@pytest.mark.clause("LZ-101", "LZ-303")
@pytest.mark.parametrize(("end", "expected"), [("16:30", []), ("16:31", ["class:1-1"])])
def test_service_begins_when_the_last_lesson_has_ended(
    end: str, expected: list[str]
) -> None:
    lessons_end = tuple(
        changed(one, end=at(end)) if one.weekday == 1 else one
        for one in CLASSES[0].lessons_end
    )
    late = replaced(CLASSES, changed(CLASSES[0], lessons_end=lessons_end))
    assert subjects("after_last_lesson", world(classes=late), lawful()) == expected
    # Nobody of the class asked for Monday's first slot: no harm in a late lesson.
    skipping = tuple(changed(p, skips=("mon-1",)) for p in PUPILS)
    instance = world(classes=late, pupils=skipping)
    assert subjects("after_last_lesson", instance, lawful()) == []


@pytest.mark.clause("LZ-303")
@pytest.mark.parametrize(("travel", "expected"), [(10, []), (11, ["class:1-1"])])
def test_the_way_to_a_venue_begins_after_the_last_lesson(
    travel: int, expected: list[str]
) -> None:
    # Lessons end at 16:20, the club begins at 16:30.
    instance = world(
        clubs=(club("swim", venue="pool", min_enrolment=1),),
        rooms=(*ROOMS, venue("pool", travel_minutes=travel)),
        pupils=(pupil("p1", "1-1", "swim"), pupil("p4", "3-1")),
    )
    week = meeting("swim", "mon-1", room="pool", lead="T5", seats=("p1",))
    assert subjects("after_last_lesson", instance, week) == expected


# room_open, room_seats: children counted per slot


@pytest.mark.clause("LZ-418")
def test_children_in_clubs_do_not_fill_the_homework_room() -> None:
    # p6 is at chess in mon-2, p4 and p5 at robots in tue-2: two and one are left.
    small = replaced(ROOMS, room("lab", 2, features=("sockets",)), room("r3", 2))
    week = together(
        without(lawful(), "3-1@tue-2"), care("tue-2", "3-1", room="r3", lead="T3")
    )
    found = findings("room_seats", world(rooms=small), week)
    # All three are there in the first slots.
    assert [(f.about, f.weekday) for f in found] == [("room:r3", 1), ("room:r3", 2)]
    assert all("3 children" in f.en and "seats 2" in f.en for f in found)


@pytest.mark.clause("LZ-418")
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("15:00", "16:30", []),
        ("17:10", "17:20", []),
        ("15:00", "16:31", ["group:1-1@mon-1"]),
        ("17:09", "17:21", ["group:1-1@mon-1", "group:1-1@mon-2"]),
    ],
)
def test_a_room_is_used_only_while_it_is_open(
    start: str, end: str, expected: list[str]
) -> None:
    closed = (Closure(weekday=1, start=at(start), end=at(end)),)
    instance = world(rooms=replaced(ROOMS, room("r1", closed=closed)))
    assert subjects("room_open", instance, lawful()) == expected


def test_a_club_with_two_meetings_is_one_group_for_its_children() -> None:
    # Ten minutes to the pool: its two Monday meetings run into each other. That is
    # for `meetings_as_offered` and the adult; the children are in one group.
    swim = club("swim", venue="pool", min_enrolment=1)
    instance = world(
        clubs=(*CLUBS, swim),
        rooms=(*ROOMS, venue("pool")),
        pupils=(pupil("p1", "1-1", "swim"),),
    )
    week = meeting("swim", "mon-1", "mon-2", room="pool", lead="T5", seats=("p1",))
    assert subjects("one_place_at_a_time", instance, week) == ["adult:T5"]
