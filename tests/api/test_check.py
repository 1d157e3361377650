"""`kehou check` and `kehou report`: judging timetables from anywhere."""

from pathlib import Path

from kehou_solver.domain import Timetable
from tests.api.conftest import Kehou, put
from tests.solver.worlds import changed, lawful


def test_a_lawful_week_passes(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou("check", instance_file, timetable_file, "--json")
    assert (said.code, said.json) == (0, {"outcome": "lawful", "findings": []})


def test_an_empty_week_breaks_rules_with_code_5(
    kehou: Kehou, instance_file: Path, tmp_path: Path
) -> None:
    nobody = put(tmp_path, "empty.json", Timetable())
    said = kehou("check", instance_file, nobody, "--json")
    assert said.code == 5
    assert "everyone_in_care" in {f["rule"] for f in said.json["findings"]}


def test_the_findings_are_words_in_both_languages(
    kehou: Kehou, instance_file: Path, tmp_path: Path
) -> None:
    nobody = put(tmp_path, "empty.json", Timetable())
    chinese = kehou("check", instance_file, nobody)
    english = kehou("--lang", "en", "check", instance_file, nobody)
    assert "违反规则" in chinese.out
    assert "rules are broken" in english.out


def test_unknown_ids_are_findings_not_crashes(
    kehou: Kehou, instance_file: Path, tmp_path: Path
) -> None:
    week = lawful()
    strange = tuple(changed(staff, adult="nobody") for staff in week.staff)
    path = put(tmp_path, "strange.json", changed(week, staff=strange))
    assert kehou("check", instance_file, path).code == 5
    assert kehou("report", instance_file, path).code == 0


def test_the_report_has_a_verdict_for_every_clause(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    said = kehou("report", instance_file, timetable_file, "--json")
    assert said.code == 0
    verdicts = {c["id"]: c["verdict"] for c in said.json["clauses"]}
    assert len(verdicts) > 50
    assert verdicts["LZ-204"] == "kept"
    assert "broken" not in verdicts.values()


def test_the_report_reads_in_both_languages(
    kehou: Kehou, instance_file: Path, timetable_file: Path
) -> None:
    assert "已遵守" in kehou("report", instance_file, timetable_file).out
    assert "kept" in kehou("report", instance_file, timetable_file, "--lang", "en").out


def test_an_instance_sent_as_a_timetable_is_refused(
    kehou: Kehou, instance_file: Path
) -> None:
    said = kehou("check", instance_file, instance_file)
    assert said.code == 2
    assert "kehou-timetable/1" in said.err
