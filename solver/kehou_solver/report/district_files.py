"""The table of many schools as workbook, CSV and page. No cell can be a formula."""

import io
from collections.abc import Sequence
from importlib.resources import files

import xlsxwriter
from jinja2 import Environment, StrictUndefined

from kehou_solver.domain.base import Text
from kehou_solver.report.csv_cells import as_csv
from kehou_solver.report.district import NOTES, SchoolLine, heads, table
from kehou_solver.report.sheets_layout import Sheet

_TEMPLATE = "district.html.j2"

_TITLE = Text("课后服务各校一览", "After-school service, school by school")
_NOTES = Text("说明", "Notes")


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
    """Return the table as CSV."""
    return as_csv(heads(lang), table(lines, lang))


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
