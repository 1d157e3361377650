"""Each count sees its shortage with both numbers, and stops seeing it when mended."""

from typing import Any

import pytest

from kehou_solver.domain import (
    Adult,
    AdultKind,
    CareBand,
    Closure,
    DutyRole,
    Instance,
    MeetingPin,
    Money,
    Pin,
    RoomPin,
    SeatPin,
    StaffPin,
    Teaching,
    Terms,
    Waiver,
)
from kehou_solver.domain.answer import Shortage
from kehou_solver.policy import Policy
from kehou_solver.shortages import shortages
from tests.solver import worlds
from tests.solver.worlds import at, changed, east, replaced, world


def found(instance: Instance) -> dict[str, Shortage]:
    """Return the first of each kind; all are said in both languages, with a way out."""
    said = shortages(instance, Policy.of(instance))
    for one in said:
        assert one.needed > one.available
        assert str(one.needed) in one.zh or one.unit != "adults"
        assert one.zh.endswith(("。", "）"))
        assert one.en.endswith(".")
    return {one.kind: one for one in reversed(said)}


def with_adults(*adults: Adult, **changes: Any) -> Instance:
    """Build the default world with some adults replaced."""
    return world(adults=replaced(worlds.ADULTS, *adults), **changes)


def teachers(**changes: Any) -> tuple[Adult, ...]:
    """Return the three own teachers, each changed the same way."""
    return tuple(changed(t, **changes) for t in (worlds.T1, worlds.T3, worlds.T5))


def without_clubs(**changes: Any) -> Instance:
    """Build the default world with no clubs, so that everybody is in homework care."""
    pupils = tuple(changed(p, wishes=()) for p in worlds.PUPILS)
    adults = tuple(a for a in worlds.ADULTS if a.id[0] in "TS")
    return world(
        **{"pupils": pupils, "clubs": (), "adults": adults, "vendors": (), **changes}
    )


# Adults at one moment


@pytest.mark.clause("LZ-204", "LZ-207")
def test_two_classes_of_two_bands_need_two_adults_at_once() -> None:
    busy = changed(worlds.T3, free=("mon-1", "mon-2", "tue-1"))
    gone = changed(worlds.T5, free=())
    one = found(without_clubs(adults=(worlds.T1, busy, gone, worlds.S1)))[
        "adults_by_slot"
    ]
    assert (one.about, one.needed, one.available) == ("slot:tue-2", 2, 1)
    assert "2 only because they are not free" in one.en
    assert "周二 17:20–18:00" in one.zh
    assert found(without_clubs(adults=(worlds.T1, busy, worlds.T5, worlds.S1))) == {}


def test_a_class_whose_children_may_all_be_in_clubs_proves_nothing() -> None:
    # Everybody of 3-1 wishes for a club; p3 of 1-1 does not.
    alone = world(adults=(worlds.T1, worlds.C1, worlds.V1, worlds.S1))
    assert found(alone) == {}
    stays = changed(worlds.PUPILS[5], wishes=())
    pupils = replaced(worlds.PUPILS, stays)
    assert found(changed(alone, pupils=pupils))["adults_by_slot"].needed == 2
    # No club in the last slot of Tuesday.
    clubs = tuple(changed(c, slots=("mon-1", "mon-2", "tue-1")) for c in worlds.CLUBS)
    assert found(changed(alone, clubs=clubs))["adults_by_slot"].about == "slot:tue-2"


