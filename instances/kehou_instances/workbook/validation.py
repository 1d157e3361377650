"""Drop-downs and checks while typing, with Chinese messages."""

from typing import Any

from kehou_instances.workbook.cells import Many
from kehou_instances.workbook.layout import Column
from kehou_instances.workbook.sheets import BY_KEY

LONGEST_MESSAGE = 255
"""The .xlsx format allows no more."""

OFFERED_ROWS = 20_000
"""Rows of the other sheet that a drop-down of ids offers."""


def while_typing(column: Column) -> dict[str, Any] | None:
    """Return the check of a column, or None if there is nothing to check."""
    rule = _ids_of(column) if column.refers else column.cell.validation()
    if rule is None:
        return None
    expected = column.cell.expected
    return {
        "input_title": column.title.zh.partition("（")[0][:32],
        "input_message": f"{column.note.zh}\n{column.note.en}"[:LONGEST_MESSAGE],
        "error_title": "请核对",
        "error_message": f"应是{expected.zh}"[:LONGEST_MESSAGE],
        **rule,
    }


def _ids_of(column: Column) -> dict[str, Any]:
    """Offer the ids of the sheet referred to; they may also be filled in later."""
    title = BY_KEY[column.refers].title.zh
    return {
        "validate": "list",
        "source": f"='{title}'!$A$2:$A${OFFERED_ROWS}",
        "error_type": "warning",
        "error_message": f"《{title}》中还没有这个编号；请先在那里补上",
        "show_error": not isinstance(column.cell, Many),
    }
