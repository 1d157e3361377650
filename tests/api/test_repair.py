"""`kehou repair` and `kehou resilience`, as they are typed."""

import json
from pathlib import Path

from kehou_solver.checks import audit, broken
from kehou_solver.domain.reading import read_instance, read_timetable
from kehou_solver.policy import Policy
from tests.api.conftest import Kehou, put
from tests.solver.worlds import lawful, world


def test_an_absence_is_repaired_and_written(
    kehou: Kehou, instance_file: Path, timetable_file: Path, tmp_path: Path
) -> None:
    said = kehou(
        "repair", instance_file, timetable_file, "--away", "T1=mon-1", "-o", "out"
    )
    assert said.code == 0
    assert "已证明不能更少" in said.out
    assert "T5" in said.out
    folder = tmp_path / "out"
    after = read_instance((folder / "instance.json").read_bytes())
    week = read_timetable((folder / "timetable.json").read_bytes())
    assert after.published == lawful()
    assert not broken(audit(after, week, Policy.of(after)))
    assert {path.name for path in folder.iterdir()} == {
        "answer.json",
        "instance.json",
        "timetable.json",
        "timetable.xlsx",
        "timetable.html",
    }


def test_programs_get_one_json_value(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou("repair", instance_file, timetable_file, "--away", "T1=周一", "--json")
    assert said.code == 0
    assert (said.json["outcome"], said.json["cells"]) == ("repaired", 4)
    assert said.json["proved"] is True
    first = said.json["alternatives"][0]
    assert first["candidates"][0]["reasons"].keys() == {"zh", "en"}


def test_in_english(kehou: Kehou, instance_file: Path, timetable_file: Path) -> None:
    said = kehou(
        "repair", instance_file, timetable_file, "--away", "T1=mon", "--lang", "en"
    )
    assert "Proved: fewer is not possible." in said.out
    assert "could go to" in said.out


def test_what_cannot_be_repaired_ends_with_three(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou("repair", instance_file, timetable_file, "--away", "S1=mon")
    assert said.code == 3
    assert "gate_duty" in said.out
    assert "无法修复" in said.out


def test_a_past_day_may_not_change(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    words = ("repair", instance_file, timetable_file, "--away", "T1=mon")
    assert kehou(*words, "--since", "tue").code == 3
    assert kehou(*words, "--freeze", "mon=fixed").code == 3
    assert kehou(*words, "--freeze", "mon=keep-time").code == 0


def test_rooms_clubs_and_children(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou(
        "repair",
        instance_file,
        timetable_file,
        *("--room-closed", "lab=tue@17:00-18:00"),
        *("--club-cancelled", "chess"),
        *("--pupil-leaves", "p1"),
        "--json",
    )
    assert said.code == 0
    assert said.json["proved"] is True


def test_events_from_a_file(
    kehou: Kehou, instance_file: Path, timetable_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "events.json"
    path.write_text(
        json.dumps([{"kind": "adult_away", "adult": "T1", "slots": ["mon-1"]}]),
        encoding="utf-8",
    )
    said = kehou("repair", instance_file, timetable_file, "--events", path, "--json")
    assert (said.code, said.json["cells"]) == (0, 2)


def test_mistyped_events_are_refused(
    kehou: Kehou, instance_file: Path, timetable_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('[{"kind": "rain"}]', encoding="utf-8")
    for words in (
        (),
        ("--away", "T1"),
        ("--away", "T1=someday"),
        ("--away", "X=mon"),
        ("--away", "T1=mon", "--weeks", "never"),
        ("--room-closed", "lab=tue"),
        ("--room-closed", "lab=tue@25:00-26:00"),
        ("--club-cancelled", "X"),
        ("--away", "T1=mon", "--freeze", "mon=melted"),
        ("--away", "T1=mon", "--since", "someday"),
        ("--events", bad),
        ("--events", tmp_path / "none.json"),
    ):
        assert kehou("repair", instance_file, timetable_file, *words).code == 2, words


def test_hardship_does_not_leave_with_a_repair(
    kehou: Kehou, timetable_file: Path, tmp_path: Path
) -> None:
    from kehou_solver.domain import Hardship
    from tests.solver.worlds import PUPILS, changed

    poor = changed(PUPILS[0], hardship=(Hardship.LOW_INCOME,))
    school = put(tmp_path, "poor.json", world(pupils=(poor, *PUPILS[1:])))
    kehou("repair", school, timetable_file, "--away", "T1=mon-1", "-o", "out")
    for path in (tmp_path / "out").iterdir():
        assert b"low_income" not in path.read_bytes()


def test_resilience_names_the_worst(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou("resilience", instance_file, timetable_file, "--workers", "1")
    assert said.code == 0
    assert "S1" in said.out
    told = kehou(
        "resilience", instance_file, timetable_file, "--changes", "2", "--json"
    )
    assert told.json["tried"] == told.json["total"] == 9
    assert told.json["covered"] < 9
    english = kehou(
        "resilience", instance_file, timetable_file, "--adult", "T5", "--lang", "en"
    )
    assert "single absences have cover" in english.out
