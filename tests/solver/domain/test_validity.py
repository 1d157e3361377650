"""Every contradiction an instance can have with itself is found, and only those."""

from datetime import date
from typing import Any

import pytest

from kehou_solver.domain import (
    Adult,
    AdultKind,
    CareBand,
    Closure,
    Duty,
    Group,
    Instance,
    LessonsEnd,
    MeetingPin,
    Room,
    RoomPin,
    SchoolKind,
    Seat,
    SeatPin,
    Staff,
    StaffPin,
    Teaching,
    Terms,
    Tier,
    TierFee,
    Timetable,
    Travel,
    Waiver,
)
from kehou_solver.domain.validity import problems
from tests.solver import worlds
from tests.solver.worlds import at, changed, replaced, world

LATE = date(2026, 3, 3)
"""The day after the service began."""

LESSONS = tuple(LessonsEnd(weekday=day, end=at("16:20")) for day in (1, 2))


def found(instance: Instance) -> set[tuple[str, str]]:
    """Return place and clause of each problem."""
    said = problems(instance)
    assert all(problem.expected_zh and problem.expected_en for problem in said)
    return {(problem.where, problem.clause) for problem in said}


def waiver(**changes: Any) -> Waiver:
    """Build a waiver with somebody's leave and a reason."""
    return Waiver(
        **{
            "rule": "service_ends_after_work",
            "school": "east",
            "approved_by": "县教育局",
            "reason": "公交末班车",
            "until": worlds.TERM_END,
            **changes,
        }
    )


def pinned(kind: type[StaffPin] | type[RoomPin], **fields: Any) -> Instance:
    """Build the default world with one pin on it."""
    who = {"adult": "T1"} if kind is StaffPin else {"room": "r1"}
    name = "staff" if kind is StaffPin else "room"
    return world(pins=(kind(**{"kind": name, "slot": "mon-1", **who, **fields}),))


def test_lawful_worlds_have_no_problem() -> None:
    assert problems(world(published=worlds.lawful())) == []
    assert problems(worlds.two_campuses(published=worlds.lawful_two())) == []


@pytest.mark.parametrize(
    "name",
    ["schools", "slots", "rooms", "classes", "pupils", "clubs", "adults", "vendors"],
)
def test_an_id_given_twice_is_found_in_every_kind(name: str) -> None:
    # Slots twice also overlap, which is said too.
    things = getattr(world(), name)
    seen = found(world(**{name: (*things, things[0])}))
    assert (f"/{name}/{len(things)}/id", "") in seen


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"schools": (changed(worlds.EAST, district="X"),)}, "/schools/0/district"),
        (
            {
                "slots": (
                    *worlds.SLOTS,
                    worlds.slot("x", 3, "16:30", "17:00", school="X"),
                )
            },
            "/slots/4/school",
        ),
        ({"rooms": (*worlds.ROOMS, worlds.room("x", school="X"))}, "/rooms/4/school"),
        (
            {"classes": replaced(worlds.CLASSES, worlds.homeroom("3-1", 3, room="X"))},
            "/classes/1/room",
        ),
        (
            {
                "classes": replaced(
                    worlds.CLASSES, worlds.homeroom("3-1", 3, homeroom_teacher="X")
                )
            },
            "/classes/1/homeroom_teacher",
        ),
        (
            {"pupils": (*worlds.PUPILS, worlds.pupil("p7", "X"))},
            "/pupils/6/class_id",
        ),
        (
            {"pupils": (*worlds.PUPILS, worlds.pupil("p7", "1-1", "chess", "X"))},
            "/pupils/6/wishes/1",
        ),
        (
            {"pupils": (*worlds.PUPILS, worlds.pupil("p7", "1-1", skips=("X",)))},
            "/pupils/6/skips/0",
        ),
        ({"clubs": (*worlds.CLUBS, worlds.club("x", school="X"))}, "/clubs/2/school"),
        (
            {"clubs": (*worlds.CLUBS, worlds.club("x", slots=("X",)))},
            "/clubs/2/slots/0",
        ),
        ({"clubs": (*worlds.CLUBS, worlds.club("x", venue="X"))}, "/clubs/2/venue"),
        ({"vendors": (worlds.vendor(district="X"),)}, "/vendors/0/district"),
        ({"vendors": (worlds.vendor(clubs=("X",)),)}, "/vendors/0/clubs/0"),
        ({"waivers": (waiver(school="X"),)}, "/waivers/0/school"),
        (
            {"pins": (SeatPin(kind="seat", pupil="X", club="chess"),)},
            "/pins/0/pupil",
        ),
        (
            {"pins": (MeetingPin(kind="meeting", club="X", slot="mon-1"),)},
            "/pins/0/club",
        ),
    ],
)
def test_an_unknown_id_is_found_wherever_it_stands(
    changes: dict[str, Any], where: str
) -> None:
    assert found(world(**changes)) == {(where, "")}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"free": ("mon-1", "X")}, "/adults/2/free/1"),
        ({"clubs": ("X",)}, "/adults/2/clubs/0"),
        (
            {"teaches": (Teaching(class_id="X", subject="art"),)},
            "/adults/2/teaches/0/class_id",
        ),
        ({"terms": (Terms(club="X"),)}, "/adults/2/terms/0/club"),
        (
            {"duties": (Duty(kind="other", school="X", weekday=1, start=0, end=1),)},
            "/adults/2/duties/0/school",
        ),
    ],
)
def test_an_unknown_id_is_found_in_every_field_of_an_adult(
    changes: dict[str, Any], where: str
) -> None:
    adults = replaced(worlds.ADULTS, changed(worlds.T5, **changes))
    instance = world(adults=adults)
    assert (where, "") in found(instance)


