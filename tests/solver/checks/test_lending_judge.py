"""The judge of lending: inside the group, in time, and not at the lender's cost."""

import pytest

from kehou_solver.domain import AdultKind, Timetable, Travel
from tests.solver.checks.judging import findings, subjects
from tests.solver.worlds import (
    ADULTS,
    EAST,
    G1,
    SLOTS,
    T1,
    T3,
    T5,
    WEST,
    WEST_SLOTS,
    at_gate,
    care,
    changed,
    duty,
    lawful,
    lawful_two,
    limits,
    replaced,
    slot,
    together,
    two_campuses,
    without,
)


def west_led_by(adult: str) -> Timetable:
    """The lawful week with somebody else at west."""
    return together(
        lawful(), care("w-mon-2", "2-9", room="r9", lead=adult, school="west")
    )


# lending_inside_group


@pytest.mark.clause("LZ-316")
@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (("G", "G"), []),
        (("G", "H"), ["adult:G1"]),
        (("G", None), ["adult:G1"]),
        ((None, None), ["adult:G1"]),
    ],
)
def test_group_teachers_are_lent_only_inside_their_group(
    groups: tuple[str | None, str | None], expected: list[str]
) -> None:
    schools = (changed(EAST, group=groups[0]), changed(WEST, group=groups[1]))
    instance = two_campuses(schools=schools)
    assert subjects("lending_inside_group", instance, lawful_two()) == expected


@pytest.mark.clause("LZ-316")
def test_own_teachers_and_support_staff_stay_at_home() -> None:
    assert subjects("lending_inside_group", two_campuses(), west_led_by("T5")) == [
        "adult:T5"
    ]
    assert subjects("lending_inside_group", two_campuses(), west_led_by("S1")) == [
        "adult:S1"
    ]


@pytest.mark.clause("LZ-316")
def test_outsiders_may_go_anywhere_they_serve() -> None:
    assert subjects("lending_inside_group", two_campuses(), west_led_by("C1")) == []


@pytest.mark.clause("LZ-316")
def test_a_teacher_without_a_home_is_lent_by_nobody() -> None:
    homeless = changed(G1, home=None)
    instance = two_campuses(adults=(*ADULTS, homeless))
    assert subjects("lending_inside_group", instance, lawful_two()) == ["adult:G1"]


# one_campus_an_afternoon


@pytest.mark.clause("LZ-316")
@pytest.mark.parametrize(("slot", "expected"), [("tue-1", []), ("mon-1", ["adult:G1"])])
def test_an_afternoon_is_spent_on_one_campus(slot: str, expected: list[str]) -> None:
    week = together(
        without(lawful_two(), f"1-1@{slot}"), care(slot, "1-1", room="r1", lead="G1")
    )
    assert subjects("one_campus_an_afternoon", two_campuses(), week) == expected


# travel_time


@pytest.mark.clause("LZ-316")
@pytest.mark.parametrize(
    ("duty_ends", "buffer", "way", "expected"),
    [
        # West begins at 17:20.
        ("17:00", 20, 15, []),
        ("17:01", 20, 15, ["adult:G1"]),
        ("16:50", 20, 30, []),
        ("16:51", 20, 30, ["adult:G1"]),
        ("17:20", 0, 0, []),
    ],
)
def test_the_way_from_a_duty_takes_buffer_or_travel(
    duty_ends: str, buffer: int, way: int, expected: list[str]
) -> None:
    busy = changed(G1, duties=(duty(1, "16:00", duty_ends),))
    east = changed(
        EAST, limits=limits(travel_buffer_minutes=buffer, lending_reserve_percent=0)
    )
    instance = two_campuses(
        schools=(east, WEST),
        adults=(*ADULTS, busy),
        travel=(Travel(school="west", other="east", minutes=way),),
    )
    assert subjects("travel_time", instance, lawful_two()) == expected


@pytest.mark.clause("LZ-316")
@pytest.mark.parametrize(
    ("begins", "expected"), [("18:20", []), ("18:19", ["adult:G1"])]
)
def test_the_way_back_counts_as_well(begins: str, expected: list[str]) -> None:
    evening = changed(G1, duties=(duty(1, begins, "20:00"),))
    found = findings(
        "travel_time", two_campuses(adults=(*ADULTS, evening)), lawful_two()
    )
    assert [f.about for f in found] == expected
    assert all("19 minutes" in f.en and "at least 20" in f.en for f in found)


@pytest.mark.clause("LZ-316")
def test_a_duty_on_the_same_campus_or_another_day_needs_no_way() -> None:
    at_west = changed(
        G1,
        duties=(duty(1, "17:00", "17:20", school="west"), duty(2, "17:00", "17:20")),
    )
    instance = two_campuses(adults=(*ADULTS, at_west))
    assert subjects("travel_time", instance, lawful_two()) == []


