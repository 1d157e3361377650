"""When leave to break a rule counts, and when it does not."""

from datetime import date
from typing import Any

import pytest

from kehou_solver.domain import Waiver
from kehou_solver.policy import Policy, waiver_for
from tests.solver.worlds import world

RULE = "service_ends_after_work"
FRIDAY = date(2026, 3, 6)


def waiver(**changes: Any) -> Waiver:
    """Build a waiver for every afternoon of the week of 2026-03-02."""
    return Waiver(
        **{
            "rule": RULE,
            "school": "east",
            "approved_by": "区教育局",
            "reason": "校舍维修",
            "until": FRIDAY,
            **changes,
        }
    )


def granted(*waivers: Waiver, weekday: int = 5, rule: str = RULE) -> Waiver | None:
    """Ask for leave at `east`."""
    instance = world(waivers=waivers)
    return waiver_for(instance, Policy.of(instance), rule, "east", weekday)


@pytest.mark.clause("LZ-304")
def test_leave_holds_up_to_and_on_its_last_day() -> None:
    assert granted(waiver()) == waiver()
    ended = waiver(until=date(2026, 3, 5))
    assert granted(ended, weekday=5) is None
    assert granted(ended, weekday=4) == ended


@pytest.mark.clause("LZ-304")
def test_leave_holds_at_its_school_on_its_weekdays_for_its_rule() -> None:
    assert granted(waiver(school="west")) is None
    assert granted(waiver(weekdays=(1, 2))) is None
    assert granted(waiver(weekdays=(5,))) is not None
    assert granted(waiver(rule="room_seats")) is None
    assert granted() is None


def test_a_rule_the_law_states_without_if_cannot_be_waived() -> None:
    assert granted(waiver(rule="room_seats"), rule="room_seats") is None


def test_the_first_leave_that_fits_counts() -> None:
    expired, valid = waiver(until=date(2026, 3, 1)), waiver(reason="停电")
    assert granted(expired, valid, waiver()) == valid
