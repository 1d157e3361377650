"""`kehou solve`: answers, files and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kehou_solver.domain import Hardship
from kehou_solver.domain.answer import Outcome, RanOutOfTime
from kehou_solver.domain.reading import read_instance, read_timetable
from tests.api.answers import IMPOSSIBLE, found
from tests.api.conftest import Kehou, put
from tests.solver.worlds import PUPILS, changed, lawful, world

Answering = Callable[[Outcome], None]
FILES = {
    "answer.json",
    "instance.json",
    "result.zip",
    "timetable.html",
    "timetable.json",
    "timetable.xlsx",
}


def test_the_real_solver_finds_a_week_and_every_file_is_written(
    kehou: Kehou, instance_file: Path
) -> None:
    said = kehou("solve", instance_file, "-o", "here", "--seconds", "20")
    assert said.code == 0
    assert {path.name for path in Path("here").iterdir()} == FILES
    timetable = read_timetable(Path("here/timetable.json").read_bytes())
    assert {group.kind for group in timetable.groups} == {"homework", "club"}
    assert kehou("check", instance_file, "here/timetable.json").code == 0


def test_results_go_to_a_folder_named_after_the_instance(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    answering(found())
    assert kehou("solve", instance_file).code == 0
    folder = Path("out") / world().id
    assert {path.name for path in folder.iterdir()} == FILES
    assert read_timetable((folder / "timetable.json").read_bytes()) == lawful()


def test_a_program_hears_one_json_value_and_nothing_else(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    answering(found())
    said = kehou("solve", instance_file, "--json", "--seed", "7")
    assert said.json["outcome"] == "found"
    assert said.json["goals"][0]["name"] == "wishes_met_1"
    assert said.json["timetable"]["format"] == "kehou-timetable/1"
    assert all(Path(path).exists() for path in said.json["files"])


def test_progress_goes_to_standard_error(kehou: Kehou, instance_file: Path) -> None:
    said = kehou("solve", instance_file, "--json", "--seconds", "20", "--lang", "en")
    assert said.json["outcome"] == "found"
    assert "looking for a first lawful timetable" in said.err


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "已证明最优"), ("en", "proved best")]
)
def test_goals_are_told_in_both_languages(
    kehou: Kehou, answering: Answering, instance_file: Path, lang: str, words: str
) -> None:
    answering(found())
    said = kehou("--lang", lang, "solve", instance_file)
    assert words in said.out
    assert ("lawful" in said.out) is (lang == "en")


def test_a_bound_for_these_club_groups_is_not_sold_as_a_proof(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    answering(found())
    out = kehou("solve", instance_file, "--lang", "en").out
    assert "proved best*" in out
    assert "no proof for the school" in out
    assert "1 of 4 goals are proved best" in out


def test_impossible_is_an_answer_with_reasons_and_code_3(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    answering(IMPOSSIBLE)
    said = kehou("solve", instance_file, "-o", "here", "--lang", "en")
    assert said.code == 3
    for words in ("one adult short", "3 > 2", "the posts", "ask one teacher", "1-1"):
        assert words in said.out
    assert {path.name for path in Path("here").iterdir()} == {
        "answer.json",
        "partial-timetable.json",
    }
    kept = json.loads(Path("here/answer.json").read_text(encoding="utf-8"))
    assert kept["outcome"] == "impossible"


def test_out_of_time_is_an_answer_with_code_4(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    answering(RanOutOfTime(seconds=3.0))
    said = kehou("solve", instance_file, "--lang", "en")
    assert said.code == 4
    assert "--seconds" in said.out


def test_kinds_of_hardship_do_not_leave(
    kehou: Kehou, answering: Answering, tmp_path: Path
) -> None:
    poor = tuple(changed(p, hardship=(Hardship.LOW_INCOME,)) for p in PUPILS)
    path = put(tmp_path, "poor.json", world(pupils=poor))
    answering(found())
    assert kehou("solve", path, "-o", "here").code == 0
    for name in ("instance.json", "timetable.html", "answer.json"):
        assert "low_income" not in Path("here", name).read_text(encoding="utf-8")
    kept = read_instance(Path("here/instance.json").read_bytes())
    assert all(pupil.hardship for pupil in kept.pupils)


def test_other_files_of_the_folder_stay_and_old_results_are_replaced(
    kehou: Kehou, answering: Answering, instance_file: Path
) -> None:
    Path("here").mkdir()
    Path("here/mine.txt").write_text("mine", encoding="utf-8")
    Path("here/answer.json").write_text("older", encoding="utf-8")
    answering(found())
    assert kehou("solve", instance_file, "-o", "here").code == 0
    assert {path.name for path in Path("here").iterdir()} == FILES | {"mine.txt"}
    assert "older" not in Path("here/answer.json").read_text(encoding="utf-8")
