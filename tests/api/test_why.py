"""`kehou why`: one question at a time, answered in words and as JSON."""

from pathlib import Path

import pytest

from kehou_solver.domain import StaffPin
from tests.api.conftest import Kehou, put
from tests.solver.worlds import world

QUICK = ("--workers", "1")


def test_a_wish_is_answered_with_what_it_would_take(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou("why", instance_file, timetable_file, "--wish", "p4=chess", *QUICK)
    assert said.code == 0
    assert "社团 chess 每班多收 2 人" in said.out
    assert "重新求解确认" in said.out


def test_a_program_gets_the_changes_as_data(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou(
        "why", instance_file, timetable_file, "--wish", "p4=chess", "--json", *QUICK
    )
    assert said.json["complete"] is True
    assert said.json["scope"] == "everywhere"
    first = said.json["needs"][0]
    assert first["remedies"] == [{"by": 2, "kind": "club_seats", "club": "chess"}]
    assert first["timetable"]["groups"]


def test_the_family_gets_its_own_line_and_nothing_else(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    words = ("why", instance_file, timetable_file, "--wish", "p4=chess", "--family")
    said = kehou(*words, *QUICK)
    assert "第 2 志愿" in said.out
    assert "p5" not in said.out
    as_json = kehou(*words, "--json", *QUICK).json
    assert set(as_json) == {"zh", "en"}


@pytest.mark.parametrize(
    "question",
    [
        ("--not-adult", "T1=mon-1"),
        ("--not-merged", "1-1=mon-1"),
        ("--not-room", "lab=tue-2"),
    ],
)
def test_a_cell_can_be_asked_away(
    kehou: Kehou,
    instance_file: Path,
    timetable_file: Path,
    question: tuple[str, str],
) -> None:
    said = kehou("why", instance_file, timetable_file, *question, "--json", *QUICK)
    assert said.code == 0
    assert said.json["already"] or said.json["possible"]


def test_a_pin_is_asked_about_by_its_number(
    kehou: Kehou, tmp_path: Path, timetable_file: Path
) -> None:
    pins = (
        StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1"),
        StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="3-1"),
    )
    pinned = put(tmp_path, "pinned.json", world(pins=pins))
    said = kehou("why", pinned, timetable_file, "--pin", "2", "--lang", "en", *QUICK)
    assert said.code == 3
    assert "No change of data was found" in said.out
    beyond = kehou("why", pinned, timetable_file, "--pin", "3", *QUICK)
    assert beyond.code == 2


@pytest.mark.parametrize(
    "question",
    [
        (),
        ("--wish", "p4=chess", "--not-room", "lab=tue-2"),
        ("--wish", "p4"),
        ("--wish", "p9=chess"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    kehou: Kehou,
    instance_file: Path,
    timetable_file: Path,
    question: tuple[str, ...],
) -> None:
    assert kehou("why", instance_file, timetable_file, *question).code == 2
