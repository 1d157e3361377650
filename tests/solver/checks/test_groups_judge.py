"""The judge of groups: their rooms, sizes, meetings and adults."""

from typing import Any

import pytest

from kehou_solver.domain import CareBand, Timetable
from tests.solver.checks.judging import findings, subjects
from tests.solver.worlds import (
    CHESS,
    CLASSES,
    CLUBS,
    ROBOTS,
    ROOMS,
    care,
    changed,
    club,
    east,
    homeroom,
    lawful,
    lawful_two,
    meeting,
    pupil,
    replaced,
    room,
    together,
    two_campuses,
    venue,
    without,
    world,
)


def chess(*slots: str, **changes: Any) -> Timetable:
    """The lawful week with another chess group in place of its own."""
    asked: dict[str, Any] = {
        "room": "hall",
        "lead": "C1",
        "seats": ("p1", "p2", "p6"),
        **changes,
    }
    return together(without(lawful(), "chess"), meeting("chess", *slots, **asked))


# room_suits


@pytest.mark.clause("LZ-303")
def test_a_club_meets_where_its_features_are() -> None:
    found = findings("room_suits", world(), chess("mon-2", room="lab"))
    assert [f.about for f in found] == ["group:chess"]
    assert "boards" in found[0].zh
    assert "lacks boards" in found[0].en


@pytest.mark.clause("LZ-303")
def test_a_group_stays_on_its_campus() -> None:
    week = together(
        without(lawful_two(), "1-1@mon-1"), care("mon-1", "1-1", room="r9", lead="T1")
    )
    assert subjects("room_suits", two_campuses(), week) == ["group:1-1@mon-1"]


@pytest.mark.clause("LZ-315")
@pytest.mark.parametrize(("where", "expected"), [("pool", []), ("r1", ["group:swim"])])
def test_a_club_with_a_venue_meets_only_there(where: str, expected: list[str]) -> None:
    instance = world(
        clubs=(*CLUBS, club("swim", venue="pool")), rooms=(*ROOMS, venue("pool"))
    )
    week = meeting("swim", "mon-1", room=where, lead="T5")
    assert subjects("room_suits", instance, week) == expected


@pytest.mark.clause("LZ-315")
def test_a_venue_serves_nobody_else() -> None:
    instance = world(rooms=(*ROOMS, venue("pool", features=("boards",))))
    week = together(
        chess("mon-2", room="pool"),
        care("mon-1", "1-1", room="pool", lead="T5", id="outing"),
    )
    assert subjects("room_suits", instance, week) == ["group:chess", "group:outing"]


# room_seats, club_seats, minimum_enrolment


@pytest.mark.clause("LZ-418")
@pytest.mark.parametrize(("seats", "expected"), [(3, []), (2, ["room:hall"])])
def test_a_club_fits_its_room(seats: int, expected: list[str]) -> None:
    small = replaced(ROOMS, room("hall", seats, features=("boards",)))
    assert subjects("room_seats", world(rooms=small), lawful()) == expected


@pytest.mark.clause("LZ-315", "LZ-418")
@pytest.mark.parametrize(("seats", "expected"), [(3, []), (2, ["group:chess"])])
def test_a_club_group_is_not_larger_than_its_club(
    seats: int, expected: list[str]
) -> None:
    instance = world(clubs=(changed(CHESS, seats=seats), ROBOTS))
    assert subjects("club_seats", instance, lawful()) == expected


@pytest.mark.clause("LZ-315")
@pytest.mark.parametrize(
    ("adults", "children", "expected"),
    [(1, 3, []), (1, 4, ["group:swim"]), (2, 6, []), (2, 7, ["group:swim"])],
)
def test_every_adult_escorts_only_so_many_children(
    adults: int, children: int, expected: list[str]
) -> None:
    # Three children per escort at the pool.
    swim = club("swim", venue="pool", seats=9, adults_per_group=adults)
    pupils = tuple(pupil(f"s{n}", "1-1", "swim") for n in range(children))
    instance = world(
        clubs=(*CLUBS, swim), rooms=(*ROOMS, venue("pool", 9)), pupils=pupils
    )
    seats = tuple(p.id for p in pupils)
    week = meeting("swim", "mon-1", room="pool", lead="T5", seats=seats)
    found = findings("club_seats", instance, week)
    assert [f.about for f in found] == expected
    for finding in found:
        assert f"{children} children" in finding.en
        assert f"escort {3 * adults}" in finding.en


