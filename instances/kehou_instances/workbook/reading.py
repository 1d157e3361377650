"""Reads a workbook: tolerant of form, strict about meaning, all problems at once."""

import io
import json
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from kehou_instances.workbook.assembling import assemble
from kehou_instances.workbook.cells.choices import folded
from kehou_instances.workbook.grid import read_grid
from kehou_instances.workbook.layout import Sheet
from kehou_instances.workbook.locating import Locator
from kehou_instances.workbook.opening import Parts, open_parts, packed, unpack
from kehou_instances.workbook.places import shown
from kehou_instances.workbook.repeated import insist_on_few_repeats
from kehou_instances.workbook.rows import Page, flat, read_page
from kehou_instances.workbook.scanning import (
    MOST_CELLS,
    MOST_ROWS,
    UNSEEN,
    Scan,
    scan_sheets,
)
from kehou_instances.workbook.sheets import SHEETS
from kehou_solver.domain import Instance
from kehou_solver.domain.reading import read_instance
from kehou_solver.errors import InputError, InvalidFile, InvalidInstance, Problem

INSTRUCTIONS = "说明"
IGNORED_PREFIXES = ("备注", "_")
"""Sheets whose name begins so are never read."""

CLOSE = 0.6
"""Likeness of two sheet names above which one is taken for a slip of the other."""

MOST_PROBLEMS = 1_000


def read_workbook(path: Path | str) -> Instance:
    """Read an instance from an .xlsx workbook laid out like the template.

    Raises:
        InvalidFile: not a workbook that can be opened, or of another format version.
        InvalidInstance: with every problem of the workbook at once, each with the
            sheet, row and column it stands in.
    """
    path = Path(path)
    return _read(open_parts(path), path.name, lambda _: ())


def workbook_in(
    content: bytes, name: str, further: Callable[[Instance], Sequence[Problem]]
) -> Instance:
    """Read an instance from a workbook given as bytes.

    Args:
        content: the .xlsx file.
        name: what messages call it.
        further: what is wrong with an instance that contradicts itself nowhere; such
            problems are told by sheet, row and column too.

    Raises:
        InvalidFile, InvalidInstance: as `read_workbook` does.
    """
    return _read(unpack(content, name), name, further)


def _read(
    parts: Parts, name: str, further: Callable[[Instance], Sequence[Problem]]
) -> Instance:
    pages, strays = _read_pages(parts, name)
    whole = assemble(pages)
    locator = Locator(whole, pages)
    instance, found = None, strays
    try:
        instance = read_instance(json.dumps(whole.data, ensure_ascii=False))
        if wrong := further(instance):
            raise InvalidInstance(wrong)
    except InputError as error:
        relocated = [locator.relocated(problem) for problem in error.problems]
        told = [problem for problem in relocated if problem is not None]
        # Of another format version, every further message would mislead.
        if isinstance(error, InvalidFile) and told:
            raise InvalidFile(told) from None
        found = [*strays, *flat(pages), *told]
    else:
        found = [*strays, *flat(pages)]
    if found or instance is None:
        raise InvalidInstance(found[:MOST_PROBLEMS])
    return instance


def _read_pages(parts: Parts, name: str) -> tuple[dict[str, Page], list[Problem]]:
    """Read every sheet we know, and say which others look like slips."""
    scans = scan_sheets(parts)
    insist_on_few_repeats(parts, name)
    book = _opened(parts, name)
    by_name = {
        folded(title): sheet
        for sheet in SHEETS
        for title in (sheet.title.zh, sheet.title.en, sheet.key)
    }
    pages: dict[str, Page] = {}
    strays: list[Problem] = []
    unknown: list[str] = []
    for title in book.sheet_names:
        sheet = by_name.get(folded(title))
        if sheet is None:
            unknown.append(title)
        elif sheet.key in pages:
            strays.append(_twice(title, sheet))
        else:
            pages[sheet.key] = _read_one(book, title, sheet, scans.get(title, UNSEEN))
    for sheet in SHEETS:
        if sheet.key not in pages:
            pages[sheet.key] = _missing(sheet, unknown)
    strays += [
        _slip(title, sheet)
        for title in unknown
        if not _ignored(title) and (sheet := _meant(title)) is not None
    ]
    return {sheet.key: pages[sheet.key] for sheet in SHEETS}, strays


