"""From cells to rows: every row of a sheet as values of the model, problems noted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kehou_instances.workbook.cells import Faulty, Misread, Raw, blank
from kehou_instances.workbook.grid import Grid
from kehou_instances.workbook.layout import REMARKS, Column, Sheet, heading_key
from kehou_instances.workbook.places import EMPTY, cell_name, row_name, shown
from kehou_solver.domain.validity.show import nearest
from kehou_solver.errors import Problem

UNREADABLE: dict[str, Any] = {}
"""Stands for a cell that could not be read: an object is wrong for every field, so
the reader of the model knows that something is there, and nobody takes it for data."""


@dataclass
class Row:
    """One row.

    Attributes:
        number: as Excel counts.
        values: JSON values by field; empty cells are left out.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Page:
    """What was read of one sheet.

    Attributes:
        columns: field -> number of its column, from 0.
        wrong: (row, field) already reported; row 0 = the whole column.
        readable: False if the sheet is missing or has no headings.
    """

    sheet: Sheet
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    wrong: set[tuple[int, str]] = field(default_factory=set)
    readable: bool = True

    def name(self, row: int, column: Column) -> str:
        """Name a cell of this page."""
        number = self.columns.get(column.field)
        if number is None:
            return f"{row_name(self.sheet, row)} {column.title.zh.partition('（')[0]}"
        return cell_name(self.sheet, row, number, column)

    def report(
        self, row: int, column: Column, seen: str, zh: str, en: str, clause: str = ""
    ) -> None:
        """Note a problem with a cell, once."""
        if (row, column.field) not in self.wrong:
            self.wrong.add((row, column.field))
            self.problems.append(Problem(self.name(row, column), seen, zh, en, clause))


def read_page(sheet: Sheet, grid: Grid) -> Page:
    """Read every row of a sheet."""
    page = Page(sheet)
    if grid.heading is None:
        page.readable = False
        page.problems.append(_no_headings(sheet, grid))
        return page
    _read_headings(page, grid, grid.heading)
    _report_merged_across(page, grid)
    for number in range(grid.heading + 1, len(grid.cells)):
        cells = grid.cells[number]
        if all(blank(cells[column]) for column in page.columns.values()):
            continue
        page.rows.append(_read_row(page, number + 1, cells))
    return page


def _no_headings(sheet: Sheet, grid: Grid) -> Problem:
    first = [cell for row in grid.cells[:1] for cell in row if not blank(cell)]
    headings = "、".join(c.title.zh for c in sheet.columns)
    return Problem(
        f"{sheet.title.zh}!1",
        shown(first[0] if first else ""),
        f"前十行里没有列名；请按模板写上：{headings}",
        "no headings in the first ten rows; write them as in the template: "
        + ", ".join(c.title.en for c in sheet.columns),
    )


def _read_headings(page: Page, grid: Grid, heading: int) -> None:
    sheet = page.sheet
    unknown: list[tuple[int, str]] = []
    for number, cell in enumerate(grid.cells[heading]):
        where = cell_name(sheet, heading + 1, number, None)
        if blank(cell):
            _report_nameless(page, grid, heading, number)
            continue
        name = heading_key(shown(cell)) if not isinstance(cell, Faulty) else ""
        column = sheet.by_heading.get(name)
        if column is None:
            if name not in REMARKS:
                unknown.append((number, shown(cell)))
        elif column.field in page.columns:
            page.problems.append(
                Problem(
                    where,
                    shown(cell),
                    "这一列出现了两次；请只保留一列",
                    "this column stands here twice; keep one",
                )
            )
        else:
            page.columns[column.field] = number
    _report_unknown(page, heading, unknown)
    _report_missing(page, heading)


def _report_nameless(page: Page, grid: Grid, heading: int, number: int) -> None:
    """A column without a heading is only harmless while nothing stands below."""
    for row in range(heading + 1, len(grid.cells)):
        if not blank(grid.cells[row][number]):
            page.problems.append(
                Problem(
                    cell_name(page.sheet, row + 1, number, None),
                    shown("", private=True),
                    "这一列有内容却没有列名；请补上列名，或改名为“备注”",
                    "this column has content but no heading; give it one, or call it "
                    "remarks",
                )
            )
            return


def _report_unknown(page: Page, heading: int, unknown: list[tuple[int, str]]) -> None:
    missing = {
        heading_key(name): column
        for column in page.sheet.columns
        if column.field not in page.columns
        for name in (column.title.zh, column.title.en)
    }
    for number, name in unknown:
        meant = nearest(heading_key(name), list(missing))
        zh = "没有这一列；请按模板改正列名，自己的记录请用“备注”列"
        en = "no such column; mend the heading, and keep your own notes in 备注"
        if meant is not None:
            zh = f"{zh}。是不是“{missing[meant].title.zh}”？"
            en = f"{en}. Did you mean {missing[meant].title.en!r}?"
        where = cell_name(page.sheet, heading + 1, number, None)
        page.problems.append(Problem(where, name, zh, en))


def _report_missing(page: Page, heading: int) -> None:
    for column in page.sheet.columns:
        if column.field in page.columns or not page.sheet.needed(column):
            continue
        page.wrong.add((0, column.field))
        page.problems.append(
            Problem(
                f"{row_name(page.sheet, heading + 1)} {column.title.zh}",
                EMPTY,
                f"缺少“{column.title.zh}”一列；请按模板补上",
                f"the column {column.title.en!r} is missing; add it as in the template",
                column.clause,
            )
        )


def _report_merged_across(page: Page, grid: Grid) -> None:
    known = set(page.columns.values())
    for row, number in grid.across:
        if number in known:
            page.problems.append(
                Problem(
                    cell_name(page.sheet, row + 1, number, None),
                    "合并单元格 (merged cells)",
                    "横向合并的单元格不知道属于哪一列；请取消合并后分别填写",
                    "cells merged across columns belong to no single column; unmerge "
                    "and fill each",
                )
            )


def _read_row(page: Page, number: int, cells: list[Raw]) -> Row:
    row = Row(number)
    for column in page.sheet.columns:
        place = page.columns.get(column.field)
        if place is None:
            continue
        raw = cells[place]
        if blank(raw):
            if page.sheet.needed(column):
                expected = column.cell.expected
                page.report(
                    number,
                    column,
                    EMPTY,
                    f"不能空白；请填{expected.zh}",
                    f"must not be empty; fill in {expected.en}",
                    column.clause,
                )
            continue
        row.values[column.field] = _read_cell(page, number, column, raw)
    return row


def _read_cell(page: Page, number: int, column: Column, raw: Raw) -> Any:
    if isinstance(raw, Faulty):
        page.report(
            number,
            column,
            raw.shown,
            "公式出错或没有算出结果；请在 Excel 中重算保存，或直接填值",
            "an error or a formula without a result; recompute and save it in Excel, "
            "or type the value",
        )
        return UNREADABLE
    try:
        return column.cell.read(raw)
    except Misread as error:
        page.report(
            number,
            column,
            shown(raw, private=column.private),
            error.expected.zh,
            error.expected.en,
            column.clause,
        )
        return UNREADABLE


def flat(pages: dict[str, Page]) -> Iterator[Problem]:
    """Yield the problems of all pages, in the order of the sheets."""
    for page in pages.values():
        yield from page.problems