def test_merging_needs_fewer_adults_until_the_group_is_too_large() -> None:
    classes = (*worlds.CLASSES, worlds.homeroom("3-2", 4, room="hall"))
    more = tuple(worlds.pupil(f"q{n}", "3-2") for n in range(4))
    crowd = without_clubs(classes=classes, pupils=(*worlds.PUPILS, *more))
    two = [changed(worlds.T5, free=())]
    adults = replaced(crowd.adults, *two)

    def at_most(pupils: int, merge: int) -> set[str]:
        bands = (
            CareBand(from_grade=1, to_grade=2, pupils=6),
            CareBand(from_grade=3, to_grade=9, pupils=pupils),
        )
        # Everybody of 3-1 wishes for something: without clubs they are in care.
        pupils_now = tuple(changed(p, wishes=()) for p in crowd.pupils)
        schools = east(care_bands=bands, merge_classes=merge)
        kinds = found(changed(crowd, adults=adults, pupils=pupils_now, schools=schools))
        return set(kinds)

    assert "adults_by_slot" not in at_most(pupils=7, merge=2)
    assert "adults_by_slot" in at_most(pupils=6, merge=2)
    assert "adults_by_slot" in at_most(pupils=7, merge=1)


@pytest.mark.clause("LZ-419", "LZ-420")
def test_a_lapsed_paper_takes_everybody_away_and_is_named() -> None:
    lapsed = tuple(
        worlds.paper(p.kind, valid_until=worlds.MONDAY) for p in worlds.T1.papers
    )
    adults = (*teachers(papers=lapsed), worlds.S1)
    one = found(without_clubs(adults=adults))["adults_by_slot"]
    # Valid on Monday, not on Tuesday.
    assert (one.about, one.needed, one.available) == ("slot:tue-1", 2, 0)
    assert "3 人只因证件不齐或过期" in one.zh
    assert "3 only because they lack a valid paper" in one.en


def test_only_teachers_of_a_class_count_where_care_is_for_classes_taught() -> None:
    strangers = teachers(care="taught", teaches=())
    # T1 and T3 are homeroom teachers of 1-1 and 3-1; T5 teaches nobody.
    assert found(with_adults(*strangers)) == {}
    away = changed(strangers[0], free=())
    one = found(with_adults(*strangers, away))["adults_by_slot"]
    assert (one.needed, one.available, "1-1" in one.zh) == (1, 0, True)
    taught = changed(strangers[2], teaches=(Teaching(class_id="1-1", subject="art"),))
    assert found(with_adults(*strangers, away, taught)) == {}


@pytest.mark.clause("LZ-418")
def test_posts_need_different_adults_who_take_the_post() -> None:
    posts = (worlds.post_need(1, adults=2), worlds.post_need(2))
    schools = (changed(worlds.EAST, posts=posts),)
    one = found(world(schools=schools))["posts"]
    assert (one.about, one.needed, one.available) == ("post:east:1:gate_duty", 2, 1)
    second = changed(worlds.S1, id="S2")
    assert found(world(schools=schools, adults=(*worlds.ADULTS, second))) == {}


def test_a_post_during_a_slot_takes_an_adult_from_care() -> None:
    posts = (worlds.post_need(1, start=at("16:30"), end=at("17:00")),)
    schools = (changed(worlds.EAST, posts=posts),)
    willing = teachers(posts=(DutyRole.GATE_DUTY,))
    one = found(without_clubs(schools=schools, adults=willing[:2]))["adults_by_slot"]
    assert (one.needed, one.available) == (3, 2)
    assert found(without_clubs(schools=schools, adults=willing)) == {}


def test_a_pinned_club_needs_its_lead_and_assistants_too() -> None:
    pair = changed(worlds.CHESS, adults_per_group=3)
    pin = MeetingPin(kind="meeting", club="chess", slot="mon-1")
    adults = (worlds.T1, worlds.T3, worlds.C1, worlds.S1)
    clubs = replaced(worlds.CLUBS, pair)
    one = found(world(clubs=clubs, adults=adults, pins=(pin,)))["adults_by_slot"]
    # Class 1-1, one chess lead, two assistants; support staff cannot assist.
    assert (one.about, one.needed, one.available) == ("slot:mon-1", 4, 3)
    assert found(world(clubs=clubs, adults=adults)) == {}


def test_nobody_with_the_skill_for_a_pinned_club_is_a_shortage_of_skill() -> None:
    pin = MeetingPin(kind="meeting", club="chess", slot="mon-2")
    unskilled = changed(worlds.C1, qualifications=())
    one = found(with_adults(unskilled, pins=(pin,)))["adults_by_skill"]
    assert (one.needed, one.available) == (1, 0)
    assert found(world(pins=(pin,))) == {}