def test_a_near_miss_gets_a_suggestion() -> None:
    instance = world(pupils=(*worlds.PUPILS, worlds.pupil("p7", "1-1", "ches")))
    [problem] = problems(instance)
    assert "chess" in problem.expected_zh
    assert "Did you mean chess?" in problem.expected_en


# Week, zone and slots.


def test_the_week_begins_on_a_monday() -> None:
    [problem] = problems(world(week_of=date(2026, 3, 4)))
    assert (problem.where, "2026-03-02" in problem.expected_en) == (
        "/week_of",
        True,
    )


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 27)])
def test_a_week_at_the_end_of_the_world_is_a_slip(day: date) -> None:
    assert ("/week_of", "") in found(world(week_of=day))


@pytest.mark.parametrize("zone", ["", "Asia/Liuzhou", "../../etc/passwd", "/etc"])
def test_the_zone_is_known(zone: str) -> None:
    assert found(world(zone=zone)) == {("/zone", "")}


@pytest.mark.parametrize("end", ["16:30", "16:00"])
def test_a_slot_ends_after_it_starts(end: str) -> None:
    slots = (*worlds.SLOTS, worlds.slot("x", 1, "16:30", end))
    assert found(world(slots=slots)) == {("/slots/4/end", "")}


def test_slots_of_a_school_with_classes_do_not_overlap() -> None:
    slots = (*worlds.SLOTS, worlds.slot("x", 1, "17:09", "17:20"))
    assert found(world(slots=slots)) == {("/slots/4", "")}


def test_slots_that_only_touch_are_fine() -> None:
    slots = (*worlds.SLOTS, worlds.slot("x", 1, "17:10", "17:20"))
    assert found(world(slots=slots)) == set()


def test_slots_of_odd_and_even_weeks_never_meet() -> None:
    odd = worlds.slot("x", 2, "15:40", "16:20", weeks="odd")
    even = worlds.slot("y", 2, "15:40", "16:20", weeks="even")
    assert found(world(slots=(*worlds.SLOTS, odd, even))) == set()


def test_a_slot_of_one_sort_of_week_does_not_rotate() -> None:
    odd = worlds.slot("x", 2, "15:40", "16:20", weeks="odd", rotates=True)
    assert found(world(slots=(*worlds.SLOTS, odd))) == {("/slots/4/rotates", "")}


# Bands, limits, posts and fees.


@pytest.mark.clause("LZ-307")
def test_grades_two_and_three_are_never_in_one_band() -> None:
    bands = (CareBand(from_grade=1, to_grade=6, pupils=40),)
    seen = found(world(schools=worlds.east(care_bands=bands)))
    assert seen == {("/schools/0/limits/care_bands/0", "LZ-307")}


def test_bands_do_not_overlap_and_are_not_upside_down() -> None:
    bands = (
        CareBand(from_grade=1, to_grade=2, pupils=40),
        CareBand(from_grade=3, to_grade=6, pupils=40),
        CareBand(from_grade=6, to_grade=9, pupils=40),
        CareBand(from_grade=2, to_grade=1, pupils=40),
    )
    assert found(world(schools=worlds.east(care_bands=bands))) == {
        ("/schools/0/limits/care_bands/2", ""),
        ("/schools/0/limits/care_bands/3", ""),
    }


