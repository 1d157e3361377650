"""A waiver is shown with who, why and until when; it never turns a line green."""

from copy import deepcopy
from typing import Any

import pytest

from tests.verifier.loaded import verifier
from tests.verifier.weeks import full, raw, sealed

FULL = full()
WAIVER = {
    "rule": "service_ends_after_work",
    "school": "east",
    "weekdays": [1, 2],
    "approved_by": "district office",
    "reason": "early darkness",
    "until": "2026-03-03",
}


def judged(*waivers: dict[str, Any]) -> dict[str, Any]:
    """Judge a week in which east's service ends a minute early on both days."""
    told = deepcopy(FULL)
    told["instance"]["districts"][0]["off_work_time"] = "18:01"
    told["instance"]["schools"][1]["tier"] = "village"  # west need not serve
    told["instance"]["waivers"] = list(waivers)
    lines = verifier.judge(raw(sealed(told)))
    return {"accepted": verifier.accepted(lines), **{x["name"]: x for x in lines}}


def test_a_waived_finding_is_accepted_and_stays_visible() -> None:
    found = judged(WAIVER)
    line = found["service_ends_after_work"]
    assert found["accepted"] is True
    assert line["verdict"] == "waived"
    assert [x["waived"] for x in line["findings"]] == 2 * [
        {key: WAIVER[key] for key in ("approved_by", "reason", "until")}
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"until": "2026-03-02"}, id="ran out before Tuesday"),
        pytest.param({"weekdays": [1]}, id="not for Tuesday"),
        pytest.param({"school": "west"}, id="for another school"),
    ],
)
def test_a_waiver_that_does_not_fit_waives_nothing(change: dict[str, Any]) -> None:
    found = judged({**WAIVER, **change})
    assert found["accepted"] is False
    assert found["service_ends_after_work"]["verdict"] == "broken"


def test_a_waiver_is_worthless_if_the_rulebook_gives_no_leave() -> None:
    told = deepcopy(FULL)
    told["instance"]["waivers"] = [WAIVER]
    told["claims"]["policy"]["waivable"] = []
    lines = verifier.judge(raw(sealed(told)))
    assert [x["name"] for x in lines if x["verdict"] == "broken"] == ["valid_instance"]
    assert verifier.accepted(lines) is False