@pytest.mark.clause("LZ-316")
def test_one_adult_of_two_campuses_serves_one_at_a_time() -> None:
    # T1 and T3 hold east; G1 alone can go to west. With T3 away G1 is needed twice.
    adults = replaced((*worlds.ADULTS, worlds.G1), *teachers(free=("mon-1",)))
    one = found(worlds.two_campuses(adults=adults))["adults_by_slot"]
    assert one.available < one.needed
    far = changed(worlds.G1, serves=("east",))
    lone = found(worlds.two_campuses(adults=(*worlds.ADULTS, far)))["adults_by_slot"]
    assert (lone.about, lone.needed, lone.available) == ("slot:w-mon-2", 1, 0)
    assert found(worlds.two_campuses()) == {}


def test_odd_weeks_are_counted_apart_and_named() -> None:
    lesson = worlds.duty(1, "16:30", "17:10", weeks="odd")
    busy = [changed(t, duties=(*t.duties, lesson)) for t in (worlds.T1, worlds.T5)]
    one = found(without_clubs(adults=(*busy, worlds.T3, worlds.S1)))["adults_by_slot"]
    assert (one.about, one.needed, one.available) == ("slot:mon-1", 2, 1)
    assert "单周" in one.zh
    assert "odd weeks" in one.en


# A whole week


@pytest.mark.clause("LZ-305")
def test_caps_on_lessons_leave_too_few_for_the_week() -> None:
    # Two classes in four slots: eight lessons.
    one = found(without_clubs(schools=east(lessons_week=2)))["lessons_week"]
    assert (one.about, one.needed, one.available) == ("school:east", 8, 6)
    assert found(without_clubs(schools=east(lessons_week=3))) == {}


@pytest.mark.clause("LZ-305")
def test_caps_on_afternoons_leave_too_few_for_the_week() -> None:
    instance = without_clubs(schools=east(afternoons_week=1))
    one = found(instance)["lessons_week"]
    assert (one.needed, one.available) == (8, 6)
    fourth = worlds.teacher("T7")
    assert found(changed(instance, adults=(*instance.adults, fourth))) == {}


def test_a_personal_cap_on_minutes_counts_as_lessons() -> None:
    instance = without_clubs(adults=(*teachers(minutes_week=119), worlds.S1))
    assert found(instance)["lessons_week"].available == 6
    instance = without_clubs(adults=(*teachers(minutes_week=120), worlds.S1))
    assert found(instance) == {}


@pytest.mark.clause("LZ-412")
def test_outsiders_that_cannot_be_avoided_cost_more_than_the_fees_bring() -> None:
    # East gives 6 of 8 lessons itself. The retiree gives 2 a week at 60 yuan: 480 a
    # month of four weeks. Six children pay.
    retiree = worlds.adult("R1", AdultKind.RETIREE, care="any", pay_fen_per_lesson=6000)

    def at_fee(fee: int, **money: Any) -> dict[str, Shortage]:
        schools = (
            changed(
                east(lessons_week=2)[0],
                money=Money(weeks_per_month=4, fee_month_fen=fee, **money),
            ),
        )
        plain = without_clubs(schools=schools)
        return found(changed(plain, adults=(*plain.adults, retiree)))

    one = at_fee(7_999)["outside_pay"]
    assert (one.needed, one.available, one.unit) == (48_000, 47_994, "fen/month")
    assert "480.00" in one.zh
    assert at_fee(8_000) == {}
    two = at_fee(8_000, external_ceiling_fen=11_999)["outside_pay_ceiling"]
    assert (two.needed, two.available) == (12_000, 11_999)
    assert at_fee(8_000, external_ceiling_fen=12_000) == {}


def test_agreed_pay_for_homework_care_is_what_counts() -> None:
    retiree = worlds.adult(
        "R1",
        AdultKind.RETIREE,
        care="any",
        pay_fen_per_lesson=10**9,
        terms=(Terms(pay_fen=0),),
    )
    plain = without_clubs(schools=east(lessons_week=2))
    assert found(changed(plain, adults=(*plain.adults, retiree))) == {}


