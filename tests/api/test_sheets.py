"""The workbook for the school: every view of the same week, as text."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.report.sheets import write_sheets
from kehou_solver.report.sheets_layout import printed_width
from tests.api.answers import GOALS
from tests.solver.worlds import ADULTS, CLUBS, changed, lawful, replaced, world

Sheets = dict[str, list[tuple[Any, ...]]]


def sheets(
    folder: Path, instance: Instance, goals: tuple[GoalResult, ...] = GOALS
) -> Sheets:
    path = folder / "week.xlsx"
    remarks = (Text("备注", "a remark"),)
    write_sheets(path, instance, lawful(), goals, remarks)
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def words_in(rows: list[tuple[Any, ...]]) -> str:
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def test_there_is_a_sheet_for_every_reader(tmp_path: Path) -> None:
    assert list(sheets(tmp_path, world())) == [
        "按班级",
        "社团",
        "按教师",
        "按场地",
        "周一",
        "周二",
        "目标",
        "假设与说明",
    ]


def test_every_meeting_stands_on_its_day(tmp_path: Path) -> None:
    book = sheets(tmp_path, world())
    meetings = sum(len(group.slots) for group in lawful().groups)
    rows = [row for day in ("周一", "周二") for row in book[day][3:]]
    assert len(rows) == meetings
    assert all(isinstance(row[-1], int | float) for row in rows)


def test_adults_have_their_lessons_and_posts(tmp_path: Path) -> None:
    rows = {row[0]: row for row in sheets(tmp_path, world())["按教师"][3:]}
    lessons = sum(row[2] for row in rows.values())
    staffed = {group.id: len(group.slots) for group in lawful().groups}
    assert lessons == sum(staffed[staff.group] for staff in lawful().staff)
    assert any("护导" in str(row[3]) for row in rows.values())


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+2", "-3", "http://x"])
def test_a_name_is_never_a_formula_or_a_link(tmp_path: Path, name: str) -> None:
    instance = world(
        clubs=replaced(CLUBS, changed(CLUBS[0], name=name)),
        adults=replaced(ADULTS, changed(ADULTS[0], name=name)),
    )
    sheets(tmp_path, instance)
    book = openpyxl.load_workbook(tmp_path / "week.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == name for cell in cells)
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


def test_goals_stand_with_bounds_and_proofs(tmp_path: Path) -> None:
    rows = sheets(tmp_path, world())["目标"][3:]
    assert [row[2] for row in rows] == [6, 3, 1, 4]
    assert [row[5] for row in rows] == [
        "已证明最优",
        "差距不超过 1 (33.3%)",
        "在现有社团分组下最优",
        "未证明",
    ]


def test_few_children_in_hardship_are_not_counted_on_paper(tmp_path: Path) -> None:
    few = (changed(GOALS[0], value=2, bound=2), *GOALS[1:])
    row = sheets(tmp_path, world(), few)["目标"][3]
    assert "少于 5" in str(row[2])
    assert 2 not in row


def test_assumptions_are_those_of_the_instance_and_of_the_run(tmp_path: Path) -> None:
    book = sheets(tmp_path, world(notes=("教室为假定。",)))
    assert "教室为假定。" in words_in(book["假设与说明"])
    assert "备注" in words_in(book["假设与说明"])


def test_chinese_prints_twice_as_wide_as_latin() -> None:
    assert (printed_width("课后"), printed_width("ab"), printed_width("")) == (4, 2, 0)
