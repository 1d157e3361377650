"""What the spreadsheet library does not tell: extent, errors, formulas never computed.

The library lays a sheet out as a full rectangle and shows an error as an empty cell.
A cell in the last row and column would fill the memory; a `#REF!` would be read as
"not said". So the sheets are looked through before.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kehou_instances.workbook.opening import Parts

MOST_CELLS = 4_000_000
"""Of the rectangle from A1 to the last cell: 9,000 children with 10 columns are 2 %."""

MOST_ROWS = 100_000
"""Of one sheet: a row becomes some dozen objects, so rows weigh more than cells."""

_TAG = rb"<(?:[^\s<>/:]+:)?"
_SHEET = re.compile(_TAG + rb"sheet\s([^>]*)>")
_RELATION = re.compile(_TAG + rb"Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ANY_CELL = re.compile(_TAG + rb"c[\s/>]")
_USUAL_CELL = re.compile(_TAG + rb"c\s+r=\"[A-Z]{1,3}\d{1,7}\"")
_BARE_CELL = re.compile(_TAG + rb"c\s+r=\"[A-Z]{1,3}\d{1,7}\"(?:\s+\w+=\"\w*\")*\s*/>")
_ROW_OR_CELL = re.compile(
    _TAG + rb"(row|c)((?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?)/?>"
)
_CELL_START = re.compile(_TAG + rb"c\s")
_CELL_END = re.compile(rb"</(?:[^\s<>/:]+:)?c>")
_FORMULA = re.compile(_TAG + rb"f[\s/>]")
_VALUE = re.compile(_TAG + rb"v(?:\s[^>]*)?>([^<]*)<")
_POSITION = re.compile(rb"(?<![\w:.-])r\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(r"([A-Z]{0,3})([1-9]\d{0,6})")
"""A cell such as C5, or the number of a row."""
_WITHOUT_END = 10**6
NEVER_COMPUTED = "公式没有结果 (formula without a result)"
MOST_DAYS = 999_999_999
"""Numbers above this cannot be shown as date or time."""


@dataclass(frozen=True)
class Scan:
    """What was found in one sheet.

    Attributes:
        rows, columns: extent from A1 to the last filled cell.
        faulty: (row, column), from 0, -> what is wrong with the cell.
        beyond: names of cells whose number is too large for a date or time.
    """

    rows: int = 0
    columns: int = 0
    faulty: Mapping[tuple[int, int], str] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()

    @property
    def too_large(self) -> bool:
        """Say whether laying out the sheet would take too much memory."""
        return self.rows > MOST_ROWS or self.rows * self.columns > MOST_CELLS


def scan_sheets(parts: Parts) -> dict[str, Scan]:
    """Look through every sheet of a workbook.

    Returns:
        Name of the sheet -> what was found.
    """
    by_name = {name.lower(): content for name, content in parts.items()}
    targets = {
        found.get("Id", ""): _part_name(found.get("Target", "")).lower()
        for found in _tags(_RELATION, by_name.get("xl/_rels/workbook.xml.rels", b""))
    }
    scans = {}
    for found in _tags(_SHEET, by_name["xl/workbook.xml"]):
        part = by_name.get(targets.get(_id_of(found), ""))
        scans[found.get("name", "")] = UNSEEN if part is None else _scan(part)
    return scans


UNSEEN = Scan(rows=_WITHOUT_END, columns=_WITHOUT_END)
"""Of a sheet we do not find, the library may find what it likes: it is not opened."""


def _tags(pattern: re.Pattern[bytes], xml: bytes) -> list[dict[str, str]]:
    return [_attributes(tag) for tag in pattern.findall(xml)]


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): html.unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def _id_of(attributes: dict[str, str]) -> str:
    """Return the relation id, whatever prefix its name space was given."""
    for name, value in attributes.items():
        if name.endswith(":id"):
            return value
    return ""


def _part_name(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _scan(xml: bytes) -> Scan:
    rows, columns = _extent(xml)
    faulty, beyond = {}, []
    if _FORMULA.search(xml) or b't="e"' in xml or b"t='e'" in xml:
        for attributes, content in _cells(xml):
            place = _PLACE.fullmatch(attributes.get("r", ""))
            wrong = _wrong(attributes.get("t", ""), content)
            if wrong and place and place[1]:
                faulty[(int(place[2]) - 1, column_number(place[1]))] = wrong
    # Only long numbers and powers of ten can be so large.
    if re.search(rb">-?\d{9}|\d[eE]\+?\d", xml):
        for attributes, content in _cells(xml):
            formatted = attributes.get("s", "0") != "0"
            if formatted and attributes.get("t", "n") == "n" and _beyond(content):
                beyond.append(attributes.get("r", "?"))
    return Scan(rows, columns, faulty, tuple(beyond))


def _cells(xml: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Yield attributes and content of every cell that has any."""
    for cell in _CELL_START.split(xml)[1:]:
        tag, _, rest = cell.partition(b">")
        if not tag.endswith(b"/"):
            yield _attributes(tag), _CELL_END.split(rest, maxsplit=1)[0]


def _extent(xml: bytes) -> tuple[int, int]:
    """Return an extent that is never smaller than what the library will lay out.

    Positions are collected wherever one could be meant, not only where a well-behaved
    program writes them: a file may be made to be read differently by two readers.
    """
    # Cells with a format and nothing else are not laid out.
    xml = _BARE_CELL.sub(b"", xml)
    rows = columns = 0
    for position in set(_POSITION.findall(xml)):
        found = _PLACE.fullmatch(position.decode("utf-8", "replace"))
        if not found:
            return _WITHOUT_END, _WITHOUT_END
        # The number of a row alone says nothing of cells in it.
        if found[1]:
            rows = max(rows, int(found[2]))
            columns = max(columns, column_number(found[1]) + 1)
    cells = len(_ANY_CELL.findall(xml))
    if len(_USUAL_CELL.findall(xml)) == cells:
        return rows, columns
    following = _extent_of_following(xml, cells)
    return max(rows, following[0]), max(columns, following[1])


def _extent_of_following(xml: bytes, cells: int) -> tuple[int, int]:
    """Count through cells that do not say where they stand: they follow each other."""
    row = column = rows = columns = 0
    tags = _ROW_OR_CELL.findall(xml)
    if sum(name == b"c" for name, _ in tags) != cells:
        return _WITHOUT_END, _WITHOUT_END
    for name, tag in tags:
        place = _PLACE.fullmatch(_attributes(tag).get("r", ""))
        if name == b"row":
            column, row = 0, int(place[2]) if place else row + 1
        elif place:
            column = column_number(place[1]) + 1
        else:
            column += 1
        rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _beyond(content: bytes) -> bool:
    found = _VALUE.search(content)
    try:
        return found is not None and abs(float(found[1])) > MOST_DAYS
    except ValueError:
        return False


def _wrong(kind: str, content: bytes) -> str:
    """Return what is wrong with a cell, or ""."""
    found = _VALUE.search(content)
    value = found[1].decode("utf-8", "replace") if found else ""
    if kind == "e":
        return value or "#ERROR"
    # Of a text formula, an empty result is a result.
    if _FORMULA.search(content) and not value and kind != "str":
        return NEVER_COMPUTED
    return ""


def column_number(letters: str) -> int:
    """Return the number of column A (0), B (1) … AA (26)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    rest = number + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