# Rooms, sizes, times


@pytest.mark.clause("LZ-418")
def test_a_class_needs_a_room_that_holds_it() -> None:
    rooms = tuple(changed(room, seats=2) for room in worlds.ROOMS)
    instance = without_clubs(rooms=rooms)
    one = found(instance)["rooms_by_slot"]
    assert (one.about, one.needed, one.available) == ("slot:mon-1", 2, 0)
    large = replaced(rooms, worlds.room("lab", 3), worlds.room("hall", 3))
    assert found(without_clubs(rooms=large)) == {}


@pytest.mark.clause("LZ-418")
def test_closed_and_off_site_rooms_are_no_rooms_for_care() -> None:
    closed = (Closure(weekday=2, start=at("17:59"), end=at("18:30")),)
    rooms = (
        worlds.room("r1"),
        worlds.room("r3", closed=closed),
        worlds.venue(),
    )
    one = found(without_clubs(rooms=rooms))["rooms_by_slot"]
    assert (one.about, one.needed, one.available) == ("slot:tue-2", 2, 1)


def test_all_children_together_need_seats_even_if_they_go_to_clubs() -> None:
    rooms = tuple(changed(room, seats=1) for room in worlds.ROOMS)
    one = found(world(rooms=rooms))["seats_by_slot"]
    assert (one.needed, one.available) == (6, 4)


@pytest.mark.clause("LZ-307")
def test_a_class_larger_than_any_care_group_is_a_shortage() -> None:
    def in_class(children: int) -> dict[str, Shortage]:
        classes = replaced(
            worlds.CLASSES,
            worlds.homeroom(
                "3-1", 3, unlisted=children, unlisted_consent=worlds.TERM_START
            ),
        )
        rooms = tuple(changed(room, seats=50) for room in worlds.ROOMS)
        pupils = tuple(p for p in worlds.PUPILS if p.class_id == "1-1")
        return found(world(classes=classes, rooms=rooms, pupils=pupils))

    one = in_class(7)["class_size"]
    assert (one.about, one.needed, one.available) == ("class:3-1", 7, 6)
    assert in_class(6) == {}


def test_unlisted_children_without_consent_ask_for_nothing() -> None:
    classes = replaced(worlds.CLASSES, worlds.homeroom("3-1", 3, unlisted=500))
    assert found(world(classes=classes)) == {}


@pytest.mark.clause("LZ-304")
def test_a_service_that_ends_too_early_needs_a_waiver() -> None:
    early = changed(worlds.DISTRICT, off_work_time=at("18:01"))
    said = shortages(world(districts=(early,)), Policy.of(world()))
    assert [(s.about, s.needed, s.available) for s in said] == [
        ("school:east:1", 1081, 1080),
        ("school:east:2", 1081, 1080),
    ]
    waiver = Waiver(
        rule="service_ends_after_work",
        school="east",
        weekdays=(1,),
        approved_by="县教育局",
        reason="公交末班车",
        until=worlds.TERM_END,
    )
    one = found(world(districts=(early,), waivers=(waiver,)))["service_end"]
    assert one.about == "school:east:2"
    boarding = (changed(worlds.EAST, boarding=True),)
    assert found(world(districts=(early,), schools=boarding)) == {}


@pytest.mark.clause("LZ-101")
def test_a_slot_before_the_last_lesson_of_a_class_that_asked_is_a_shortage() -> None:
    def lessons_until(clock: str) -> dict[str, Shortage]:
        ends = tuple(
            changed(end, end=at(clock)) for end in worlds.CLASSES[0].lessons_end
        )
        classes = replaced(worlds.CLASSES, changed(worlds.CLASSES[0], lessons_end=ends))
        return found(world(classes=classes))

    one = lessons_until("16:31")["lessons_end"]
    assert (one.about, one.needed, one.available) == ("class:1-1:1", 991, 990)
    assert lessons_until("16:30") == {}