def _opened(parts: Parts, name: str) -> CalamineWorkbook:
    try:
        return load_workbook(io.BytesIO(packed(parts)))
    except CalamineError as error:
        raise _damaged(name, error) from None


def _damaged(name: str, error: Exception) -> InvalidFile:
    return InvalidFile(
        [
            Problem(
                name,
                shown(error),
                "工作簿内部已损坏；请在 Excel 或 WPS 中打开并另存为新的 .xlsx",
                "the workbook is damaged inside; open it in Excel or WPS and save it "
                "as a new .xlsx",
            )
        ]
    )


def _read_one(book: CalamineWorkbook, title: str, sheet: Sheet, scan: Scan) -> Page:
    if scan.too_large:
        problem = Problem(
            sheet.title.zh,
            f"{scan.rows} × {scan.columns}",
            f"表太大（最多 {MOST_ROWS} 行、{MOST_CELLS} 格）；请删去远处的内容",
            f"the sheet is too large (at most {MOST_ROWS} rows and {MOST_CELLS} "
            "cells); delete what stands far away",
        )
        return Page(sheet, problems=[problem], readable=False)
    try:
        return read_page(sheet, read_grid(book.get_sheet_by_name(title), sheet, scan))
    except OverflowError:
        return Page(sheet, problems=_beyond(sheet, scan), readable=False)
    except CalamineError as error:
        raise _damaged(sheet.title.zh, error) from None


def _beyond(sheet: Sheet, scan: Scan) -> list[Problem]:
    """Name the numbers for which there is no date; the library gives up at one."""
    return [
        Problem(
            f"{sheet.title.zh}!{place}" if place else sheet.title.zh,
            "∞",
            "数字太大，不能作为日期或时间；请重填，并核对单元格格式",
            "the number is too large for a date or time; type it again, and check the "
            "format of the cell",
        )
        for place in scan.beyond or ("",)
    ]


def _missing(sheet: Sheet, unknown: list[str]) -> Page:
    close = [title for title in unknown if _meant(title) is sheet]
    seen = "、".join(close) or "—"
    zh, en = sheet.title
    problem = Problem(
        zh,
        shown(seen),
        f"缺少《{zh}》表；请按模板补上，没有内容也保留空表",
        f"the sheet {zh} ({en}) is missing; add it as in the template, even if empty",
    )
    return Page(sheet, problems=[problem], readable=False)


def _twice(title: str, sheet: Sheet) -> Problem:
    return Problem(
        title,
        title,
        f"《{sheet.title.zh}》表出现了两次；请合并成一张",
        f"the sheet {sheet.title.zh} is there twice; merge them into one",
    )


def _slip(title: str, sheet: Sheet) -> Problem:
    return Problem(
        title,
        title,
        f"表名不认识，是不是《{sheet.title.zh}》？请改名；"
        f"不用的表请把表名改成以“{IGNORED_PREFIXES[0]}”开头",
        f"unknown sheet; did you mean {sheet.title.zh} ({sheet.title.en})? Rename it, "
        f"or begin its name with {IGNORED_PREFIXES[0]} if it is not meant for reading",
    )


def _ignored(title: str) -> bool:
    return title == INSTRUCTIONS or title.startswith(IGNORED_PREFIXES)


def _meant(title: str) -> Sheet | None:
    """Return the sheet whose name is so like this one that it may be a slip."""
    if _ignored(title):
        return None
    word = folded(title)
    best, most = None, CLOSE
    for sheet in SHEETS:
        for name in (folded(sheet.title.zh), folded(sheet.title.en)):
            likeness = SequenceMatcher(None, word, name).ratio()
            if name in word:
                likeness = max(likeness, 0.9)
            if likeness > most:
                best, most = sheet, likeness
    return best
