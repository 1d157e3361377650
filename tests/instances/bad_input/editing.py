"""A workbook as plain lists of cells, to be spoilt and written again."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import xlsxwriter

from kehou_instances.workbook import write_workbook
from kehou_solver.domain import Instance

Book = dict[str, list[list[Any]]]
"""Name of a sheet -> its rows of cells, headings first; None = empty cell."""

_FORMATS: dict[type, str] = {
    time: "hh:mm",
    timedelta: "[hh]:mm",
    date: "yyyy-mm-dd",
    datetime: "yyyy-mm-dd",
}


class Formula(str):
    """A formula whose result was never computed."""


def book_of(instance: Instance, folder: Path) -> Book:
    """Write an instance, and read the cells back with another library than ours."""
    path = folder / "whole.xlsx"
    write_workbook(instance, path)
    return cells_of(path)


def cells_of(path: Path) -> Book:
    """Read the cells of a workbook."""
    book = openpyxl.load_workbook(path)
    return {
        page.title: [list(row) for row in page.iter_rows(values_only=True)]
        for page in book.worksheets
        if page.title != "说明"
    }


def copy_of(book: Book) -> Book:
    """Return a copy whose cells can be changed."""
    return {title: [list(row) for row in rows] for title, rows in book.items()}


def column(book: Book, sheet: str, heading: str) -> int:
    """Return the number of a column, from 0."""
    headings = [str(cell).partition("（")[0] for cell in book[sheet][0]]
    return headings.index(heading)


def letter(number: int) -> str:
    """Return the letter of one of the first 26 columns."""
    return chr(ord("A") + number)


def put(book: Book, sheet: str, heading: str, row: int, value: Any) -> str:
    """Change one cell (rows as Excel counts) and return how a message names it."""
    number = column(book, sheet, heading)
    book[sheet][row - 1][number] = value
    return f"{sheet}!{letter(number)}{row}"


def write_book(
    book: Book,
    path: Path,
    merged: dict[str, list[tuple[int, int, int, int]]] | None = None,
) -> Path:
    """Write cells as they are.

    Ranges of merged cells, by sheet: first row, first column, last row, last column,
    from 0.
    """
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True, "nan_inf_to_errors": True})
    looks = {
        kind: made.add_format({"num_format": look}) for kind, look in _FORMATS.items()
    }
    for title, rows in book.items():
        page = made.add_worksheet(title)
        for first_row, first, last_row, last in (merged or {}).get(title, []):
            page.merge_range(first_row, first, last_row, last, "")
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                _write(page, row, place, cell, looks)
    made.close()
    path.write_bytes(buffer.getvalue())
    return path


def _write(page: Any, row: int, place: int, cell: Any, looks: dict[type, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, Formula):
        page.write_formula(row, place, cell, None, "")
    elif isinstance(cell, str):
        page.write_string(row, place, cell)
    elif isinstance(cell, bool):
        page.write_boolean(row, place, cell)
    elif type(cell) in looks:
        page.write_datetime(row, place, cell, looks[type(cell)])
    else:
        page.write_number(row, place, cell)


Edit = Callable[[Book], None]
