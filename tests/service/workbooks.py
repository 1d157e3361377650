"""Workbooks of generated schools, and some that were made to do harm."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from kehou_instances.ladder import generate
from kehou_instances.workbook import workbook_of


@cache
def workbook(seed: int) -> bytes:
    """Return a small school as a workbook."""
    return workbook_of(generate("XS", seed).instance)


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """Return a workbook as somebody saves it after changing something."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def column(page: Any, heading: str) -> int:
    """Return the number of a column by how its heading begins, from 1."""
    headings = [str(cell.value) for cell in page[1]]
    return next(n for n, said in enumerate(headings, 1) if said.startswith(heading))


def of_overlapping_parts() -> bytes:
    """Return some kB that unpack to more than 1 GiB: many parts lie in one place."""
    size, parts = 4 * 1024 * 1024, 300
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet100.xml", b" " * size)
    content = buffer.getvalue()
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[start:end]
    entries = b"".join(
        entry.replace(b"sheet100", b"sheet%d" % (100 + n)) for n in range(parts)
    )
    tail = bytearray(content[end:])
    tail[8:10] = tail[10:12] = parts.to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    assert size * parts > 1024**3
    return content[:start] + entries + bytes(tail)


def of_one_text_repeated(content: bytes) -> bytes:
    """Return some kB whose cells hold more than 1 GiB: one text, named by many."""
    length, cells = 1024 * 1024, 1_200
    assert length * cells > 1024**3
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    shared = parts["xl/sharedStrings.xml"]
    number = shared.count(b"<si>")
    text = b"<si><t>" + b"x" * length + b"</t></si></sst>"
    parts["xl/sharedStrings.xml"] = shared.replace(b"</sst>", text)
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (n, n, number)
        for n in range(5_000, 5_000 + cells)
    )
    name = "xl/worksheets/sheet5.xml"
    parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, xml in parts.items():
            archive.writestr(part, xml)
    return buffer.getvalue()
