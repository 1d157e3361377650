"""Claims that do not fit the timetable are found out, one by one."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.verifier.loaded import verifier
from tests.verifier.weeks import Documents, failing, full, raw, sealed, the

Doctored = Callable[[dict[str, Any]], object]
"""Changes the claims."""

FULL = full()


def doctored(change: Doctored) -> Documents:
    told = deepcopy(FULL)
    change(told["claims"])
    return told


def goal(claims: dict[str, Any], name: str) -> dict[str, Any]:
    return the(claims["goals"], name=name)


CLAIMED = [goal["name"] for goal in FULL["claims"]["goals"]]


@pytest.mark.parametrize("off", [-1, 1])
@pytest.mark.parametrize("name", CLAIMED)
def test_a_value_that_is_not_measured_is_rejected(name: str, off: int) -> None:
    def change(claims: dict[str, Any]) -> None:
        goal(claims, name)["value"] += off

    assert failing(doctored(change)) == {name}


@pytest.mark.parametrize("name", CLAIMED)
def test_a_bound_on_the_wrong_side_is_rejected(name: str) -> None:
    _, seek, _ = verifier.GOALS[name]
    wrong_way = -1 if seek == "max" else 1

    def bound(steps: int) -> Documents:
        def change(claims: dict[str, Any]) -> None:
            goal(claims, name)["bound"] = goal(claims, name)["value"] + steps

        return doctored(change)

    assert failing(bound(-wrong_way)) == set()
    assert failing(bound(wrong_way)) == {name}


def test_a_bound_for_some_club_groups_only_proves_nothing() -> None:
    name = "wishes_met_1"

    def change(claims: dict[str, Any]) -> None:
        goal(claims, name).update(bound=1, proved=True, holds="club_groups_fixed")

    assert failing(doctored(change)) == {name}


@pytest.mark.parametrize(
    ("bound", "proved", "right"),
    [
        pytest.param(1, True, True, id="value met: proved"),
        pytest.param(1, False, False, id="value met, but said to be open"),
        pytest.param(2, True, False, id="a gap, but said to be proved"),
        pytest.param(None, True, False, id="proved without a bound"),
        pytest.param(None, False, True, id="nothing claimed"),
    ],
)
def test_proved_means_that_value_and_bound_meet(
    bound: int | None, proved: bool, right: bool
) -> None:
    name = "wishes_met_1"  # p2 has chess: value 1

    def change(claims: dict[str, Any]) -> None:
        goal(claims, name).update(bound=bound, proved=proved)

    assert failing(doctored(change)) == (set() if right else {name})


def swap_claimed_goals(claims: dict[str, Any]) -> None:
    goals = claims["goals"]
    goals[0], goals[1] = goals[1], goals[0]


def swap_order_only(claims: dict[str, Any]) -> None:
    claims["policy"]["goal_order"].reverse()


def swap_both(claims: dict[str, Any]) -> None:
    swap_claimed_goals(claims)
    claims["policy"]["goal_order"] = [goal["name"] for goal in claims["goals"]]


def invented_goal(claims: dict[str, Any]) -> None:
    claims["policy"]["goal_order"].append("happiness")
    claims["goals"].append({**claims["goals"][0], "name": "happiness"})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        pytest.param("goal_order", swap_claimed_goals, id="two goals change places"),
        pytest.param("goal_order", swap_order_only, id="another order is claimed"),
        pytest.param("goal_order", lambda c: c["goals"].pop(), id="a goal is left out"),
        pytest.param("goal_order", invented_goal, id="a goal nobody knows"),
        pytest.param(
            "instance_sha256",
            lambda c: c.update(instance_sha256="0" * 64),
            id="digest of another instance",
        ),
        pytest.param(
            "timetable_sha256",
            lambda c: c.update(timetable_sha256="0" * 64),
            id="digest of another timetable",
        ),
        pytest.param(
            "rulebooks",
            lambda c: c["policy"]["rulebooks"][0].update(name="softer_draft"),
            id="another rulebook",
        ),
        pytest.param(
            "rulebooks",
            lambda c: c["policy"].update(day="2026-03-09"),
            id="read on another day",
        ),
        pytest.param(
            "rules",
            lambda c: c["policy"]["rules"].append("be_nice"),
            id="a rule nobody knows",
        ),
        pytest.param(
            "rules",
            lambda c: c["policy"]["waivable"].append("one_place_at_a_time"),
            id="nature waived",
        ),
    ],
)
def test_a_doctored_claim_is_rejected(name: str, change: Doctored) -> None:
    assert failing(doctored(change)) == {name}


def test_an_order_asked_for_by_the_instance_binds_the_claims() -> None:
    told = doctored(swap_both)
    assert failing(told) == set()
    told["instance"]["goals"] = list(verifier.GOALS)
    assert failing(sealed(told)) == {"goal_order"}


def test_a_child_moved_after_signing_is_seen_by_the_digest() -> None:
    told = deepcopy(FULL)
    the(told["timetable"]["seats"], pupil="p12")["pupil"] = "p13"
    assert failing(told) >= {"timetable_sha256", "seats_as_asked"}


def test_whitespace_and_key_order_do_not_change_a_digest() -> None:
    told = deepcopy(FULL)
    told["instance"] = dict(reversed(list(told["instance"].items())))
    assert failing(told) == set()


def test_a_rule_missing_from_the_claims_is_never_shown_as_kept() -> None:
    told = deepcopy(FULL)
    told["claims"]["policy"]["rules"].remove("room_seats")
    the(told["instance"]["rooms"], id="hall")["seats"] = 3  # four children in it
    lines = {line["name"]: line for line in verifier.judge(raw(sealed(told)))}
    assert lines["room_seats"]["verdict"] == "not_asked"
    assert [found["about"] for found in lines["room_seats"]["findings"]] == [
        "room:hall"
    ]


def test_a_goal_left_out_of_order_and_claims_is_still_measured_and_shown() -> None:
    def change(claims: dict[str, Any]) -> None:
        claims["goals"].remove(goal(claims, "load_range"))
        claims["policy"]["goal_order"].remove("load_range")

    told = doctored(change)
    line = the(verifier.judge(raw(told)), name="load_range")
    assert (line["verdict"], line["measured"]) == ("not_asked", 1)
    assert failing(told) == set()


@pytest.mark.parametrize("name", verifier.NATURE)
def test_nature_is_judged_even_if_the_claims_leave_it_out(name: str) -> None:
    told = deepcopy(FULL)
    told["claims"]["policy"]["rules"].remove(name)
    the(told["instance"]["clubs"], id="chess")["min_enrolment"] = 5
    the(told["instance"]["pins"], kind="seat")["pupil"] = "p3"
    the(told["timetable"]["groups"], id="3-1@tue-1")["room"] = "r1"
    assert failing(sealed(told)) == set(verifier.NATURE)
