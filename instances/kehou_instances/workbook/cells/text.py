"""Text and ids: what typing habits change, and how any text survives the way back."""

import json
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kehou_instances.workbook.cells.base import Faulty, Look, Raw, Written, misread
from kehou_solver.domain import Text
from kehou_solver.domain.base import Id

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_CLASS_MARKS = {0x2474 + n: f"({n + 1})" for n in range(20)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_CELL_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Spreadsheets read `_x0041_` in a text as the letter A."""

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and half characters belong in no text."""

_MOST_DIGITS = 10**15
"""Spreadsheets keep 15 digits of a number and silently change the rest."""

_ID = TypeAdapter[str](Id)


def half_width(text: str) -> str:
    """Turn full-width letters, digits and marks into half-width ones."""
    return text.translate(_FULL_WIDTH).translate(_INVISIBLE)


def clean_name(text: str) -> str:
    """Drop stray white space and line breaks; keep everything else."""
    return " ".join(text.translate(_INVISIBLE).split())


def clean_id(text: str) -> str:
    """Drop white space; make (1), （1） and ⑴ the same, and all dashes."""
    marked = half_width(text).translate(_CLASS_MARKS).translate(_DASHES)
    return "".join(marked.split())


def text_of(raw: Raw) -> str:
    """Return the text of a cell, refusing what a spreadsheet may have changed."""
    if isinstance(raw, str):
        return _wanted(raw)
    if isinstance(raw, Faulty | bool) or not isinstance(raw, int | float):
        if isinstance(raw, date | time | timedelta):
            raise misread(
                "电子表格可能把内容自动改成了日期或时间；请把单元格格式设为“文本”后重填",
                "the spreadsheet seems to have turned it into a date or time; set the "
                "cell to text and type it again",
            )
        raise misread("应是文字；请重填", "text expected; type it again")
    # Written so that it also catches what is no number at all (NaN).
    if not abs(raw) < _MOST_DIGITS:
        raise misread(
            "数字超过 15 位，电子表格会改掉末尾；请把单元格格式设为“文本”后重填",
            "spreadsheets alter numbers of more than 15 digits; set the cell to text "
            "and type it again",
        )
    return str(int(raw)) if raw == int(raw) else repr(raw)


def quoted(text: str) -> str:
    """Write a text between quotes, as in JSON, so that nothing of it is changed."""
    inner = json.dumps(text, ensure_ascii=False)
    kept = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in inner)
    return _CELL_CODE.sub(r"\\u005f", kept)


def plain_or_quoted(
    text: str, clean: Callable[[str], str], *, odd: Callable[[str], bool] | None = None
) -> str:
    """Write a text plainly if reading gives it back unchanged, else between quotes."""
    plain = (
        text != ""
        and clean(text) == text
        and text.isprintable()
        and not text.startswith('"')
        and not _CELL_CODE.search(text)
        and not (odd is not None and odd(text))
    )
    return text if plain else quoted(text)


def unquoted(text: str) -> str:
    """Read a text that begins with a quote; raise Misread if it is no JSON text."""
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        value = None
    if not isinstance(value, str):
        raise misread(
            '以英文引号开头的内容须是完整的 "…"；不需要引号就删去',
            'what begins with a quote must be a whole "…"; drop the quote if not meant',
        )
    return _wanted(value)


def _wanted(text: str) -> str:
    if _UNWANTED.search(text):
        raise misread(
            "文字中有控制字符或不完整的字符；请删去后重填",
            "the text has control characters or half characters; type it again",
        )
    return text


class Free:
    """Any text: names, reasons, notes."""

    look: Look = "text"

    def __init__(self, longest: int | None = 200) -> None:
        self.longest = longest

    @property
    def expected(self) -> Text:
        """Say how long it may be."""
        if self.longest is None:
            return Text("文字", "text")
        return Text(f"文字，最多 {self.longest} 字", f"text, at most {self.longest}")

    def read(self, raw: Raw) -> str:
        """Return the text without stray white space."""
        text = text_of(raw).strip()
        text = unquoted(text) if text.startswith('"') else clean_name(text)
        if self.longest is not None and len(text) > self.longest:
            raise misread(
                f"最多 {self.longest} 字，现有 {len(text)} 字；请缩短",
                f"at most {self.longest} characters, not {len(text)}; shorten it",
            )
        return text

    def write(self, value: str) -> Written:
        """Write it plainly where possible."""
        return plain_or_quoted(value, clean_name)

    def validation(self) -> dict[str, Any] | None:
        """Limit the length while typing."""
        if self.longest is None:
            return None
        return {"validate": "length", "criteria": "<=", "value": self.longest}


class Identifier:
    """One id. Ids are text, even where they look like numbers."""

    look: Look = "text"
    expected = Text(
        "一个编号，1 至 64 个字符，不含空格和 | / \\ , ; +",
        "one id of 1 to 64 characters without spaces and | / \\ , ; +",
    )

    def read(self, raw: Raw) -> str:
        """Return the id in half-width letters without white space."""
        text = text_of(raw).strip()
        text = unquoted(text) if text.startswith('"') else clean_id(text)
        try:
            return _ID.validate_python(text)
        except ValidationError:
            raise misread(
                f"应是{self.expected.zh}；这里只能填一个",
                f"expected {self.expected.en}; only one may stand here",
            ) from None

    def write(self, value: str) -> Written:
        """Write it plainly where possible."""
        return plain_or_quoted(value, clean_id)

    def validation(self) -> dict[str, Any] | None:
        """Nothing to check while typing, beyond what the reader says."""
        return None
