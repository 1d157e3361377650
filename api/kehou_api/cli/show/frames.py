"""The look of every table: light, and narrow enough for a terminal."""

from typing import Literal

from rich import box
from rich.table import Table
from rich.text import Text as Line

from kehou_api.cli.voice import plain


def frame(*heads: str, left: int = 1) -> Table:
    """Return an empty table; the first `left` columns hold words, the rest numbers."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    for place, head in enumerate(heads):
        justify: Literal["left", "right"] = "left" if place < left else "right"
        table.add_column(head, justify=justify, overflow="fold")
    return table


def cell(words: str, style: str = "") -> Line:
    """Return words as they are: nothing in a name is read as markup."""
    return Line(plain(words), style=style)
