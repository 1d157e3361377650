"""The judge of money, posts, pins and the end of service."""

from datetime import date
from typing import Any

import pytest

from kehou_solver.checks import broken
from kehou_solver.domain import (
    DutyRole,
    Instance,
    MeetingPin,
    Money,
    RoomPin,
    SeatPin,
    StaffPin,
    Terms,
    Tier,
    TierFee,
    Waiver,
)
from tests.solver.checks.judging import findings, subjects
from tests.solver.worlds import (
    ADULTS,
    C1,
    CLASSES,
    DISTRICT,
    EAST,
    PUPILS,
    TERM_START,
    V1,
    at,
    at_gate,
    changed,
    homeroom,
    lawful,
    post_need,
    replaced,
    together,
    world,
)

# external_labour_cap: C1 costs 6,000 and V1 8,000 a week, so 56,000 fen in four weeks.


def money(**changes: Any) -> Instance:
    """The default world with other money for its school."""
    return world(
        schools=(changed(EAST, money=Money(**{"weeks_per_month": 4, **changes})),)
    )


@pytest.mark.clause("LZ-412")
@pytest.mark.parametrize(
    ("fee", "expected"), [(7000, []), (6999, ["school:east"]), (0, ["school:east"])]
)
def test_outside_labour_is_paid_from_fees(fee: int, expected: list[str]) -> None:
    # Three weeks cost 42,000: exactly what six pupils pay at 7,000.
    instance = money(fee_month_fen=fee, weeks_per_month=3)
    found = findings("external_labour_cap", instance, lawful())
    assert [f.about for f in found] == expected
    assert all("420.00 yuan" in f.en for f in found)


@pytest.mark.clause("LZ-412")
@pytest.mark.parametrize(("weeks", "expected"), [(5, []), (6, ["school:east"])])
def test_the_legal_fee_counts_where_the_school_gives_none(
    weeks: int, expected: list[str]
) -> None:
    # City district: 12,000 fen x 6 = 72,000; 14,000 a week is 70,000 or 84,000 a month.
    instance = money(weeks_per_month=weeks)
    assert subjects("external_labour_cap", instance, lawful()) == expected


@pytest.mark.clause("LZ-409", "LZ-412")
def test_a_waived_fee_is_no_income_and_is_rounded_down_child_by_child() -> None:
    # 33 % off 14,001: 9,380.67 and so 9,380 each; 6 x 9,380 = 56,280.
    waived = tuple(changed(p, fee_waiver_percent=33) for p in PUPILS)
    instance = changed(money(fee_month_fen=14001), pupils=waived)
    assert subjects("external_labour_cap", instance, lawful()) == []
    # 6 x floor(9,333.33) = 55,998, though 6 x 9,333.33 would be 56,000.
    third = tuple(changed(p, fee_waiver_percent=33) for p in PUPILS)
    tight = changed(money(fee_month_fen=13930), pupils=third)
    assert 6 * (13930 * 67) // 100 == 55998
    assert subjects("external_labour_cap", tight, lawful()) == ["school:east"]


@pytest.mark.clause("LZ-206", "LZ-412")
def test_only_children_who_take_part_pay() -> None:
    one_out = replaced(PUPILS, changed(PUPILS[2], consent=None))
    instance = changed(money(fee_month_fen=11199), pupils=one_out)
    # 5 x 11,199 = 55,995.
    assert subjects("external_labour_cap", instance, lawful()) == ["school:east"]
    unlisted = homeroom("5-1", 5, unlisted=1, unlisted_consent=TERM_START)
    helped = changed(instance, classes=(*CLASSES, unlisted))
    assert subjects("external_labour_cap", helped, lawful()) == []
    silent = changed(
        instance, classes=(*CLASSES, changed(unlisted, unlisted_consent=None))
    )
    assert subjects("external_labour_cap", silent, lawful()) == ["school:east"]


@pytest.mark.clause("LZ-412")
@pytest.mark.parametrize(
    ("ceiling", "expected"), [(14000, []), (13999, ["school:east"])]
)
def test_a_stricter_ceiling_holds_week_by_week(
    ceiling: int, expected: list[str]
) -> None:
    instance = money(fee_month_fen=20000, external_ceiling_fen=ceiling)
    assert subjects("external_labour_cap", instance, lawful()) == expected