@pytest.mark.clause("LZ-307")
def test_bands_cover_every_class_with_children() -> None:
    bands = (CareBand(from_grade=1, to_grade=2, pupils=40),)
    schools = worlds.east(care_bands=bands)
    assert found(world(schools=schools)) == {("/classes/1/grade", "LZ-307")}
    nobody = tuple(p for p in worlds.PUPILS if p.class_id == "1-1")
    assert found(world(schools=schools, pupils=nobody)) == set()


def test_the_noon_break_may_be_none_but_not_negative() -> None:
    none = worlds.east(noon_start=720, noon_end=720)
    assert found(world(schools=none)) == set()
    negative = worlds.east(noon_start=721, noon_end=720)
    assert found(world(schools=negative)) == {("/schools/0/limits/noon_end", "")}


def test_a_post_is_listed_once_and_has_a_span() -> None:
    posts = (worlds.post_need(1), worlds.post_need(1), worlds.post_need(2, end=0))
    assert found(world(schools=(changed(worlds.EAST, posts=posts),))) == {
        ("/schools/0/posts/1", "LZ-418"),
        ("/schools/0/posts/2/end", ""),
    }


@pytest.mark.clause("LZ-406")
def test_a_tier_has_one_fee() -> None:
    fee = TierFee(tier=Tier.VILLAGE, fee_month_fen=1)
    district = changed(worlds.DISTRICT, fees=(fee, fee))
    assert found(world(districts=(district,))) == {("/districts/0/fees", "LZ-406")}


# Rooms, venues, grades, ends of lessons, consent.


def test_a_closure_ends_after_it_starts() -> None:
    closed = (Closure(weekday=1, start=60, end=60),)
    rooms = (*worlds.ROOMS, worlds.room("x", closed=closed))
    assert found(world(rooms=rooms)) == {("/rooms/4/closed/0/end", "")}


@pytest.mark.clause("LZ-315")
@pytest.mark.parametrize(
    ("venue", "where"),
    [
        (worlds.venue(pupils_per_escort=None), "/rooms/4/pupils_per_escort"),
        (worlds.room("x", travel_minutes=5), "/rooms/4/travel_minutes"),
    ],
)
def test_an_off_site_room_says_how_many_children_an_escort_takes(
    venue: Room, where: str
) -> None:
    assert found(world(rooms=(*worlds.ROOMS, venue))) == {(where, "LZ-315")}


@pytest.mark.clause("LZ-501")
@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (SchoolKind.PRIMARY, {7, 9}),
        (SchoolKind.JUNIOR, {1, 6}),
        (SchoolKind.NINE_YEAR, set()),
        (SchoolKind.COMPLETE_SECONDARY, {1, 6}),
        (SchoolKind.TWELVE_YEAR, set()),
    ],
)
def test_a_school_has_only_the_grades_of_its_kind(
    kind: SchoolKind, wrong: set[int]
) -> None:
    grades = (1, 6, 7, 9)
    classes = tuple(worlds.homeroom(f"c{grade}", grade) for grade in grades)
    instance = world(
        schools=(changed(worlds.EAST, kind=kind),), classes=classes, pupils=()
    )
    assert found(instance) == {
        (f"/classes/{grades.index(grade)}/grade", "LZ-501") for grade in wrong
    }


@pytest.mark.clause("LZ-101")
def test_lessons_end_is_given_once_for_every_weekday_with_slots() -> None:
    monday_twice = (LESSONS[0], LESSONS[0])
    classes = replaced(
        worlds.CLASSES, worlds.homeroom("3-1", 3, lessons_end=monday_twice)
    )
    assert found(world(classes=classes)) == {
        ("/classes/1/lessons_end", "LZ-101"),
        ("/classes/1/lessons_end", ""),
    }


def test_a_class_room_is_of_its_school_and_not_off_site() -> None:
    classes = (
        worlds.homeroom("1-1", 1, room="r9"),
        worlds.homeroom("3-1", 3, room="pool"),
        *worlds.WEST_CLASSES,
    )
    rooms = (*worlds.ROOMS, *worlds.WEST_ROOMS, worlds.venue())
    assert found(worlds.two_campuses(classes=classes, rooms=rooms)) == {
        ("/classes/0/room", ""),
        ("/classes/1/room", "LZ-315"),
    }


def test_a_homeroom_teacher_belongs_to_the_school() -> None:
    classes = (
        *worlds.CLASSES,
        changed(worlds.WEST_CLASSES[0], homeroom_teacher="T1"),
    )
    seen = found(worlds.two_campuses(classes=classes))
    assert seen == {("/classes/2/homeroom_teacher", "")}


