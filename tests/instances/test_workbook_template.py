"""The template helps while somebody types, and is read as empty."""

from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from kehou_instances.workbook import read_workbook, write_template
from kehou_instances.workbook.cells import Choice, Many
from kehou_instances.workbook.layout import heading_key
from kehou_instances.workbook.sheets import BY_KEY, SHEETS
from kehou_instances.workbook.validation import LONGEST_MESSAGE
from kehou_solver.errors import InvalidInstance
from tests.instances.bad_input.editing import book_of, cells_of, write_book
from tests.instances.bad_input.everything import everything


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "模板.xlsx"
    write_template(path)
    return path


@pytest.fixture(scope="module")
def pages(template: Path) -> Any:
    return openpyxl.load_workbook(template)


def test_it_begins_with_instructions_in_both_languages(pages: Any) -> None:
    assert pages.sheetnames == ["说明", *(sheet.title.zh for sheet in SHEETS)]
    text = "\n".join(
        str(cell) for row in pages["说明"].values for cell in row if cell is not None
    )
    for sheet in SHEETS:
        assert f"{sheet.title.zh} / {sheet.title.en}" in text
        for column in sheet.columns:
            assert column.note.zh in text
            assert column.note.en in text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_heading_has_a_comment_a_filter_and_stays_in_view(
    pages: Any, sheet: Any
) -> None:
    page = pages[sheet.title.zh]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref is not None
    for number, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, number)
        assert cell.value == column.title.zh
        assert column.note.zh in cell.comment.text
        assert column.clause in cell.comment.text
        assert ("必填 /" in cell.comment.text) is sheet.needed(column)


def rules_of(page: Any) -> dict[int, Any]:
    """Return the check of each column, by its number from 0."""
    return {
        min(area.min_col for area in rule.sqref.ranges) - 1: rule
        for rule in page.data_validations.dataValidation
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_words_and_ids_are_offered_and_numbers_are_checked(
    pages: Any, sheet: Any
) -> None:
    rules = rules_of(pages[sheet.title.zh])
    for number, column in enumerate(sheet.columns):
        cell = column.cell.part if isinstance(column.cell, Many) else column.cell
        rule: Any = rules.get(number)
        if column.refers:
            assert rule.type == "list"
            assert BY_KEY[column.refers].title.zh in rule.formula1
        elif isinstance(cell, Choice):
            assert rule.type == "list"
            offered = rule.formula1.strip('"').split(",")
            assert offered == [word.zh for word in cell.words.values()]
            assert [cell.read(word) for word in offered] == [
                cell.value(key) for key in cell.words
            ]
            # Several words may be typed where the drop-down offers single ones.
            assert rule.showErrorMessage is not isinstance(column.cell, Many)
        elif column.cell.look in ("yuan", "clock", "day"):
            assert rule.type in ("decimal", "date")
        if rule is not None:
            assert 0 < len(rule.prompt) <= LONGEST_MESSAGE
            assert 0 < len(rule.error) <= LONGEST_MESSAGE
            assert any("一" <= letter <= "鿿" for letter in rule.error)


def test_no_two_headings_of_a_sheet_are_read_alike() -> None:
    for sheet in SHEETS:
        names = [
            (heading_key(name), column.field)
            for column in sheet.columns
            for name in (column.title.zh, column.title.en, column.field)
        ]
        by_name = dict(names)
        assert all(by_name[name] == field for name, field in names), sheet.key


def test_the_empty_template_is_told_what_it_lacks_and_no_more(template: Path) -> None:
    with pytest.raises(InvalidInstance) as raised:
        read_workbook(template)
    assert [problem.where for problem in raised.value.problems] == [
        "概况",
        "县区",
        "学校",
        "时段",
    ]


def test_a_filled_template_is_read(template: Path, tmp_path: Path) -> None:
    """What somebody types below the headings of the template is an instance."""
    empty = cells_of(template)
    filled = book_of(everything(), tmp_path)
    assert {title: rows[0] for title, rows in empty.items()} == {
        title: rows[0] for title, rows in filled.items()
    }
    typed = {title: [empty[title][0], *rows[1:]] for title, rows in filled.items()}
    assert read_workbook(write_book(typed, tmp_path / "typed.xlsx")) == everything()