@pytest.mark.parametrize(
    ("least", "expected"),
    [(2, []), (3, ["group:robots"]), (4, ["group:chess", "group:robots"])],
)
def test_a_club_opens_only_with_enough_children(
    least: int, expected: list[str]
) -> None:
    clubs = tuple(changed(c, min_enrolment=least, seats=9) for c in CLUBS)
    assert subjects("minimum_enrolment", world(clubs=clubs), lawful()) == expected


# merged_care


def merged(*classes: str) -> Timetable:
    """All of Monday's first slot in one homework group."""
    return together(
        without(lawful(), "1-1@mon-1", "3-1@mon-1"),
        care("mon-1", *classes, room="hall", lead="T5", id="merged"),
    )


MORE = (homeroom("4-1", 4), homeroom("5-1", 5), homeroom("2-1", 2))


@pytest.mark.clause("LZ-309")
@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (("3-1",), []),
        (("3-1", "4-1"), []),
        (("1-1", "2-1"), []),
        ((), ["group:merged"]),
        (("3-1", "4-1", "5-1"), ["group:merged"]),
    ],
)
def test_a_homework_group_has_one_class_or_a_few(
    classes: tuple[str, ...], expected: list[str]
) -> None:
    instance = world(classes=(*CLASSES, *MORE))
    assert subjects("merged_care", instance, merged(*classes)) == expected


@pytest.mark.clause("LZ-307")
def test_grades_one_and_two_are_not_mixed_with_older_children() -> None:
    found = findings("merged_care", world(), merged("1-1", "3-1"))
    assert [f.about for f in found] == ["group:merged"]
    assert "grades 1, 3" in found[0].en


@pytest.mark.clause("LZ-307")
def test_a_grade_without_a_band_is_nowhere_allowed() -> None:
    only_older = (CareBand(from_grade=3, to_grade=9, pupils=6),)
    instance = world(schools=east(care_bands=only_older))
    assert "group:1-1@mon-1" in subjects("merged_care", instance, lawful())


@pytest.mark.clause("LZ-309")
def test_a_class_of_another_school_does_not_belong() -> None:
    instance = two_campuses()
    week = together(
        without(lawful_two(), "2-9@w-mon-2", "1-1@mon-2"),
        care("mon-2", "1-1", "2-9", room="r1", lead="T1", id="both"),
    )
    assert subjects("merged_care", instance, week) == ["group:both"]


@pytest.mark.clause("LZ-309")
@pytest.mark.parametrize(("most", "expected"), [(3, []), (2, ["group:1-1@mon-1"])])
def test_a_homework_group_is_no_larger_than_its_band_allows(
    most: int, expected: list[str]
) -> None:
    bands = (
        CareBand(from_grade=1, to_grade=2, pupils=most),
        CareBand(from_grade=3, to_grade=9, pupils=6),
    )
    found = subjects("merged_care", world(schools=east(care_bands=bands)), lawful())
    # 1-1 is smaller by two in mon-2, where p1 and p2 play chess.
    assert [one for one in found if "mon" in one] == expected


# meetings_as_offered


@pytest.mark.clause("LZ-303", "LZ-309")
@pytest.mark.parametrize(
    ("times", "slots", "allowed"),
    [
        (1, ("mon-2",), True),
        (1, ("mon-2", "tue-1"), False),
        (2, ("mon-2", "tue-1"), True),
        (2, ("mon-2",), False),
        (2, ("mon-1", "mon-2"), False),
    ],
)
def test_a_club_meets_as_often_as_offered_and_once_a_day(
    times: int, slots: tuple[str, ...], allowed: bool
) -> None:
    instance = world(clubs=(changed(CHESS, meetings_per_week=times), ROBOTS))
    expected = [] if allowed else ["group:chess"]
    assert subjects("meetings_as_offered", instance, chess(*slots)) == expected


@pytest.mark.clause("LZ-303")
@pytest.mark.parametrize(
    ("slots", "expected"),
    [(("mon-2",), []), (("mon-1", "tue-2"), ["group:chess"]), ((), ["group:chess"])],
)
def test_a_club_meets_only_in_its_slots(
    slots: tuple[str, ...], expected: list[str]
) -> None:
    instance = world(clubs=(changed(CHESS, slots=slots), ROBOTS))
    assert subjects("meetings_as_offered", instance, lawful()) == expected


