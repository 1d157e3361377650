"""The runner of third-party sets: what it writes, and what it is compared with."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.glasgow_profiles import best_profile
from benchmarks.third_party import SETS, Target, compared, main, summary
from tests.instances.thirdparty.files import smptsp, written

HEAD = "set,instance,tasks,staff,clique_lb,published_lb,published_lb_time"
TARGETS = (
    f"{HEAD},published_ub_sat_1800s",
    "made,easy,2,2,2,2,0s,2",
    "made,absent,9,9,9,9,0s,9",
    "made,impossible,1,1,1,1,0s,1",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a set of two files and the table of what is known of three."""
    written(tmp_path, "targets.csv", *TARGETS)
    written(tmp_path, "easy.dat", *smptsp([(0, 60), (30, 90)], [[0, 1], [0, 1]]))
    written(tmp_path, "impossible.dat", *smptsp([(0, 60)], [[]]))
    return tmp_path


def lines(text: str) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_each_file_that_is_there_gets_a_line_and_the_set_a_summary(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "rows.jsonl"
    words = ["smptsp", str(folder), "--seconds", "20", "--workers", "1"]
    assert main([*words, "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert out.read_text(encoding="utf-8") == said
    easy, impossible, last = lines(said)
    assert easy["instance"] == "easy"
    assert (easy["value"], easy["published_bound"], easy["published_best"]) == (2, 2, 2)
    assert (easy["gap"], easy["as_good"], easy["proved"]) == (0.0, True, True)
    assert (easy["findings"], easy["goals"]) == (0, {"cost_fen": 2})
    assert impossible["outcome"] == "Impossible"
    assert "value" not in impossible
    assert last["summary"]["found"] == 1
    assert last["summary"]["instances"] == 2
    assert last["summary"]["as_good_as_published"] == "1 / 1"
    assert str(folder) not in said


def test_only_the_files_asked_for_are_solved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["smptsp", str(folder), "--seconds", "20", "--only", "eas"]
    assert main([*words, "--workers", "1"]) == 0
    assert [row.get("instance") for row in lines(capsys.readouterr().out)] == [
        "easy",
        None,
    ]


@pytest.mark.parametrize(
    ("target", "value", "bound", "gap", "as_good"),
    [
        (Target(40, 42), 41, 38, 0.025, True),
        (Target(40, 42), 42, 38, 0.05, True),
        (Target(40, 42), 43, 38, 0.075, False),
        (Target(100, 100), 97, 120, 0.03, False),
        (Target(100, 100), 100, 120, 0.0, True),
        (Target(), 90, 100, 0.1, None),
        (Target(), 0, 0, None, None),
        (Target(), 5, None, None, None),
    ],
)
def test_a_value_is_set_beside_what_is_known(
    target: Target, value: int, bound: int | None, gap: float | None, as_good: Any
) -> None:
    assert compared(target, value, bound) == {"gap": gap, "as_good": as_good}


def test_a_set_without_results_has_no_mean() -> None:
    assert summary([]) == {
        "instances": 0,
        "found": 0,
        "findings": 0,
        "proved": 0,
        "mean_gap": None,
        "as_good_as_published": "0 / 0",
    }


def test_profiles_are_compared_with_the_independent_program(tmp_path: Path) -> None:
    path = written(tmp_path, "x.soi", "# NUMBER ALTERNATIVES: 2", "1: 1,2", "1: 1")
    cases = {case.name: case for case in SETS["glasgow"](tmp_path)}
    assert set(cases) == {"x-greedy", "x-generous"}
    assert cases["x-greedy"].target.profile == best_profile(path, "greedy") == (1, 1)
    assert main(["glasgow", str(tmp_path), "--workers", "1", "--seconds", "20"]) == 0