def test_a_way_nobody_measured_is_no_way() -> None:
    instance = two_campuses(
        travel=(), adults=(*ADULTS, changed(G1, duties=(duty(1, "16:00", "17:00"),)))
    )
    assert subjects("travel_time", instance, lawful_two()) == []


# away_afternoons_cap


@pytest.mark.clause("LZ-316")
@pytest.mark.parametrize(("most", "expected"), [(1, []), (0, ["adult:G1"])])
def test_afternoons_away_are_capped_by_the_home_school(
    most: int, expected: list[str]
) -> None:
    # The cap of west does not matter: G1 is of east.
    schools = (
        changed(EAST, limits=limits(away_afternoons_week=most)),
        changed(WEST, limits=limits(away_afternoons_week=0)),
    )
    found = findings("away_afternoons_cap", two_campuses(schools=schools), lawful_two())
    assert [f.about for f in found] == expected
    assert all("1 afternoons" in f.en and "most 0" in f.en for f in found)


@pytest.mark.clause("LZ-316")
def test_two_slots_of_one_afternoon_away_are_one_afternoon() -> None:
    schools = (changed(EAST, limits=limits(away_afternoons_week=1)), WEST)
    early = slot("w-mon-1", 1, "16:30", "17:10", school="west")
    instance = two_campuses(schools=schools, slots=(*SLOTS, *WEST_SLOTS, early))
    week = together(
        lawful_two(), care("w-mon-1", "2-9", room="r9", lead="G1", school="west")
    )
    assert subjects("away_afternoons_cap", instance, week) == []


# lender_keeps_cover


def lending(percent: int, **changes: object) -> list[str]:
    """Judge the lawful week of two campuses with another reserve at east."""
    schools = (changed(EAST, limits=limits(lending_reserve_percent=percent)), WEST)
    instance = two_campuses(schools=schools, **changes)
    return subjects("lender_keeps_cover", instance, lawful_two())


@pytest.mark.clause("LZ-316")
@pytest.mark.parametrize(("percent", "expected"), [(25, []), (26, ["school:east"])])
def test_a_lender_keeps_its_reserve(percent: int, expected: list[str]) -> None:
    # In mon-2 T1, T3, T5, G1 could serve east; only T5 is not assigned: one of four.
    assert lending(percent) == expected


@pytest.mark.clause("LZ-316")
@pytest.mark.parametrize(
    ("t5", "expected"),
    [
        ({"free": ("mon-2",)}, []),
        ({"free": ("mon-1",)}, ["school:east"]),
        ({"serves": ("west",)}, ["school:east"]),
        ({"duties": (duty(1, "17:30", "18:30"),)}, ["school:east"]),
        ({"kind": AdultKind.SUPPORT_STAFF}, ["school:east"]),
    ],
)
def test_only_teachers_who_could_serve_are_a_reserve(
    t5: dict[str, object], expected: list[str]
) -> None:
    adults = (*replaced(ADULTS, changed(T5, **t5)), G1)
    assert lending(25, adults=adults) == expected


@pytest.mark.clause("LZ-316")
def test_nobody_need_be_kept_while_nobody_is_lent() -> None:
    schools = (changed(EAST, limits=limits(lending_reserve_percent=100)), WEST)
    instance = two_campuses(schools=schools)
    assert subjects("lender_keeps_cover", instance, lawful()) == []
    # A post at another campus is no loan of a teacher to a group.
    gate = at_gate("G1", 1, school="west")
    west = changed(WEST, posts=EAST.posts)
    posted = changed(instance, schools=(schools[0], west))
    assert subjects("lender_keeps_cover", posted, together(lawful(), gate)) == []


@pytest.mark.clause("LZ-316")
def test_a_lent_teacher_is_missing_in_every_slot_that_overlaps() -> None:
    # West's slot runs from 17:00 to 18:00 and touches both of east's on Monday.
    longer = (slot("w-mon-2", 1, "17:00", "18:00", school="west"),)
    schools = (changed(EAST, limits=limits(lending_reserve_percent=50)), WEST)
    instance = two_campuses(schools=schools, slots=(*SLOTS, *longer))
    found = findings("lender_keeps_cover", instance, lawful_two())
    assert ["mon-1" in f.en for f in found] == [True, False]
    assert all("1 of 4" in f.en and "50%" in f.en for f in found)


def test_nobody_left_to_ask_is_no_breach() -> None:
    # A is empty: 0 of 0 is enough for any reserve.
    elsewhere = tuple(changed(t, serves=("west",)) for t in (T1, T3, T5, G1))
    assert lending(100, adults=(*replaced(ADULTS, *elsewhere),)) == []