@pytest.mark.clause("LZ-412")
@pytest.mark.parametrize(
    ("c1", "week"),
    [
        ({"fixed_fen_week": 1000}, 15000),
        ({"terms": (Terms(club="chess", pay_fen=7000),)}, 15000),
        ({"terms": (Terms(pay_fen=7000),)}, 14000),
        ({"pay_fen_per_lesson": 0}, 8000),
    ],
)
def test_what_an_outsider_costs(c1: dict[str, Any], week: int) -> None:
    adults = replaced(ADULTS, changed(C1, **c1))
    for ceiling, breaches in ((week, 0), (week - 1, 1)):
        instance = changed(
            money(fee_month_fen=20000, external_ceiling_fen=ceiling), adults=adults
        )
        assert len(findings("external_labour_cap", instance, lawful())) == breaches


@pytest.mark.clause("LZ-412")
def test_own_staff_and_unused_outsiders_cost_no_outside_labour() -> None:
    only_own = changed(
        lawful(),
        staff=tuple(s for s in lawful().staff if s.adult not in ("C1", "V1")),
    )
    dear = changed(V1, fixed_fen_week=10**6)
    instance = changed(money(fee_month_fen=0), adults=replaced(ADULTS, dear))
    assert subjects("external_labour_cap", instance, only_own) == []


@pytest.mark.clause("LZ-406", "LZ-412")
def test_a_fee_the_law_leaves_open_comes_from_the_district() -> None:
    town = changed(EAST, tier=Tier.COUNTY_TOWN)
    silent = world(schools=(town,))
    found = findings("external_labour_cap", silent, lawful())
    assert [f.about for f in found] == ["school:east"]
    assert "no fee is known" in found[0].en
    fees = (TierFee(tier=Tier.COUNTY_TOWN, fee_month_fen=9334),)
    priced = world(schools=(town,), districts=(changed(DISTRICT, fees=fees),))
    assert subjects("external_labour_cap", priced, lawful()) == []


# posts_filled


@pytest.mark.clause("LZ-418")
@pytest.mark.parametrize(
    ("needed", "there", "expected"),
    [
        (1, ("S1",), None),
        (1, (), "0 adults; exactly 1"),
        (1, ("S1", "T5"), "2 adults; exactly 1"),
        (2, ("S1", "T5"), None),
        (2, ("S1", "S1"), "1 adults; exactly 2"),
    ],
)
def test_a_post_has_exactly_its_adults(
    needed: int, there: tuple[str, ...], expected: str | None
) -> None:
    school = changed(EAST, posts=(post_need(1, adults=needed),))
    posts = together(*(at_gate(adult, 1) for adult in there)).posts
    instance, week = world(schools=(school,)), changed(lawful(), posts=posts)
    found = findings("posts_filled", instance, week)
    assert [f.weekday for f in found] == [1] * len(found)
    assert bool(found) is (expected is not None)
    assert expected is None or expected in found[0].en


@pytest.mark.clause("LZ-418")
def test_a_post_is_taken_once_and_only_where_needed() -> None:
    twice = together(lawful(), at_gate("S1", 1))
    found = findings("posts_filled", world(), twice)
    assert ["S1 is there 2 times" in f.en for f in found] == [True]
    unneeded = together(lawful(), at_gate("S1", 3))
    found = findings("posts_filled", world(), unneeded)
    assert [f.weekday for f in found] == [3]
    patrol = changed(lawful().posts[0], role=DutyRole.PATROL)
    wrong_role = changed(lawful(), posts=(*lawful().posts, patrol))
    assert subjects("posts_filled", world(), wrong_role) == ["school:east"]


# pins_kept

