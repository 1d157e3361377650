"""A text file line by line, and refusals that say which line is wrong and why."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from kehou_solver.domain.base import Id
from kehou_solver.errors import InvalidFile, Problem

MOST_BYTES = 32 * 1024 * 1024
MOST_DIGITS = 9


class Line(NamedTuple):
    """One line with its number, counted from 1."""

    number: int
    text: str


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        InvalidFile: if it is no text of a sensible size.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            refuse(path, 0, f"{size} B", "文件太大", "the file is too large")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(path, 0, "—", "不是 UTF-8 文本文件", "not a text file in UTF-8")
    except OSError as error:
        refuse(path, 0, str(error.strerror), "无法打开文件", "cannot be opened")


def lines_of(path: Path, comment: str = "#") -> Iterator[Line]:
    """Yield the lines that are neither empty nor a comment."""
    for number, raw in enumerate(text_of(path).splitlines(), start=1):
        text = raw.strip()
        if text and not text.startswith(comment):
            yield Line(number, text)


def whole(path: Path, line: Line, word: str) -> int:
    """Read a word as a whole number that is not negative."""
    if not (word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS):
        refuse(path, line.number, word, "应是非负整数", "a whole number from 0 up")
    return int(word)


def refuse(path: Path, line: int, seen: str, zh: str, en: str) -> NoReturn:
    """Refuse a file because of one line; 0 = because of all of it."""
    where = f"{path.name}:{line}" if line else path.name
    raise InvalidFile([Problem(where, repr(seen[:60]), zh, en)])


def id_of(text: str) -> Id:
    """Make an id of a name in somebody else's file."""
    return re.sub(r"[\s|/\\,;+]+", "-", text)[:64] or "-"
