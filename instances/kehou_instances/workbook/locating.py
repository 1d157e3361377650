"""From a path in the data back to the cell it came from, also inside of messages."""

import re
from dataclasses import replace

from kehou_instances.workbook.assembling import Assembly, Path
from kehou_instances.workbook.layout import Column, Sheet
from kehou_instances.workbook.places import row_name
from kehou_instances.workbook.rows import Page
from kehou_instances.workbook.sheets import SHEETS
from kehou_solver.errors import Problem

_POINTER = re.compile(r"(?<![\w/])(?:/[a-z_]+(?:/[a-z0-9_]+)*)")
_WORD = re.compile(r"(?<![\w\"'“/.-])[a-z]+(?:_[a-z]+)*(?![\w\"'”/.-])")
_SPOKEN = {"true": "“是”", "false": "“否”", "null": "空白"}


class Locator:
    """Knows which cell every part of the data came from."""

    def __init__(self, whole: Assembly, pages: dict[str, Page]) -> None:
        self.whole = whole
        self.pages = pages

    def relocated(self, problem: Problem) -> Problem | None:
        """Put a problem of the data into words of the workbook.

        Returns:
            None if the cell has been reported already.
        """
        if not problem.where.startswith("/"):
            return problem
        sheet, row, column = self._find(_path(problem.where))
        if self._reported(sheet, row, column):
            return None
        return replace(
            problem,
            where=self._named(sheet, row, column),
            expected_zh=self._spoken(problem.expected_zh, sheet),
            expected_en=self._replaced_pointers(problem.expected_en),
        )

    def _find(self, path: Path) -> tuple[Sheet, int, Column | Sheet | None]:
        """Return sheet, row (0 = none) and column, or the sheet that lacks a row."""
        for length in range(len(path), -1, -1):
            origin = self.whole.origins.get(path[:length])
            if origin is not None and (length or not self._listed(path)):
                sheet, row = origin
                return sheet, row, _column_of(sheet, path[length:])
        listed = self._listed(path)
        return (listed, 0, None) if listed else (SHEETS[0], 0, None)

    def _listed(self, path: Path) -> Sheet | None:
        """Return the sheet that lists what stands at a path."""
        for sheet in SHEETS:
            if not sheet.owner and sheet.at and path[: len(sheet.at)] == sheet.at:
                return sheet
        return None

    def _reported(self, sheet: Sheet, row: int, column: Column | Sheet | None) -> bool:
        page = self.pages[sheet.key]
        if not page.readable:
            return True
        if isinstance(column, Column):
            return not {(row, column.field), (0, column.field)}.isdisjoint(page.wrong)
        if isinstance(column, Sheet):
            return (row, ".".join(column.at)) in page.wrong or not self.pages[
                column.key
            ].readable
        return any(row == wrong for wrong, _ in page.wrong if row)

    def _named(self, sheet: Sheet, row: int, column: Column | Sheet | None) -> str:
        if isinstance(column, Column):
            return self.pages[sheet.key].name(row, column)
        if isinstance(column, Sheet):
            return f"{row_name(sheet, row)} → {column.title.zh}"
        return row_name(sheet, row) if row else sheet.title.zh

    def _replaced_pointers(self, text: str) -> str:
        return _POINTER.sub(
            lambda found: self._named(*self._find(_path(found[0]))), text
        )

    def _spoken(self, text: str, sheet: Sheet) -> str:
        """Put names of sheets and columns for the names the data uses."""
        names = {s.at[-1]: f"《{s.title.zh}》" for s in SHEETS if s.at} | {
            column.field: f"“{column.title.zh}”" for column in sheet.columns
        }
        text = self._replaced_pointers(text)
        text = _WORD.sub(
            lambda found: names.get(found[0], _SPOKEN.get(found[0], found[0])), text
        )
        return re.sub(r" ?([《“][^》”]*[》”]) ?", r"\1", text.replace("`", ""))


def _path(pointer: str) -> Path:
    return tuple(
        int(part) if part.isdecimal() else part for part in pointer.split("/")[1:]
    )


def _column_of(sheet: Sheet, rest: Path) -> Column | Sheet | None:
    """Return the column at a path inside a row, or the sheet of rows it owns."""
    names = [str(part) for part in rest]
    for length in range(len(names), 0, -1):
        column = sheet.by_field.get(".".join(names[:length]))
        if column is not None:
            return column
    for other in sorted(SHEETS, key=lambda s: -len(s.at)):
        inside = _inside(other, sheet)
        if inside and tuple(names[: len(inside)]) == inside:
            return other
    return None


def _inside(other: Sheet, sheet: Sheet) -> tuple[str, ...]:
    """Return the path of another sheet's rows inside a row of this one, or ()."""
    if other.owner == sheet.key:
        return other.at
    # Care bands are owned by the school, but lie inside of its limits.
    if other.owner and other.owner == sheet.owner:
        nested = other.at[: len(sheet.at)] == sheet.at and other != sheet
        return other.at[len(sheet.at) :] if nested else ()
    return ()
