"""What the verifier prints: a line for every rule and goal, and nothing forged."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from tests.verifier.loaded import verifier
from tests.verifier.weeks import full, packed, sealed, the

FULL = full()


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def test_every_rule_and_goal_has_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verifier.main([str(packed(tmp_path / "result.zip", FULL))]) == 0
    lines = capsys.readouterr().out.splitlines()
    goals = [goal["name"] for goal in FULL["claims"]["goals"]]
    for name in (*verifier.RULES, *goals):
        assert sum(line.startswith(f"✓ {name} ") for line in lines) == 1
    assert "通过" in lines[-1]
    assert "ACCEPTED" in lines[-1]
    assert "征求意见稿" in lines[0]  # a draft stays a draft


def test_english_only_has_no_chinese_and_chinese_only_no_english_titles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(packed(tmp_path / "result.zip", FULL))
    verifier.main([path, "--lang", "en"])
    english = capsys.readouterr().out.splitlines()[1:]  # the status is a quotation
    assert not any(has_chinese(line) for line in english)
    verifier.main([path, "--lang", "zh"])
    chinese = capsys.readouterr().out.splitlines()
    assert all(has_chinese(line) for line in chinese)
    assert not any(" / " in line for line in chinese[1:])


def test_a_rejected_result_names_rule_subject_and_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = deepcopy(FULL)
    the(told["instance"]["rooms"], id="hall")["seats"] = 3
    assert verifier.main([str(packed(tmp_path / "result.zip", sealed(told)))]) == 1
    lines = capsys.readouterr().out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("✗ room_seats"))
    assert lines[at + 1].strip().startswith("room:hall mon-2")
    assert "4 > 3" in lines[at + 1]
    assert "REJECTED" in lines[-1]


def test_json_holds_the_same_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verifier.main([str(packed(tmp_path / "result.zip", FULL)), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["accepted"] is True
    names = [line["name"] for line in told["lines"]]
    assert names[-len(verifier.GOALS) :] == list(verifier.GOALS)
    assert set(names) >= set(verifier.RULES)
    goal = the(told["lines"], name="cost_fen")
    assert (goal["measured"], goal["unit"], goal["seek"]) == (79_000, "fen", "min")


def test_a_bound_for_fixed_club_groups_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = deepcopy(FULL)
    the(told["claims"]["goals"], name="cost_fen").update(
        bound=79_000, proved=False, holds="club_groups_fixed"
    )
    assert (
        verifier.main([str(packed(tmp_path / "result.zip", told)), "--lang", "en"]) == 0
    )
    line = next(x for x in capsys.readouterr().out.splitlines() if "cost_fen" in x)
    assert line.endswith("claimed bound 79000, only with these club groups")


def test_names_in_the_data_cannot_forge_lines_or_move_the_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = deepcopy(FULL)
    book = told["claims"]["policy"]["rulebooks"][0]
    book["status"] = "x\n✓ room_seats\r\x1b[2J\u202e"
    the(told["instance"]["rooms"], id="hall")["seats"] = 3
    group = the(told["timetable"]["groups"], id="chess")
    group["id"] = "chess\x1b[1A"
    for shelf in ("staff", "seats"):
        for row in told["timetable"][shelf]:
            row["group"] = group["id"] if row["group"] == "chess" else row["group"]
    the(told["instance"]["clubs"], id="chess")["seats"] = 3
    assert verifier.main([str(packed(tmp_path / "result.zip", sealed(told)))]) == 1
    out = capsys.readouterr().out
    assert not set(out) & set("\r\x1b\u202e")
    assert not any(line.startswith("✓ room_seats") for line in out.splitlines())
    assert "group:chess�[1A" in out


def test_nobody_learns_why_a_child_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = packed(tmp_path / "result.zip", FULL)
    verifier.main([str(path), "--json"])
    assert "_child" not in capsys.readouterr().out
