"""`kehou study`: from a file and a folder of schools to a compared pair."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kehou_api.cli.main import run
from kehou_api.studies.base import base_of
from kehou_instances.city import CityInputs, make_community, plan_city
from kehou_instances.ladder import generate
from kehou_simulation.scenarios import read_study
from kehou_solver.domain.reading import write_json
from kehou_solver.errors import InvalidFile

STUDY = """
format = "kehou-study/1"
title = "少一名教师 / one teacher fewer"

[base]
kind = "files"
folder = "schools"

[effort]
seconds = 1

[[scenarios]]
name = "fewer"
title_zh = "少一名教师"
title_en = "one teacher fewer"
changes = [{ kind = "fewer_adults", who = { kinds = ["own_teacher"] }, adults = 1 }]

[[scenarios]]
name = "more"
title_zh = "多一名体育教师"
title_en = "one more PE teacher"
changes = [
  { kind = "add_adults", adult_kind = "own_teacher", skill = "pe", adults = 1 },
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    schools = tmp_path / "schools"
    schools.mkdir()
    for seed in range(2):
        path = schools / f"s{seed}.json"
        path.write_text(write_json(generate("XS", seed).instance), encoding="utf-8")
    (schools / "city.json").write_text('{"format": "kehou-city/1"}', encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_study_is_run_compared_and_not_run_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "out"
    words = ["study", str(folder / "study.toml"), "-o", str(out), "--json"]
    assert run([*words, "--workers", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["cells"], told["pieces"]) == ("COMPLETED", 6, 6)

    summary = {
        (one["scenario"], one["metric"]): one for one in rows(out / "summary.csv")
    }
    assert float(summary["base", "solved"]["mean"]) == 100
    for tier in (1, 2, 3):
        # It goes on from the base's week, so a teacher more is never worse.
        assert float(summary["more", f"satisfied_{tier}"]["against_base"] or 0) >= 0
    schools = rows(out / "schools.csv")
    assert len(schools) == 6
    assert {one["place"] for one in schools} == {"s0.json", "s1.json"}
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "多一名体育教师" in page
    assert "<script" not in page

    # Everything is known: no worker is needed to say it again.
    before = time.monotonic()
    assert run([*words, "--workers", "0"]) == 0
    assert time.monotonic() - before < 20
    again = json.loads(capsys.readouterr().out)
    assert again["study"] == told["study"]


def test_a_folder_without_schools_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (folder / "schools").glob("s*.json"):
        path.unlink()
    assert run(["study", str(folder / "study.toml"), "-o", str(folder / "o")]) == 2
    assert "kehou generate" in capsys.readouterr().err


def test_a_wrong_school_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "schools" / "s1.json").write_text('{"format": 1}', encoding="utf-8")
    assert run(["study", str(folder / "study.toml"), "-o", str(folder / "o")]) == 2
    assert "s1.json" in capsys.readouterr().err


def test_a_study_goes_on_after_everything_was_killed(folder: Path) -> None:
    out = folder / "out"
    words = [sys.executable, "-m", "kehou_api.cli", "study", str(folder / "study.toml")]
    words += ["-o", str(out), "--json", "--workers", "1"]
    first = subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True)
    time.sleep(12)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    second = subprocess.run(words, stdout=subprocess.PIPE, check=True, timeout=120)
    told = json.loads(second.stdout)
    assert (told["outcome"], told["ended"]) == ("COMPLETED", 6)
    assert len(rows(out / "schools.csv")) == 6


CITY = STUDY.replace(
    'kind = "files"\nfolder = "schools"',
    'kind = "city"\nseed = 0\nfraction = 0.01\n'
    "county_town_fee_fen = 10000\nvendor_rate_cap_fen = 15000",
)


def test_a_study_may_be_about_one_county(tmp_path: Path) -> None:
    text = CITY.replace("fraction = 0.01", 'fraction = 1.0\ndistricts = ["rongan"]')
    study, _ = read_study(text.encode())
    city = plan_city(0)
    county = [one.id for one in city.communities if one.district == "rongan"]
    place, instance = next(base_of(study, tmp_path))
    assert place == county[0]
    assert {one.district for one in instance.schools} == {"rongan"}
    wrong, _ = read_study(text.replace("rongan", "atlantis").encode())
    with pytest.raises(InvalidFile) as refused:
        next(base_of(wrong, tmp_path))
    (problem,) = refused.value.problems
    assert problem.where == "/base/districts"
    assert "rongan" in problem.expected_en


def test_a_study_may_be_about_a_fraction_of_the_city(tmp_path: Path) -> None:
    study, _ = read_study(CITY.encode())
    place, instance = next(base_of(study, tmp_path))
    city = plan_city(0)
    inputs = CityInputs(county_town_fee_fen=10_000, vendor_rate_cap_fen=15_000)
    assert instance == make_community(city, place, inputs).instance


def test_a_city_without_what_nobody_may_invent_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CITY.replace("county_town_fee_fen = 10000\n", "")
    (folder / "study.toml").write_text(text, encoding="utf-8")
    assert run(["study", str(folder / "study.toml"), "-o", str(folder / "o")]) == 2
    assert "/base/county_town_fee_fen" in capsys.readouterr().err


def test_stored_instances_are_for_the_service(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = STUDY.replace('folder = "schools"', 'instances = ["in_0"]')
    text = text.replace('kind = "files"', 'kind = "stored"')
    (folder / "study.toml").write_text(text, encoding="utf-8")
    assert run(["study", str(folder / "study.toml"), "-o", str(folder / "o")]) == 2
    assert "/base/kind" in capsys.readouterr().err
