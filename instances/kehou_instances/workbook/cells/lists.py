"""Several values in one cell, such as 周一、周三 or T01；T02."""

import re
from typing import Any

from kehou_instances.workbook.cells.base import Faulty, Look, Raw, Written, misread
from kehou_instances.workbook.cells.choices import Choice, folded
from kehou_instances.workbook.cells.numbers import Whole
from kehou_instances.workbook.cells.text import (
    Free,
    Identifier,
    clean_id,
    clean_name,
    plain_or_quoted,
    quoted,
    text_of,
)
from kehou_instances.workbook.words import WEEKDAYS
from kehou_solver.domain import Text

_SEPARATORS = ",，、;；\\s"
_PART = re.compile(
    rf'"(?:[^"\\]|\\.)*"(?=$|[{_SEPARATORS}])|[^{_SEPARATORS}]+', re.DOTALL
)
_SEPARATED = re.compile(f"[{_SEPARATORS}]")
_RANGE = re.compile(r"(.+?)(?:至|到|-|－|—|~|～)(.+)")
NOTHING = ("无", "none")
"""Written where nothing at all is meant, as an empty cell means "not said"."""


class Many:
    """A list of ids, words, texts or whole numbers, in order."""

    look: Look = "text"

    def __init__(self, part: Identifier | Choice | Free | Whole) -> None:
        self.part = part

    @property
    def expected(self) -> Text:
        """Say what may stand there and how it is separated."""
        zh, en = self.part.expected
        if isinstance(self.part, Identifier):
            zh, en = "编号", "ids"
        return Text(
            f"{zh}；多个用顿号“、”分开，一个也没有写“无”",
            f"{en}; separate several by a comma, write none for none at all",
        )

    def read(self, raw: Raw) -> list[Any]:
        """Return the values in their order."""
        if isinstance(raw, Faulty | bool):
            raise misread(f"应是{self.expected.zh}", f"expected {self.expected.en}")
        text = text_of(raw).strip()
        if folded(text) in NOTHING:
            return []
        parts: list[Any] = []
        for word in _PART.findall(text):
            parts += self._days(word) or [self.part.read(word)]
        if not parts:
            raise misread(f"应是{self.expected.zh}", f"expected {self.expected.en}")
        return parts

    def _days(self, word: str) -> list[Any]:
        """Read 周一至周五; such a range can only mean one thing."""
        ends = _RANGE.fullmatch(word)
        if not (ends and isinstance(self.part, Choice) and self.part.words is WEEKDAYS):
            return []
        first, last = (self.part.read(end) for end in ends.groups())
        if first > last:
            raise misread("起止颠倒；请写成“周一至周五”", "ends swapped; write Mon-Fri")
        return list(range(first, last + 1))

    def write(self, value: list[Any]) -> Written:
        """Write the values, separated by 、."""
        return "、".join(self._write_part(part) for part in value) or NOTHING[0]

    def _write_part(self, value: Any) -> str:
        if isinstance(self.part, Choice) and str(value) in self.part.words:
            return str(self.part.write(value))
        if isinstance(self.part, Choice):
            return quoted(str(value))
        if isinstance(self.part, Whole):
            return str(value)
        clean = clean_id if isinstance(self.part, Identifier) else clean_name
        return plain_or_quoted(value, clean, odd=_would_be_misread)

    def validation(self) -> dict[str, Any] | None:
        """Offer single words; several may be typed."""
        offered = self.part.validation() if isinstance(self.part, Choice) else None
        return offered and {**offered, "show_error": False}


def _would_be_misread(text: str) -> bool:
    return bool(_SEPARATED.search(text)) or folded(text) in NOTHING
