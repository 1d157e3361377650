"""Whole numbers with a unit, and money."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from kehou_instances.workbook.cells.base import Faulty, Look, Raw, Written, misread
from kehou_instances.workbook.cells.text import half_width
from kehou_solver.domain import Frozen, Text

_WHOLE = re.compile(r"[+-]?\d{1,4000}(\.0+)?")
_AMOUNT = re.compile(r"\+?\d{1,15}(\.\d{1,2}0*)?")
_EXACT = 10**15
"""Above this a spreadsheet number is no longer exact, so it is kept as text."""

MOST_FEN = 10**12


@cache
def bounds_of(model: type[Frozen], field: str) -> tuple[int | None, int | None]:
    """Return least and greatest value of a whole-number field of the model."""
    schema = model.model_json_schema()["properties"][field]
    for option in (schema, *schema.get("anyOf", ())):
        if option.get("type") == "integer":
            return option.get("minimum"), option.get("maximum")
    raise TypeError(f"{model.__name__}.{field} is no whole number")


class Whole:
    """A whole number. The range comes from the model, so that they cannot differ."""

    look: Look = "whole"

    def __init__(
        self,
        low: int | None = None,
        high: int | None = None,
        unit: Text | None = None,
        spelled: Mapping[str, int] | None = None,
    ) -> None:
        self.low = low
        self.high = high
        self.unit = unit or Text("", "")
        self.spelled = spelled or {}

    @property
    def expected(self) -> Text:
        """Say range and unit."""
        if self.low is None or self.high is None:
            zh, en = "整数", "a whole number"
        else:
            zh = f"{self.low} 到 {self.high} 的整数"
            en = f"a whole number from {self.low} to {self.high}"
        if self.unit.zh:
            zh, en = f"{zh}（{self.unit.zh}）", f"{en} ({self.unit.en})"
        return Text(zh, en)

    def read(self, raw: Raw) -> int:
        """Return the number; 3.0, "３" and "3 人" are read as 3."""
        number = self._number(raw)
        low_ok = self.low is None or number >= self.low
        if not (low_ok and (self.high is None or number <= self.high)):
            raise self._misread()
        return number

    def _number(self, raw: Raw) -> int:
        if isinstance(raw, bool | Faulty):
            raise self._misread()
        if isinstance(raw, int | float):
            if raw != raw or raw in (float("inf"), float("-inf")) or raw != int(raw):
                raise self._misread()
            return int(raw)
        if not isinstance(raw, str):
            raise self._misread()
        text = "".join(half_width(raw).split())
        if text in self.spelled:
            return self.spelled[text]
        for unit in self.unit:
            text = text.removesuffix(unit) if unit else text
        if not _WHOLE.fullmatch(text):
            raise self._misread()
        return int(text.partition(".")[0])

    def _misread(self) -> Exception:
        zh, en = self.expected
        return misread(
            f"应是 {zh}；只填数字，如 3", f"expected {en}; digits only, such as 3"
        )

    def write(self, value: int) -> Written:
        """Write a number, or text where a spreadsheet would lose digits."""
        return value if abs(value) < _EXACT else str(value)

    def validation(self) -> dict[str, Any] | None:
        """Check the range while typing."""
        if self.low is None or self.high is None:
            return None
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": self.low,
            "maximum": self.high,
        }


def whole(
    model: type[Frozen],
    field: str,
    unit: Text | None = None,
    spelled: Mapping[str, int] | None = None,
) -> Whole:
    """Build the cell of a whole-number field with the range the model gives it."""
    low, high = bounds_of(model, field)
    return Whole(low, high, unit, spelled)


class Yuan:
    """Money: yuan with at most two decimals in the sheet, whole fen in the model."""

    look: Look = "yuan"
    expected = Text(
        "金额（元），最多两位小数，不小于 0",
        "an amount in yuan, at most two decimals, not below 0",
    )

    def read(self, raw: Raw) -> int:
        """Return whole fen."""
        if isinstance(raw, bool | Faulty) or not isinstance(raw, int | float | str):
            raise self._misread()
        text = "".join(half_width(str(raw)).split()).removesuffix("元")
        if not _AMOUNT.fullmatch(text) or int(Decimal(text) * 100) > MOST_FEN:
            raise self._misread()
        return int(Decimal(text) * 100)

    def _misread(self) -> Exception:
        return misread(
            f"应是{self.expected.zh}；只填数字，如 120 或 62.5",
            f"expected {self.expected.en}; digits only, such as 120 or 62.5",
        )

    def write(self, value: int) -> Written:
        """Write yuan; fifteen digits hold every amount the model allows."""
        return value // 100 if value % 100 == 0 else value / 100

    def validation(self) -> dict[str, Any] | None:
        """Check the range while typing."""
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": MOST_FEN // 100,
        }
