"""`kehou prices`: candidates are priced, the best of them solved, both shown."""

import csv
import io
import json
from collections import defaultdict
from pathlib import Path

import pytest

from kehou_api.cli.main import run
from kehou_instances.ladder import generate
from kehou_solver.domain.reading import write_json

STUDY = """
format = "kehou-study/1"
title = "增配 / what next"
base = { kind = "files", folder = "schools" }
effort = { seconds = 1 }
"""


def test_what_is_promised_is_solved_and_ranked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schools = tmp_path / "schools"
    schools.mkdir()
    for seed in (1, 2):
        path = schools / f"s{seed}.json"
        path.write_text(write_json(generate("XS", seed).instance), encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    out = tmp_path / "out"
    words = ["prices", str(tmp_path / "study.toml"), "-o", str(out), "--top", "3"]
    assert run([*words, "--json", "--workers", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["priced"], told["solved"]) == ("COMPLETED", 3, 3)

    content = (out / "prices.csv").read_text(encoding="utf-8-sig")
    by_rank = defaultdict(list)
    for line in csv.DictReader(io.StringIO(content)):
        by_rank[line["rank"]].append(line)
    assert list(by_rank) == ["1", "2", "3"]
    gained = [[int(one["gained"]) for one in lines] for lines in by_rank.values()]
    assert gained == sorted(gained, reverse=True)
    assert any(gained[0])
    for lines in by_rank.values():
        decides = [one for one in lines if one["decides"]]
        # Schools so small are proved best, so nothing gains more than was promised.
        for one in decides:
            assert 0 < int(one["gained"]) <= float(one["promised"]) + 1e-3
            assert int(one["proved_gain"]) == int(one["gained"])

    # Everything is known: no worker is needed to say it again.
    assert run([*words, "--json", "--workers", "0"]) == 0
    assert json.loads(capsys.readouterr().out)["solved"] == 3
    assert (out / "prices.csv").read_text(encoding="utf-8-sig") == content

    # For people: a table, and what it must not be used for.
    assert run([*words, "--workers", "0", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "not for publication" in shown
    assert "promised" in shown


def test_other_kinds_can_be_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schools = tmp_path / "schools"
    schools.mkdir()
    (schools / "s.json").write_text(
        write_json(generate("XS", 1).instance), encoding="utf-8"
    )
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    words = ["prices", str(tmp_path / "study.toml"), "-o", str(tmp_path / "out")]
    assert run([*words, "--what", "money", "--json", "--workers", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["priced"]) == ("COMPLETED", 0)
    assert run([*words, "--what", "luck"]) == 2