@pytest.mark.clause("LZ-404")
def test_consent_comes_before_the_week() -> None:
    on_the_day = worlds.pupil("p7", "1-1", consent=worlds.MONDAY)
    late = worlds.pupil("p8", "1-1", consent=LATE)
    classes = replaced(
        worlds.CLASSES, worlds.homeroom("3-1", 3, unlisted=4, unlisted_consent=LATE)
    )
    pupils = (*worlds.PUPILS, on_the_day, late)
    assert found(world(pupils=pupils, classes=classes)) == {
        ("/pupils/7/consent", "LZ-404"),
        ("/classes/1/unlisted_consent", "LZ-404"),
    }


# Own school only; sizes that can be met.


def test_skips_and_wishes_are_of_the_own_school_and_said_once() -> None:
    lost = worlds.pupil("p7", "2-9", "chess", skips=("mon-1",))
    twice = worlds.pupil("p0", "1-1", "chess", "robots", "chess")
    pupils = (*worlds.PUPILS, lost, twice)
    assert found(worlds.two_campuses(pupils=pupils)) == {
        ("/pupils/6/skips/0", ""),
        ("/pupils/6/wishes/0", ""),
        ("/pupils/7/wishes/2", ""),
    }


def test_there_are_as_many_points_as_wishes() -> None:
    few = worlds.pupil("p7", "1-1", "chess", "robots", wish_points=(3,))
    many = worlds.pupil("p8", "1-1", wish_points=(0,))
    right = worlds.pupil("p9", "1-1", "chess", "robots", wish_points=(3, 3))
    none = worlds.pupil("p0", "1-1", wish_points=())
    pupils = (*worlds.PUPILS, few, many, right, none)
    assert found(worlds.world(pupils=pupils)) == {
        ("/pupils/6/wish_points", ""),
        ("/pupils/7/wish_points", ""),
    }


def test_a_club_can_open_and_has_grades_in_order() -> None:
    clubs = (
        *worlds.CLUBS,
        worlds.club("x", seats=3, min_enrolment=4),
        worlds.club("y", from_grade=5, to_grade=4),
        worlds.club("z", seats=3, min_enrolment=3, from_grade=4, to_grade=4),
    )
    assert found(world(clubs=clubs)) == {
        ("/clubs/2/min_enrolment", ""),
        ("/clubs/3/from_grade", ""),
    }


@pytest.mark.clause("LZ-315")
def test_slots_and_venue_of_a_club_are_of_its_school() -> None:
    clubs = (
        *worlds.CLUBS,
        worlds.club("x", slots=("mon-1", "w-mon-2")),
        worlds.club("y", venue="r9"),
    )
    assert found(worlds.two_campuses(clubs=clubs)) == {
        ("/clubs/2/slots/1", ""),
        ("/clubs/3/venue", "LZ-315"),
    }


# Homes, vendors, papers, duties, terms, ways.


@pytest.mark.parametrize(
    ("adult", "expected"),
    [
        (worlds.teacher("x", home=None), {("/adults/6/home", "LZ-313")}),
        (
            worlds.adult("x", AdultKind.RETIREE, home="east"),
            {("/adults/6/home", "LZ-317")},
        ),
        (
            worlds.adult("x", AdultKind.VOLUNTEER, serves=()),
            {("/adults/6/serves", "LZ-317")},
        ),
        # On leave: employed, but serves nowhere this week.
        (worlds.teacher("x", serves=()), set()),
        (
            worlds.adult("x", AdultKind.VENDOR_INSTRUCTOR),
            {("/adults/6/vendor", "LZ-322")},
        ),
        (worlds.teacher("x", vendor="acme"), {("/adults/6/vendor", "LZ-319")}),
        (
            worlds.teacher("x", terms=(Terms(pay_fen=1), Terms(pay_fen=2))),
            {("/adults/6/terms", "")},
        ),
        (
            worlds.teacher("x", duties=(worlds.duty(1, "10:00", "10:00"),)),
            {("/adults/6/duties/0/end", "")},
        ),
        (
            worlds.teacher(
                "x",
                qualifications=(
                    worlds.skill("s", valid_until=date(2026, 1, 1)),
                    worlds.skill("s", valid_until=worlds.TERM_START),
                ),
            ),
            {("/adults/6/qualifications/0", "")},
        ),
    ],
)
def test_an_adult_is_described_without_contradiction(
    adult: Adult, expected: set[tuple[str, str]]
) -> None:
    assert found(world(adults=(*worlds.ADULTS, adult))) == expected


