"""The table of many schools as workbook, CSV and page. No cell can be a formula."""

import csv
import io
from collections.abc import Sequence
from importlib.resources import files

import xlsxwriter
from jinja2 import Environment, StrictUndefined

from kehou_solver.domain.base import Text
from kehou_solver.report.district import NOTES, Cell, SchoolLine, heads, table
from kehou_solver.report.sheets_layout import Sheet

_TEMPLATE = "district.html.j2"

_TITLE = Text("课后服务各校一览", "After-school service, school by school")
_NOTES = Text("说明", "Notes")

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""A cell of a CSV that begins with one of these is computed by spreadsheet programs;
those of wide letters by some."""


def district_workbook(lines: Sequence[SchoolLine], day: str, lang: str) -> bytes:
    """Return the table as a workbook: text and numbers only.

    Args:
        lines: a school each.
        day: as of when, for the title.
        lang: "zh" or "en".
    """
    buffer = io.BytesIO()
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, settings) as book:
        title = f"{_TITLE.of(lang)} {day}"
        Sheet(book, _TITLE.of(lang)[:31], title).table(heads(lang), table(lines, lang))
        notes = Sheet(book, _NOTES.of(lang), title)
        notes.table([_NOTES.of(lang)], [[note.of(lang)] for note in NOTES])
    return buffer.getvalue()


def district_csv(lines: Sequence[SchoolLine], lang: str) -> bytes:
    """Return the table as CSV: UTF-8 with the mark that Excel wants to see."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(heads(lang))
    writer.writerows([_tame(cell) for cell in row] for row in table(lines, lang))
    return buffer.getvalue().encode("utf-8-sig")


def district_page(lines: Sequence[SchoolLine], day: str, lang: str) -> str:
    """Return the table as a page to print."""
    source = (files("kehou_solver.report") / _TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(source).render(
        lang="zh-CN" if lang == "zh" else "en",
        title=f"{_TITLE.of(lang)} {day}",
        heads=heads(lang),
        rows=table(lines, lang),
        notes=[note.of(lang) for note in NOTES],
    )


def _tame(cell: Cell) -> Cell:
    """Put an apostrophe before what a program would compute: a CSV has no types."""
    risky = isinstance(cell, str) and cell.startswith(_FORMULA)
    return f"'{cell}" if risky else cell
