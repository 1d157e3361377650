"""Workbooks spoilt as a whole: sheets, headings, meanings, and the file itself."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

from kehou_instances.workbook.sheets import SHEETS
from tests.instances.bad_input.editing import (
    Book,
    column,
    copy_of,
    letter,
    put,
    write_book,
)
from tests.instances.bad_input.spoilt import Spoilt

Meaning = Callable[[Book], str]


def _ends_first(sheet: str, row: int = 2) -> Meaning:
    def spoil(book: Book) -> str:
        put(book, sheet, "开始", row, time(18, 30))
        return put(book, sheet, "结束", row, time(17, 30))

    return spoil


def _set(sheet: str, heading: str, row: int, value: object) -> Meaning:
    return lambda book: put(book, sheet, heading, row, value)


def _repeat_id(sheet: str) -> Meaning:
    def spoil(book: Book) -> str:
        return put(book, sheet, str(book[sheet][0][0]), 3, book[sheet][1][0])

    return spoil


def _add_row(sheet: str, like: int = 2) -> Meaning:
    def spoil(book: Book) -> str:
        book[sheet].append(list(book[sheet][like - 1]))
        return f"{sheet}!"

    return spoil


def _then(place: str, spoil: Meaning) -> Meaning:
    """Do the same, but expect another place to be named than the changed cell."""

    def and_then(book: Book) -> str:
        spoil(book)
        return place

    return and_then


def _row(spoil: Meaning) -> Meaning:
    """Do the same, but expect the whole row to be named."""

    def in_row(book: Book) -> str:
        sheet, _, cell = spoil(book).partition("!")
        return f"{sheet}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"

    return in_row


def _dates_swapped(sheet: str, first: str, last: str) -> Meaning:
    def spoil(book: Book) -> str:
        put(book, sheet, first, 2, date(2026, 7, 10))
        put(book, sheet, last, 2, date(2026, 2, 1))
        return f"{sheet}!"

    return spoil


MEANINGS: dict[str, Meaning] = {
    "a Tuesday": _set("概况", "周一日期", 2, date(2026, 3, 3)),
    "year 1900": _set("概况", "周一日期", 2, date(1900, 3, 5)),
    "unknown zone": _set("概况", "时区", 2, "Asia/Liuzhou"),
    "future version": _set("概况", "格式", 2, "kehou-instance/2"),
    "another format": _set("概况", "格式", 2, "kehou-timetable/1"),
    "second overview row": _add_row("概况"),
    "published denied": _set("概况", "有已公布课表", 2, "否"),
    "slot ends before it starts": _ends_first("时段"),
    "duty ends before it starts": _ends_first("日间课表", 4),
    "post ends before it starts": _ends_first("值守需求"),
    "closure ends before it starts": _ends_first("教室停用"),
    "overlapping slots": _row(_set("时段", "开始", 3, time(16, 40))),
    "odd slot that rotates": _then("时段!G8", _set("时段", "单双周", 8, "单周")),
    "noon ends first": _set("限额", "午休结束", 2, time(11, 0)),
    "care band upside down": _row(_set("托管年级段", "结束年级", 3, 2)),
    "care band mixes 1-2 and 3-9": _row(_set("托管年级段", "结束年级", 2, 3)),
    "post given twice": _add_row("值守需求"),
    "fee given twice": _then("县区!2 → 收费标准", _add_row("收费标准")),
    "limits given twice": _add_row("限额"),
    "way given twice": _add_row("路程"),
    "way to itself": _row(_set("路程", "另一学校", 2, "east")),
    "weekday given twice": _then("班级!2 → 放学时间", _add_row("放学时间")),
    "terms given twice": _then("人员!2 → 报酬", _add_row("报酬")),
    "grade of another kind of school": _set("班级", "年级", 3, 9),
    "room of another school": _set("班级", "本班教室", 2, "r9"),
    "consent after the week began": _set("学生", "同意书日期", 2, date(2026, 4, 1)),
    "class consent too late": _set("班级", "其同意书日期", 2, date(2026, 4, 1)),
    "club wished for twice": _set("学生", "社团志愿", 2, "chess、chess"),
    "club of another school": _set("学生", "社团志愿", 8, "chess"),
    "club grades upside down": _then("社团!E3", _set("社团", "结束年级", 3, 1)),
    "more needed than seats": _set("社团", "最低开班人数", 2, 40),
    "venue at school": _set("社团", "校外场地", 4, "hall"),
    "venue without escorts": _set("教室", "每名带队人员学生数", 7, None),
    "way to a room at school": _set("教室", "单程", 2, 5),
    "teacher without a school": _set("人员", "所在学校", 2, None),
    "coach with a home school": _set("人员", "所在学校", 5, "east"),
    "instructor without vendor": _set("人员", "派出机构", 6, None),
    "paper ends before it begins": _dates_swapped("证件", "有效期起", "有效期止"),
    "skill ends before it begins": _dates_swapped("资质", "有效期起", "有效期止"),
    "vendor ends before it begins": _dates_swapped("机构", "列入日期", "有效至"),
    "pin of class and club": _row(_set("锁定", "社团", 2, "chess")),
    "pin in a slot not offered": _set("锁定", "时段", 5, "w-mon-2"),
    "waiver without reason": _set("豁免", "理由", 2, '""'),
    "waiver on no day": _set("豁免", "星期", 2, "无"),
    "homework group with two slots": _row(
        _set("已公布小组", "时段", 2, "mon-1、mon-2")
    ),
    "club group with classes": _row(_set("已公布小组", "班级", 11, "1-1")),
    **{
        f"id given twice: {sheet.title.zh}": _repeat_id(sheet.title.zh)
        for sheet in SHEETS
        if sheet.key in ("slots", "rooms", "classes", "pupils", "clubs", "adults")
    },
}


def wrong_meanings(whole: Book, folder: Path) -> Iterator[Spoilt]:
    """Yield workbooks whose cells can all be read, but contradict each other."""
    for name, spoil in MEANINGS.items():
        book = copy_of(whole)
        place = spoil(book)
        path = write_book(book, folder / "one.xlsx")
        yield Spoilt(name, ".xlsx", path.read_bytes(), place)


def wrong_shapes(whole: Book, folder: Path) -> Iterator[Spoilt]:
    """Yield workbooks with missing or renamed sheets and columns, and merged cells."""

    def made(name: str, book: Book, place: str, **merged: object) -> Spoilt:
        path = write_book(book, folder / "one.xlsx", **merged)  # type: ignore[arg-type]
        return Spoilt(name, ".xlsx", path.read_bytes(), place)

    for sheet in SHEETS:
        title = sheet.title.zh
        book = copy_of(whole)
        del book[title]
        yield made(f"no sheet {title}", book, title)
        renamed = {f"{t}（新）" if t == title else t: r for t, r in whole.items()}
        yield made(f"renamed sheet {title}", renamed, title)
        book = copy_of(whole)
        del book[title][0]
        yield made(f"no headings on {title}", book, f"{title}!")
        book = copy_of(whole)
        number = column(book, title, sheet.columns[-1].title.zh.partition("（")[0])
        book[title][0][number] = "某某某"
        # A sheet whose only heading is gone has none at all.
        place = f"{title}!{letter(number) if len(sheet.columns) > 1 else ''}1"
        yield made(f"renamed column on {title}", book, place)
        book = copy_of(whole)
        for row in book[title]:
            row.append(row[0])
        place = f"{title}!{letter(len(book[title][0]) - 1)}1"
        yield made(f"column twice on {title}", book, place)
        if len(sheet.columns) > 1:
            yield made(
                f"cells merged across on {title}",
                whole,
                f"{title}!A2",
                merged={title: [(1, 0, 1, 1)]},
            )
    for title in ("县区", "学校", "时段", "概况"):
        book = copy_of(whole)
        del book[title][1:]
        yield made(f"no rows on {title}", book, title)
    yield made("no sheet we know", {"Sheet1": [["a", 1]]}, "概况")


def wrong_files(content: bytes, seed: int) -> Iterator[Spoilt]:
    """Yield files that are cut off, damaged, or something else altogether."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for name, given in {
        "empty": b"",
        "only spaces": b" \r\n" * 100,
        "fifty megabytes": b"\0" * (50 * 1024 * 1024),
        "PDF renamed": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "old .xls": ole + b"\0" * 1000,
        "password": ole + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
        "CSV renamed": "教室编号,座位数\nr1,40\n".encode(),
        "GB18030 CSV renamed": "教室编号,座位数\nr1,40\n".encode("gb18030"),
        "JSON renamed": b'{"format": "kehou-instance/1"}',
        "HTML renamed": b"<html><body><table></table></body></html>",
        "picture renamed": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "Word renamed": _zipped({"word/document.xml": b"<w/>"}),
        "empty zip": _zipped({}),
        "hollow workbook": _zipped({"xl/workbook.xml": b"<workbook/>"}),
        "zip bomb": _zipped({"xl/workbook.xml": b"\0" * (200 * 1024 * 1024)}),
        "twice the file": content[:5000] + content,
    }.items():
        chance = name == "twice the file"
        yield Spoilt(name, ".xlsx", given, "" if chance else "sent.xlsx", chance)
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for part in (0.02, 0.3, 0.6, 0.95, 0.9999):
        cut = content[: int(len(content) * part)]
        yield Spoilt(f"cut at {part}", ".xlsx", cut, "sent.xlsx")
    for number in range(20):
        damaged = bytearray(content)
        for _ in range(draw.choice((1, 5, 50))):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        yield Spoilt(f"noise {number}", ".xlsx", bytes(damaged), by_chance=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()