@pytest.mark.clause("LZ-309")
@pytest.mark.parametrize(("most", "expected"), [(2, []), (1, ["club:chess"])])
def test_a_club_has_no_more_groups_than_offered(most: int, expected: list[str]) -> None:
    instance = world(clubs=(changed(CHESS, parallel_groups=most), ROBOTS))
    week = together(
        lawful(), meeting("chess", "tue-1", room="hall", lead="C1", id="chess-2")
    )
    assert subjects("meetings_as_offered", instance, week) == expected


def test_a_club_and_its_slots_are_of_the_school_of_the_group() -> None:
    abroad = meeting("chess", "w-mon-2", room="r9", lead="C1", school="west", id="x")
    mixed = care("w-mon-2", "1-1", room="r1", lead="T1", id="y")
    found = findings(
        "meetings_as_offered", two_campuses(), together(lawful_two(), abroad, mixed)
    )
    assert [f.about for f in found if "group" in f.about] == ["group:x", "group:y"]
    assert "club chess is of school east, not west" in found[0].en
    assert "w-mon-2" in found[1].en


def test_a_homework_group_has_exactly_one_slot() -> None:
    double = care("mon-1", "1-1", room="r1", lead="T1")
    group = changed(double.groups[0], slots=("mon-1", "tue-1"))
    week = together(
        without(lawful(), "1-1@mon-1", "1-1@tue-1"), changed(double, groups=(group,))
    )
    assert subjects("meetings_as_offered", world(), week) == ["group:1-1@mon-1"]


# adults_per_group


@pytest.mark.clause("LZ-204", "LZ-418")
def test_every_group_has_exactly_one_lead() -> None:
    week = lawful()
    orphaned = changed(
        week, staff=tuple(s for s in week.staff if s.group != "1-1@mon-1")
    )
    crowded = changed(week, staff=(*week.staff, changed(week.staff[0], adult="T5")))
    for wrong, seen in ((orphaned, "0 leads"), (crowded, "2 leads")):
        found = findings("adults_per_group", world(), wrong)
        assert [f.about for f in found] == ["group:1-1@mon-1"]
        assert seen in found[0].en


@pytest.mark.clause("LZ-418")
@pytest.mark.parametrize(
    ("adults", "assistants", "expected"),
    [
        (1, (), []),
        (1, ("T5",), ["group:chess"]),
        (2, (), ["group:chess"]),
        (2, ("T5",), []),
        (2, ("T5", "T3"), ["group:chess"]),
    ],
)
def test_a_club_has_exactly_its_assistants(
    adults: int, assistants: tuple[str, ...], expected: list[str]
) -> None:
    instance = world(clubs=(changed(CHESS, adults_per_group=adults), ROBOTS))
    week = chess("mon-2", assistants=assistants)
    assert subjects("adults_per_group", instance, week) == expected


@pytest.mark.clause("LZ-418", "LZ-419")
@pytest.mark.parametrize(
    ("accompanied", "adults", "assistants", "expected"),
    [
        (True, 1, ("T5",), []),
        (True, 1, (), ["group:robots"]),
        (True, 2, ("T5",), []),
        (False, 1, (), []),
        (False, 1, ("T5",), ["group:robots"]),
    ],
)
def test_a_vendor_brings_one_more_adult_only_where_nobody_else_assists(
    accompanied: bool, adults: int, assistants: tuple[str, ...], expected: list[str]
) -> None:
    instance = world(
        clubs=(CHESS, changed(ROBOTS, adults_per_group=adults)),
        schools=east(vendor_accompanied=accompanied),
    )
    week = together(
        without(lawful(), "robots"),
        meeting(
            "robots",
            "tue-2",
            room="lab",
            lead="V1",
            assistants=assistants,
            seats=("p4", "p5"),
        ),
    )
    assert subjects("adults_per_group", instance, week) == expected


@pytest.mark.clause("LZ-418")
def test_homework_care_has_no_assistant() -> None:
    week = lawful()
    helper = changed(week.staff[0], adult="T5", role="assistant")
    helped = changed(week, staff=(*week.staff, helper))
    assert subjects("adults_per_group", world(), helped) == ["group:1-1@mon-1"]
