"""Tables as CSV in which no cell can be a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""A cell of a CSV that begins with one of these is computed by spreadsheet programs;
those of wide letters by some."""


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV: UTF-8 with the mark that Excel wants to see."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(head)
    writer.writerows([_tame(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _tame(cell: Cell) -> Cell:
    """Put an apostrophe before what a program would compute: a CSV has no types."""
    risky = isinstance(cell, str) and cell.startswith(_FORMULA)
    return f"'{cell}" if risky else cell
