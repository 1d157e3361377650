"""The judge of vendors: listed, admitted, priced, accompanied, and few."""

from datetime import date
from typing import Any

import pytest

from kehou_solver.domain import District, Terms
from tests.solver.checks.judging import findings, subjects
from tests.solver.worlds import (
    ADULTS,
    C1,
    DISTRICT,
    T5,
    V1,
    at,
    at_gate,
    care,
    changed,
    east,
    lawful,
    meeting,
    replaced,
    together,
    vendor,
    without,
    world,
)

# Robots meet on Tuesday, 3 March.
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


@pytest.mark.clause("LZ-312", "LZ-319", "LZ-320", "LZ-322")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"listed_from": TUESDAY, "listed_until": TUESDAY}, None),
        ({"listed_from": WEDNESDAY}, "not on 2026-03-03"),
        ({"listed_until": MONDAY}, "not on 2026-03-03"),
        ({"removed_on": WEDNESDAY}, None),
        ({"removed_on": TUESDAY}, "removed on 2026-03-03"),
        ({"clubs": ("chess",)}, "not admitted for robots"),
        ({"no_promotion_declared": False}, "will not advertise"),
        ({"district": "E"}, "listed by E, not D"),
        ({"id": "other"}, "acme is not known"),
    ],
)
def test_a_vendor_serves_only_as_listed(
    change: dict[str, Any], reason: str | None
) -> None:
    other = District(id="E", name="E", off_work_time=at("18:00"))
    instance = world(vendors=(vendor(**change),), districts=(DISTRICT, other))
    found = findings("vendors_listed", instance, lawful())
    assert [f.about for f in found] == ([] if reason is None else ["adult:V1"])
    assert reason is None or reason in found[0].en


@pytest.mark.clause("LZ-320")
@pytest.mark.parametrize(
    ("pay", "terms", "expected"),
    [
        (8000, (), []),
        (8001, (), ["adult:V1"]),
        (9000, (Terms(club="robots", pay_fen=8000),), []),
        (8000, (Terms(club="robots", pay_fen=8001),), ["adult:V1"]),
        (8000, (Terms(club="chess", pay_fen=8001),), []),
    ],
)
def test_a_vendor_lesson_costs_no_more_than_the_district_allows(
    pay: int, terms: tuple[Terms, ...], expected: list[str]
) -> None:
    priced = changed(V1, pay_fen_per_lesson=pay, terms=terms)
    instance = world(adults=replaced(ADULTS, priced))
    found = findings("vendors_listed", instance, lawful())
    assert [f.about for f in found] == expected
    assert all("80.01 yuan a lesson" in f.en and "80.00" in f.en for f in found)


@pytest.mark.clause("LZ-319")
def test_an_instructor_nobody_sends_is_refused() -> None:
    instance = world(adults=replaced(ADULTS, changed(V1, vendor=None)))
    assert subjects("vendors_listed", instance, lawful()) == ["adult:V1"]


@pytest.mark.clause("LZ-319")
def test_an_assistant_from_a_vendor_is_judged_too() -> None:
    week = lawful()
    swapped = {"V1": "T5", "T5": "V1"}
    reverse = changed(
        week,
        staff=tuple(
            changed(s, adult=swapped.get(s.adult, s.adult)) for s in week.staff
        ),
    )
    unlisted = world(vendors=(vendor(clubs=()),))
    assert subjects("vendors_listed", world(), reverse) == []
    assert subjects("vendors_listed", unlisted, reverse) == ["adult:V1"]


@pytest.mark.clause("LZ-318", "LZ-321")
def test_vendors_give_no_homework_care_and_take_no_post() -> None:
    caring = together(
        without(lawful(), "1-1@mon-1"), care("mon-1", "1-1", room="r1", lead="V1")
    )
    assert subjects("vendors_only_clubs", world(), lawful()) == []
    assert subjects("vendors_only_clubs", world(), caring) == ["adult:V1"]
    posted = changed(lawful(), posts=at_gate("V1", 1, 2).posts)
    assert subjects("vendors_only_clubs", world(), posted) == ["adult:V1"]


@pytest.mark.clause("LZ-419")
@pytest.mark.parametrize(
    ("accompanied", "assistants", "expected"),
    [
        (True, ("T5",), []),
        (True, ("C1",), ["group:robots"]),
        (True, ("C1", "T5"), []),
        (True, (), ["group:robots"]),
        (False, (), []),
    ],
)
def test_a_teacher_is_with_every_vendor_led_group(
    accompanied: bool, assistants: tuple[str, ...], expected: list[str]
) -> None:
    week = together(
        without(lawful(), "robots"),
        meeting("robots", "tue-2", room="lab", lead="V1", assistants=assistants),
    )
    instance = world(schools=east(vendor_accompanied=accompanied))
    assert subjects("vendor_accompanied", instance, week) == expected


@pytest.mark.clause("LZ-318")
@pytest.mark.parametrize(("percent", "expected"), [(10, []), (9, ["school:east"])])
def test_vendors_give_no_more_than_their_share(
    percent: int, expected: list[str]
) -> None:
    # Ten lessons without chess: eight of care, V1 and T5 in robots. One of ten.
    week = without(lawful(), "chess")
    instance = world(schools=east(vendor_share_percent=percent))
    found = findings("vendor_share_cap", instance, week)
    assert [f.about for f in found] == expected
    assert all("1 of 10 lessons" in f.en and f"{percent}%" in f.en for f in found)


@pytest.mark.clause("LZ-318")
def test_a_school_without_vendors_may_allow_none() -> None:
    instance = world(schools=east(vendor_share_percent=0))
    assert subjects("vendor_share_cap", instance, without(lawful(), "robots")) == []


def test_other_outsiders_need_no_listing() -> None:
    nobody_listed = world(vendors=(), adults=(C1, T5))
    week = meeting("chess", "mon-2", room="hall", lead="C1", seats=("p1", "p2"))
    assert subjects("vendors_listed", nobody_listed, week) == []
