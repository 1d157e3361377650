"""How a place in a workbook is named in a message: 教室!C5 座位数."""

from kehou_instances.workbook.layout import Column, Sheet
from kehou_instances.workbook.scanning import column_letters


def cell_name(sheet: Sheet, row: int, number: int, column: Column | None) -> str:
    """Name a cell; `row` as Excel counts, `number` of the column from 0."""
    heading = f" {column.title.zh.partition('（')[0]}" if column else ""
    return f"{sheet.title.zh}!{column_letters(number)}{row}{heading}"


def row_name(sheet: Sheet, row: int) -> str:
    """Name a whole row, as Excel counts."""
    return f"{sheet.title.zh}!{row}"


EMPTY = "空白 (empty)"
HIDDEN = "***"


def shown(raw: object, *, private: bool = False) -> str:
    """Write the content of a cell in one short line."""
    if private:
        return HIDDEN
    text = str(getattr(raw, "shown", raw))
    text = "".join(c if c.isprintable() else " " for c in text).strip()
    if not text:
        return EMPTY
    return text if len(text) <= 40 else text[:39] + "…"
