"""Writes the template, and instances in the same layout, so that both can be edited.

Everything somebody typed goes in as text: a name that begins with = stays a name.
"""

import io
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kehou_instances.workbook.dismantling import Values, data_of, rows_of
from kehou_instances.workbook.instructions import write_instructions
from kehou_instances.workbook.layout import Column, Sheet
from kehou_instances.workbook.places import cell_name
from kehou_instances.workbook.sheets import SHEETS
from kehou_instances.workbook.validation import while_typing
from kehou_solver.domain import Instance
from kehou_solver.errors import InvalidInstance, Problem

LONGEST_TEXT = 32_767
MOST_ROWS = 1_000_000
"""What a cell and a sheet can hold in the .xlsx format."""

EMPTY_ROWS = 2_000
"""Rows below the last one that still have drop-downs."""

_LOOKS = {
    "text": {"num_format": "@"},
    "whole": {"num_format": "0"},
    "yuan": {"num_format": "0.00"},
    "clock": {"num_format": "[hh]:mm"},
    "day": {"num_format": "yyyy-mm-dd"},
}
_TEMPLATE_DATE = date(2026, 1, 1)


def write_template(path: Path | str) -> None:
    """Write an empty workbook to fill in, with drop-downs and comments."""
    empty: dict[str, list[Values]] = {sheet.key: [] for sheet in SHEETS}
    Path(path).write_bytes(_written(empty, _TEMPLATE_DATE))


def write_workbook(instance: Instance, path: Path | str) -> None:
    """Write an instance as a workbook; `read_workbook` gives the same one back.

    Raises:
        InvalidInstance: if a text or a list is too long for a cell.
    """
    Path(path).write_bytes(workbook_of(instance))


def workbook_of(instance: Instance) -> bytes:
    """Return an instance as a workbook; see `write_workbook`.

    Raises:
        InvalidInstance: if a text or a list is too long for a cell.
    """
    data = data_of(instance)
    rows = {sheet.key: rows_of(sheet, data) for sheet in SHEETS}
    return _written(rows, instance.week_of)


def _written(rows: dict[str, list[Values]], day: date) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # A fixed date: the same instance always gives the same file.
    book.set_properties({"created": datetime.combine(day, time())})
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    headings = {
        needed: book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "border": 1,
                "bg_color": "#FCE4D6" if needed else "#E2EFDA",
            }
        )
        for needed in (True, False)
    }
    write_instructions(book)
    problems: list[Problem] = []
    for sheet in SHEETS:
        page = book.add_worksheet(sheet.title.zh)
        last = len(rows[sheet.key]) + EMPTY_ROWS
        _write_headings(page, sheet, headings, looks, last)
        problems += _write_rows(page, sheet, looks, rows[sheet.key])
    book.close()
    if problems:
        raise InvalidInstance(problems)
    return buffer.getvalue()


def _write_headings(
    page: Worksheet,
    sheet: Sheet,
    headings: dict[bool, Format],
    looks: dict[str, Format],
    last: int,
) -> None:
    page.set_row(0, 32)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, looks[column.cell.look])
        needed = sheet.needed(column)
        page.write_string(0, number, column.title.zh, headings[needed])
        page.write_comment(0, number, _comment(column, needed), {"x_scale": 2})
        rule = while_typing(column)
        if rule is not None:
            page.data_validation(1, number, last, number, rule)


def _comment(column: Column, needed: bool) -> str:
    must = "必填 / required" if needed else "可空白 / may be empty"
    cited = f" [{column.clause}]" if column.clause else ""
    return f"{column.note.zh}\n{column.title.en}: {column.note.en}\n{must}{cited}"


def _write_rows(
    page: Worksheet, sheet: Sheet, looks: dict[str, Format], rows: list[Values]
) -> list[Problem]:
    if len(rows) > MOST_ROWS:
        return [_too_much(sheet.title.zh, len(rows))]
    problems = []
    for number, values in enumerate(rows, 1):
        for place, column in enumerate(sheet.columns):
            value = values.get(column.field)
            if value is None:
                continue
            written: Any = column.cell.write(value)
            look = looks[column.cell.look]
            if isinstance(written, str) and len(written) > LONGEST_TEXT:
                where = cell_name(sheet, number + 1, place, column)
                problems.append(_too_much(where, len(written)))
            elif isinstance(written, str):
                page.write_string(number, place, written, look)
            elif isinstance(written, date):
                page.write_datetime(number, place, written, look)
            else:
                page.write_number(number, place, written, look)
    return problems


def _too_much(where: str, length: int) -> Problem:
    return Problem(
        where,
        str(length),
        f"工作簿放不下（一格最多 {LONGEST_TEXT} 字，一表最多 {MOST_ROWS} 行）；"
        "请改用 JSON",
        f"too much for a workbook (a cell holds {LONGEST_TEXT} characters, a sheet "
        f"{MOST_ROWS} rows); use JSON instead",
    )
