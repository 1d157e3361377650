"""How a printed sheet of the workbook looks: title, header, cells, page set-up."""

from collections.abc import Iterable, Sequence
from typing import Any

_A4 = 9
_WIDEST = 28
_NARROWEST = 6


class Sheet:
    """One sheet that is written top down and fits an A4 page in width.

    Everything is written as text or as a number, never as a formula: a name that
    begins with "=" stays a name.
    """

    def __init__(self, book: Any, name: str, title: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format(
            {
                "bold": True,
                "border": 1,
                "bg_color": "#DCE6F1",
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
            }
        )
        self._cell = book.add_format(
            {"border": 1, "valign": "vcenter", "text_wrap": True}
        )
        self._row = 0
        self._widths: dict[int, int] = {}
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        self._sheet.set_footer("&L&A&R&P / &N")
        self._sheet.write_string(0, 0, title, self._title)
        self._row = 2

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str | int | float]]
    ) -> None:
        """Write one table; its header repeats on every printed page."""
        top = self._row
        for column, words in enumerate(head):
            self._sheet.write_string(top, column, words, self._head)
            self._widen(column, words)
        self._row += 1
        for row in rows:
            for column, value in enumerate(row):
                self._write(column, value)
            self._row += 1
        self._sheet.repeat_rows(top)
        self._sheet.freeze_panes(top + 1, 1)
        for column, width in self._widths.items():
            self._sheet.set_column(column, column, width)

    def _write(self, column: int, value: str | float) -> None:
        if isinstance(value, str):
            self._sheet.write_string(self._row, column, value, self._cell)
            self._widen(column, value)
        else:
            self._sheet.write_number(self._row, column, value, self._cell)

    def _widen(self, column: int, words: str) -> None:
        longest = max(map(printed_width, words.split("\n")), default=0)
        wished = min(max(longest + 2, _NARROWEST), _WIDEST)
        self._widths[column] = max(self._widths.get(column, 0), wished)


def printed_width(words: str) -> int:
    """Return how wide words print: a Chinese character is as wide as two Latin ones."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in words)