KEPT = (
    StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1"),
    StaffPin(kind="staff", adult="V1", slot="tue-2", club="robots"),
    RoomPin(kind="room", room="r3", slot="tue-1", class_id="3-1"),
    RoomPin(kind="room", room="hall", slot="mon-2", club="chess"),
    SeatPin(kind="seat", pupil="p4", club="robots"),
    MeetingPin(kind="meeting", club="chess", slot="mon-2"),
)
NOT_KEPT = (
    StaffPin(kind="staff", adult="T5", slot="mon-1", class_id="1-1"),
    # T5 assists in robots, V1 leads it.
    StaffPin(kind="staff", adult="T5", slot="tue-2", club="robots"),
    StaffPin(kind="staff", adult="C1", slot="mon-1", club="chess"),
    RoomPin(kind="room", room="r1", slot="tue-1", class_id="3-1"),
    RoomPin(kind="room", room="lab", slot="mon-2", club="chess"),
    SeatPin(kind="seat", pupil="p4", club="chess"),
    MeetingPin(kind="meeting", club="chess", slot="tue-2"),
)


@pytest.mark.parametrize("pin", KEPT, ids=str)
def test_a_pin_that_holds_is_kept(pin: object) -> None:
    assert subjects("pins_kept", world(pins=(pin,)), lawful()) == []


@pytest.mark.parametrize("pin", NOT_KEPT, ids=str)
def test_a_pin_that_does_not_hold_is_named(pin: object) -> None:
    instance = world(pins=(KEPT[0], pin))
    found = findings("pins_kept", instance, lawful())
    assert [f.about for f in found] == ["pin:1"]
    assert found[0].en.startswith("pin 2 is not kept")


# service_ends_after_work

END = [
    ({"off_work_time": at("18:00")}, {}, []),
    ({"off_work_time": at("18:01")}, {}, ["school:east"]),
    ({"off_work_time": at("18:01")}, {"tier": Tier.VILLAGE}, []),
    ({"off_work_time": at("18:01")}, {"boarding": True}, []),
    ({"off_work_time": at("18:01")}, {"tier": Tier.TOWNSHIP}, ["school:east"]),
]


@pytest.mark.clause("LZ-204", "LZ-205", "LZ-304")
@pytest.mark.parametrize(("district", "school", "expected"), END)
def test_service_lasts_until_the_end_of_work_where_it_is_required(
    district: dict[str, int], school: dict[str, Any], expected: list[str]
) -> None:
    instance = world(
        districts=(changed(DISTRICT, **district),), schools=(changed(EAST, **school),)
    )
    assert subjects("service_ends_after_work", instance, lawful()) == expected


@pytest.mark.clause("LZ-304")
@pytest.mark.parametrize(
    ("change", "still_broken"),
    [
        ({}, []),
        ({"weekdays": (1,)}, [2]),
        ({"until": date(2026, 3, 3)}, []),
        ({"until": date(2026, 3, 2)}, [2]),
        ({"until": date(2026, 3, 1)}, [1, 2]),
        ({"school": "west"}, [1, 2]),
        ({"rule": "room_seats"}, [1, 2]),
    ],
)
def test_a_waiver_marks_what_it_allows_and_nothing_else(
    change: dict[str, Any], still_broken: list[int]
) -> None:
    waiver = Waiver(
        **{
            "rule": "service_ends_after_work",
            "school": "east",
            "approved_by": "district bureau",
            "reason": "last bus",
            "until": date(2026, 7, 10),
            **change,
        }
    )
    late = changed(DISTRICT, off_work_time=at("18:30"))
    instance = world(districts=(late,), waivers=(waiver,))
    found = findings("service_ends_after_work", instance, lawful())
    # Waived findings stay listed: both days are there in any case.
    assert [f.weekday for f in found] == [1, 2]
    assert [f.weekday for f in broken(found)] == still_broken
    assert {f.waived for f in found} <= {None, waiver}


@pytest.mark.clause("LZ-304")
def test_a_rule_the_law_does_not_soften_cannot_be_waived() -> None:
    waiver = Waiver(
        rule="posts_filled",
        school="east",
        approved_by="district bureau",
        reason="nobody there",
        until=date(2026, 7, 10),
    )
    week = changed(lawful(), posts=())
    found = findings("posts_filled", world(waivers=(waiver,)), week)
    assert len(broken(found)) == len(found) == 2
