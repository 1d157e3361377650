"""Workbooks with one wrong cell: every column of every sheet, in several ways."""

import random
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from kehou_instances.workbook.cells import (
    Cell,
    Choice,
    Clock,
    Day,
    Free,
    Identifier,
    Many,
    Whole,
    Yuan,
)
from kehou_instances.workbook.layout import OWNER, VALUE, Column
from kehou_instances.workbook.sheets import SHEETS
from tests.instances.bad_input.editing import Book, Formula, copy_of, put, write_book
from tests.instances.bad_input.spoilt import Spoilt

NO_SUCH_ID = "没有这个"


def wrong_values(cell: Cell) -> tuple[Any, ...]:
    """Return values that such a cell can never hold."""
    match cell:
        case Whole(low=None):
            return ("很多", 3.5, True, date(2026, 3, 1), "1,000")
        case Whole():
            return (-1, 10**9, 3.5, "很多", True, "=1+1", time(3))
        case Yuan():
            return (-0.01, 1.005, "免费", True, "1e3", date(2026, 3, 1))
        case Clock():
            return ("25:00", "下午", 16.5, 9, "16:3", date(2026, 3, 1), "十六点")
        case Day():
            return ("3月9日", "2026-02-30", 46090, "明天", True, time(3), "09/03/26")
        case Choice(open=True):
            return (date(2026, 3, 1), '"', '"未完')
        case Choice():
            return ("不存在的词", "？", 77, date(2026, 3, 1), "own_teachers!")
        case Many(part=Free()):
            return ('"未完', True, date(2026, 3, 1), "、、")
        case Many():
            return ("a|b", '"未完', True, date(2026, 3, 1), "、、")
        case Identifier():
            return ("a b,c d", "x/y", True, date(2026, 3, 1), "长" * 65, 10**17)
        case Free(longest=None):
            return (True, date(2026, 3, 1), '"未完', 10**17)
        case Free():
            return ("长" * 201, True, date(2026, 3, 1), '"未完')
    raise AssertionError(f"no wrong values for {type(cell).__name__}")


def one_wrong_cell(whole: Book, seed: int, folder: Path) -> Iterator[Spoilt]:
    """Yield each column with a wrong value, an unknown id and an unreadable formula."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for sheet in SHEETS:
        for column in sheet.columns:
            title = sheet.title.zh
            heading = column.title.zh.partition("（")[0]
            rows = range(2, len(whole[title]) + 1)
            for what, value in _ways(column, sheet.needed(column), draw):
                book = copy_of(whole)
                row = draw.choice(rows)
                place = put(book, title, heading, row, value)
                yield Spoilt(
                    f"{title}.{heading}: {what}",
                    ".xlsx",
                    write_book(book, folder / "one.xlsx").read_bytes(),
                    place,
                )


def _ways(
    column: Column, needed: bool, draw: random.Random
) -> Iterator[tuple[str, Any]]:
    value = draw.choice(wrong_values(column.cell))
    yield f"wrong value {str(value)[:12]!r}", value
    if column.refers and column.field not in (OWNER, VALUE):
        yield "unknown id", NO_SUCH_ID
    # Without its only cell, a row is no row.
    if needed and column.field != VALUE:
        yield "emptied", None
    if draw.random() < 0.2:
        yield "formula never computed", Formula("=1/0")