# Pins


CHESS_ON_MONDAY = MeetingPin(kind="meeting", club="chess", slot="mon-2")


def leads(adult: str, slot: str, **what: str) -> StaffPin:
    """Pin an adult to a club or class."""
    return StaffPin(kind="staff", adult=adult, slot=slot, **what)


def room_pin(room: str, slot: str, **what: str) -> RoomPin:
    """Pin a room to a club or class."""
    return RoomPin(kind="room", room=room, slot=slot, **what)


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        pytest.param(
            [leads("T1", "mon-1", club="chess")], "lack the skill", id="not qualified"
        ),
        pytest.param(
            [leads("C1", "mon-1", class_id="1-1")], "lack the skill", id="no care"
        ),
        pytest.param(
            [
                leads("T1", "mon-1", class_id="1-1"),
                leads("T1", "mon-1", class_id="3-1"),
            ],
            "two groups at once",
            id="two bands at once",
        ),
        pytest.param(
            [
                leads("T1", "mon-1", class_id="1-1"),
                leads("T3", "mon-1", class_id="1-1"),
            ],
            "which has one lead",
            id="two leads",
        ),
        pytest.param(
            [room_pin("r1", "mon-1", club="chess")], "lacks what", id="no boards"
        ),
        pytest.param(
            [
                room_pin("r1", "mon-1", class_id="1-1"),
                room_pin("r1", "mon-1", class_id="3-1"),
            ],
            "pinned to two groups",
            id="one room, two bands",
        ),
        pytest.param(
            [
                room_pin("r1", "mon-1", class_id="1-1"),
                room_pin("r3", "mon-1", class_id="1-1"),
            ],
            "pinned to two rooms",
            id="one class, two rooms",
        ),
        pytest.param(
            [
                leads("C1", "mon-2", club="chess"),
                leads("C2", "mon-2", club="chess"),
            ],
            "at most 1 may open",
            id="two groups of a club that opens once",
        ),
        pytest.param(
            [SeatPin(kind="seat", pupil="p3", club="chess")],
            "cannot join",
            id="no wish",
        ),
        pytest.param(
            [
                SeatPin(kind="seat", pupil="p4", club="chess"),
                SeatPin(kind="seat", pupil="p4", club="robots"),
            ],
            "at most 1 are allowed",
            id="two clubs for one child",
        ),
        pytest.param(
            [
                SeatPin(kind="seat", pupil=p, club="chess")
                for p in ("p1", "p2", "p5", "p6")
            ],
            "have 3 seats",
            id="fuller than the club",
        ),
    ],
)
def test_pins_that_cannot_be_kept_are_named(pins: list[Pin], words: str) -> None:
    second = changed(worlds.C1, id="C2")
    one = found(world(pins=tuple(pins), adults=(*worlds.ADULTS, second)))["pins"]
    assert words in one.en


def test_a_pinned_club_that_nobody_may_join_cannot_open() -> None:
    pupils = tuple(changed(p, wishes=("robots",)) for p in worlds.PUPILS)
    one = found(world(pupils=pupils, pins=(CHESS_ON_MONDAY,)))["pins"]
    assert (one.needed, one.available, one.unit) == (2, 0, "children")


def test_pins_that_one_group_can_keep_together_are_no_shortage() -> None:
    classes = (*worlds.CLASSES, worlds.homeroom("3-2", 4, room="hall"))
    pins: tuple[Pin, ...] = (
        CHESS_ON_MONDAY,
        leads("C1", "mon-2", club="chess"),
        room_pin("hall", "mon-2", club="chess"),
        leads("T3", "mon-1", class_id="3-1"),
        leads("T3", "mon-1", class_id="3-2"),
        room_pin("r3", "mon-1", class_id="3-1"),
        room_pin("r3", "mon-1", class_id="3-2"),
        SeatPin(kind="seat", pupil="p1", club="chess"),
    )
    assert found(world(classes=classes, pins=pins)) == {}