def test_a_vendor_is_not_listed_backwards() -> None:
    vendor = worlds.vendor(listed_until=date(2026, 1, 1))
    assert found(world(vendors=(vendor,))) == {("/vendors/0", "")}


@pytest.mark.clause("LZ-316")
def test_every_way_somebody_may_go_has_minutes() -> None:
    assert found(worlds.two_campuses(travel=())) == {("/travel", "LZ-316")}


@pytest.mark.clause("LZ-316")
def test_a_daytime_duty_elsewhere_is_a_way_too() -> None:
    visiting = worlds.teacher(
        "x", duties=(worlds.duty(1, "08:00", "09:00", school="west"),)
    )
    adults = (*worlds.ADULTS, visiting)
    seen = found(worlds.two_campuses(adults=adults, travel=()))
    assert seen == {("/travel", "LZ-316")}


def test_a_way_joins_two_schools_and_is_given_once() -> None:
    travel = (
        Travel(school="east", other="west", minutes=15),
        Travel(school="west", other="east", minutes=15),
        Travel(school="east", other="east", minutes=0),
    )
    assert found(worlds.two_campuses(travel=travel)) == {
        ("/travel/1", ""),
        ("/travel/2", ""),
    }


# What was fixed or allowed by hand.


@pytest.mark.parametrize("kind", [StaffPin, RoomPin])
def test_a_pin_names_exactly_one_of_club_and_class(
    kind: type[StaffPin] | type[RoomPin],
) -> None:
    assert found(pinned(kind)) == {("/pins/0", "")}
    assert found(pinned(kind, club="chess", class_id="1-1")) == {("/pins/0", "")}
    assert found(pinned(kind, class_id="1-1")) == set()
    assert found(pinned(kind, club="chess")) == set()


def test_a_pin_is_within_one_school_and_within_the_offer() -> None:
    pins = (
        StaffPin(kind="staff", adult="T1", slot="w-mon-2", class_id="1-1"),
        RoomPin(kind="room", room="r1", slot="w-mon-2", club="chess"),
        MeetingPin(kind="meeting", club="robots", slot="mon-1"),
    )
    clubs = replaced(worlds.CLUBS, changed(worlds.ROBOTS, slots=("tue-2",)))
    seen = found(worlds.two_campuses(pins=pins, clubs=clubs))
    assert seen == {(f"/pins/{n}/slot", "") for n in range(3)}


def test_a_waiver_has_somebodys_leave_a_reason_and_days() -> None:
    blank = waiver(approved_by=" ", reason="", weekdays=())
    assert found(world(waivers=(waiver(), blank))) == {
        ("/waivers/1/approved_by", ""),
        ("/waivers/1/reason", ""),
        ("/waivers/1/weekdays", ""),
    }


def test_rulebooks_and_goals_are_listed_once() -> None:
    twice = world(rulebooks=("a", "a"), goals=("x", "y", "x"))
    assert found(twice) == {("/rulebooks", ""), ("/goals", "")}


# The published timetable may break rules, not references.


def test_unknown_people_and_groups_are_found() -> None:
    published = Timetable(
        groups=(
            Group(
                id="g",
                school="X",
                kind="homework",
                classes=("1-1", "X"),
                slots=("X",),
                room="X",
            ),
        ),
        staff=(Staff(adult="X", group="g"), Staff(adult="T1", group="h")),
        seats=(Seat(pupil="X", group="h"),),
    )
    assert found(world(published=published)) == {
        ("/published/groups/0/school", ""),
        ("/published/groups/0/classes/1", ""),
        ("/published/groups/0/slots/0", ""),
        ("/published/groups/0/room", ""),
        ("/published/staff/0/adult", ""),
        ("/published/staff/1/group", ""),
        ("/published/seats/0/pupil", ""),
        ("/published/seats/0/group", ""),
    }


def test_homework_and_club_groups_are_told_apart() -> None:
    care = worlds.care("mon-1", "1-1", room="r1", lead="T1").groups[0]
    club = worlds.meeting("chess", "mon-2", room="hall", lead="C1").groups[0]
    groups = (
        care,
        changed(care, id="two-slots", slots=("mon-1", "mon-2")),
        changed(care, id="with-club", club="chess"),
        changed(care, id="no-class", classes=()),
        club,
        changed(club, id="no-club", club=None),
        changed(club, id="with-class", classes=("1-1",)),
        changed(club, id=care.id),
    )
    assert found(world(published=Timetable(groups=groups))) == {
        *((f"/published/groups/{n}", "LZ-309") for n in (1, 2, 3, 5, 6)),
        ("/published/groups/7/id", ""),
    }
