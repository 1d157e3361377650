"""What all kinds of cells have in common."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, Protocol

from kehou_solver.domain import Text


@dataclass(frozen=True)
class Faulty:
    """A cell whose content nobody can know: an error, or a formula never computed."""

    shown: str


Raw = str | int | float | bool | date | datetime | time | timedelta | Faulty
"""What a cell holds, as the spreadsheet library hands it over. "" is an empty cell."""

Written = str | int | float | date
"""What is put into a cell. Text is always written as text, never as a formula."""

Look = Literal["text", "whole", "yuan", "clock", "day"]
"""Number format of a column."""


class Misread(Exception):
    """A cell that does not hold what belongs there.

    Attributes:
        expected: what should stand there and a way out, in both languages.
    """

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.en)
        self.expected = expected


class Cell(Protocol):
    """One kind of content. Values are as in JSON: text, numbers, true, lists."""

    @property
    def look(self) -> Look:
        """Number format of the column."""

    @property
    def expected(self) -> Text:
        """What belongs into such a cell, with unit and range."""

    def read(self, raw: Raw) -> Any:
        """Return the value of a cell that is not blank; raise Misread."""

    def write(self, value: Any) -> Written:
        """Return what to put into the cell for a value that is not None."""

    def validation(self) -> dict[str, Any] | None:
        """Return what the spreadsheet shall check while somebody types."""


def blank(raw: Raw) -> bool:
    """Say whether a cell is empty or holds white space only."""
    return isinstance(raw, str) and not raw.strip()


def misread(zh: str, en: str) -> Misread:
    """Build the error for a cell that cannot be read."""
    return Misread(Text(zh, en))
