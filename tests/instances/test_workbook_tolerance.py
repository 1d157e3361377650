"""Schools type one thing in many ways; what can only mean one thing is read."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from kehou_instances.workbook import read_workbook
from kehou_instances.workbook.cells import (
    Cell,
    Choice,
    Clock,
    Day,
    Flag,
    Free,
    Identifier,
    Many,
    Misread,
    Whole,
    Yuan,
)
from kehou_instances.workbook.sheets.common import WEEKDAY, WEEKDAY_LIST, grade
from kehou_instances.workbook.words import ADULT_KINDS, HARDSHIPS, WEEKS
from kehou_solver.domain import HomeroomClass, Instance
from tests.instances.bad_input.editing import (
    Book,
    book_of,
    column,
    copy_of,
    put,
    write_book,
)
from tests.instances.bad_input.everything import everything


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_of(everything(), tmp_path_factory.mktemp("whole"))


@pytest.fixture
def book(whole: Book) -> Book:
    return copy_of(whole)


READ: list[tuple[Cell, Any, Any]] = [
    (Clock(), "16:30", "16:30"),
    (Clock(), "16：30", "16:30"),
    (Clock(), "１６：３０", "16:30"),
    (Clock(), " 8:05 ", "08:05"),
    (Clock(), "16:30:00", "16:30"),
    (Clock(), "16点30分", "16:30"),
    (Clock(), "16时", "16:00"),
    (Clock(), "下午4:30", "16:30"),
    (Clock(), "下午4点半", "16:30"),
    (Clock(), "上午12:05", "00:05"),
    (Clock(), "4:30 PM", "16:30"),
    (Clock(), 0.6875, "16:30"),
    (Clock(), time(16, 30), "16:30"),
    (Clock(), timedelta(hours=16, minutes=30), "16:30"),
    (Clock(), timedelta(hours=24), "24:00"),
    (Clock(), "24:00", "24:00"),
    (Day(), "2026-03-09", "2026-03-09"),
    (Day(), "2026/3/9", "2026-03-09"),
    (Day(), "2026.3.9", "2026-03-09"),
    (Day(), "2026年3月9日", "2026-03-09"),
    (Day(), "２０２６年３月９日", "2026-03-09"),
    (Day(), 20260309.0, "2026-03-09"),
    (Day(), date(2026, 3, 9), "2026-03-09"),
    (Day(), datetime(2026, 3, 9, tzinfo=UTC), "2026-03-09"),
    (Identifier(), 3.0, "3"),
    (Identifier(), "三（1）班", "三(1)班"),
    (Identifier(), "三⑴班", "三(1)班"),
    (Identifier(), " 三 (1) \n班", "三(1)班"),
    (Identifier(), "３－１", "3-1"),
    (Identifier(), "3—1", "3-1"),
    (
        Many(Identifier()),
        "T1，T2、T3;T4；T5\nT6 T7",
        ["T1", "T2", "T3", "T4", "T5", "T6", "T7"],
    ),
    (Many(Identifier()), "、T1、、T2、", ["T1", "T2"]),
    (Many(Identifier()), "无", []),
    (Many(Identifier()), '"无"', ["无"]),
    (Many(Identifier()), 7.0, ["7"]),
    (Free(), "  王\n老师 ", "王 老师"),
    (Free(), '" 王 "', " 王 "),
    (Free(), 3.0, "3"),
    (Whole(0, 99), 3.0, 3),
    (Whole(0, 99), "３", 3),
    (Whole(0, 99), " 3.0 ", 3),
    (Whole(0, 99, HARDSHIPS["disabled_child"]._replace(zh="人")), "3 人", 3),
    (grade(HomeroomClass, "grade"), "三年级", 3),
    (grade(HomeroomClass, "grade"), "9年级", 9),
    (Yuan(), 62.5, 6250),
    (Yuan(), "62.50 元", 6250),
    (Yuan(), "１２０", 12000),
    (WEEKDAY, "星期三", 3),
    (WEEKDAY, "礼拜天", 7),
    (WEEKDAY, "Wednesday", 3),
    (WEEKDAY, 3.0, 3),
    (WEEKDAY_LIST, "周一至周五", [1, 2, 3, 4, 5]),
    (WEEKDAY_LIST, "周一、周三～周五", [1, 3, 4, 5]),
    (WEEKDAY_LIST, "1,3,5", [1, 3, 5]),
    (Flag(), "是", True),
    (Flag(), "√", True),
    (Flag(), True, True),
    (Flag(), "No", False),
    (Flag(), 0.0, False),
    (Choice(ADULT_KINDS), "本校教师", "own_teacher"),
    (Choice(ADULT_KINDS), "Own Teacher", "own_teacher"),
    (Choice(ADULT_KINDS), "own_teacher", "own_teacher"),
    (Choice(ADULT_KINDS), "非物质文化遗产传承人", "heritage_bearer"),
    (Choice(WEEKS), "单", "odd"),
    (
        Many(Choice(HARDSHIPS)),
        "留守儿童；残疾儿童",
        ["left_behind_child", "disabled_child"],
    ),
]

REFUSED: list[tuple[Cell, Any]] = [
    (Clock(), 15.4),
    (Clock(), 16.0),
    (Clock(), 1.0),
    (Clock(), "25:00"),
    (Clock(), "24:01"),
    (Clock(), "16:60"),
    (Clock(), "16.30"),
    (Clock(), "下午16:30"),
    (Clock(), "16:30:20"),
    (Clock(), timedelta(hours=25)),
    (Clock(), time(16, 30, 20)),
    (Clock(), date(1900, 1, 1)),
    (Clock(), True),
    (Clock(), float("nan")),
    (Day(), 46090.0),
    (Day(), "3月9日"),
    (Day(), "09/03/2026"),
    (Day(), "2026-02-30"),
    (Day(), "2026-3/9"),
    (Day(), datetime(2026, 3, 9, 8, tzinfo=UTC)),
    (Day(), time(8)),
    (Day(), True),
    (Identifier(), date(2026, 3, 1)),
    (Identifier(), time(3, 1)),
    (Identifier(), 450202201903071234.0),
    (Identifier(), float("nan")),
    (Identifier(), True),
    (Identifier(), "T1、T2,T3"),
    (Identifier(), "a/b"),
    (Identifier(), "x" * 65),
    (Identifier(), '"'),
    (Identifier(), "a\x01b"),
    (Many(Identifier()), "T1/T2"),
    (Many(Identifier()), '"T1'),
    (Many(Identifier()), "、、"),
    (Many(Identifier()), date(2026, 3, 1)),
    (Free(), "x" * 201),
    (Free(), '"\\ud800"'),
    (Free(), date(2026, 3, 1)),
    (Whole(0, 99), -1.0),
    (Whole(0, 99), 100.0),
    (Whole(0, 99), 3.5),
    (Whole(0, 99), "三"),
    (Whole(0, 99), "1,2"),
    (Whole(0, 99), ""),
    (Whole(0, 99), float("inf")),
    (Whole(0, 99), True),
    (Whole(0, 99), date(2026, 3, 1)),
    (Whole(0, 99), "9" * 5000),
    (grade(HomeroomClass, "grade"), "初一"),
    (Yuan(), 62.505),
    (Yuan(), -1.0),
    (Yuan(), "1e3"),
    (Yuan(), float("inf")),
    (Yuan(), 10.0**11),
    (WEEKDAY, "周八"),
    (WEEKDAY, 8.0),
    (WEEKDAY, 1.5),
    (WEEKDAY_LIST, "周五至周一"),
    (WEEKDAY_LIST, "一三五"),
    (Flag(), "也许"),
    (Flag(), 2.0),
    (Choice(ADULT_KINDS), "教师"),
    (Choice(ADULT_KINDS), "1"),
    (Many(Choice(HARDSHIPS)), "留守儿童、贫困"),
]


@pytest.mark.parametrize(("cell", "raw", "value"), READ, ids=lambda x: repr(x)[:30])
def test_what_can_only_mean_one_thing_is_read(cell: Cell, raw: Any, value: Any) -> None:
    read = cell.read(raw)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(("cell", "raw"), REFUSED, ids=lambda x: repr(x)[:30])
def test_what_could_mean_two_things_is_refused_with_a_way_out(
    cell: Cell, raw: Any
) -> None:
    with pytest.raises(Misread) as raised:
        cell.read(raw)
    assert raised.value.expected.zh
    assert raised.value.expected.en


def same(book: Book, tmp_path: Path, **merged: Any) -> Instance:
    return read_workbook(write_book(book, tmp_path / "book.xlsx", **merged))


def test_columns_may_stand_in_any_order(book: Book, tmp_path: Path) -> None:
    for title, rows in book.items():
        book[title] = [list(reversed(row)) for row in rows]
    assert same(book, tmp_path) == everything()


def test_headings_may_be_english_or_without_unit(book: Book, tmp_path: Path) -> None:
    book["教室"][0] = [
        "ID",
        "school",
        " Name ",
        "座位数",
        "features",
        "offsite",
        "pupils_per_escort",
        "Travel Minutes",
    ]
    book["学校"][0] = [str(cell).replace("（", "(") for cell in book["学校"][0]]
    assert same(book, tmp_path) == everything()


def test_titles_above_and_empty_rows_between_do_no_harm(
    book: Book, tmp_path: Path
) -> None:
    book["学生"] = [
        ["2026 年春季学期学生名单"],
        [],
        *[line for row in book["学生"] for line in (row, [None, " ", "\n"])],
        [None] * 30,
    ]
    assert same(book, tmp_path) == everything()


def test_empty_columns_and_remarks_are_not_read(book: Book, tmp_path: Path) -> None:
    for row in book["教室"]:
        row[2:2] = [None, "备注" if row[0] == "教室编号" else "随便写"]
    book["备注 电话"] = [["校长室", "8888"]]
    book["Sheet1"] = [["任何内容"]]
    assert same(book, tmp_path) == everything()


def test_sheets_may_have_english_names(book: Book, tmp_path: Path) -> None:
    english = {"教室": "Rooms", "学生": "pupils", "日间课表": "duties"}
    named = {english.get(title, title): rows for title, rows in book.items()}
    assert same(named, tmp_path) == everything()


def test_cells_merged_downwards_hold_for_every_row(book: Book, tmp_path: Path) -> None:
    owners = book["日间课表"]
    merged = []
    first = 1
    for row in range(2, len(owners) + 1):
        if row == len(owners) or owners[row][0] != owners[first][0]:
            if row - first > 1:
                merged.append((first, 0, row - 1, 0))
            first = row
    assert merged, "the example has adults with several duties"
    for top, _, bottom, _ in merged:
        for row in range(top + 1, bottom + 1):
            owners[row][0] = None
    assert same(book, tmp_path, merged={"日间课表": merged}) == everything()


def test_an_empty_cell_without_merging_is_not_filled_from_above(
    book: Book, tmp_path: Path
) -> None:
    place = put(book, "日间课表", "人员编号", 3, None)
    with pytest.raises(Exception, match=place):
        same(book, tmp_path)


def test_numbers_typed_as_text_and_text_typed_as_numbers(
    book: Book, tmp_path: Path
) -> None:
    seats = column(book, "教室", "座位数")
    for row in book["教室"][1:]:
        row[seats] = f"{row[seats]}人"
    assert same(book, tmp_path) == everything()


def test_words_may_be_english(book: Book, tmp_path: Path) -> None:
    put(book, "人员", "类别", 2, "own teacher")
    put(book, "人员", "作业辅导", 2, "any")
    put(book, "时段", "星期", 2, "Mon")
    put(book, "锁定", "锁定什么", 2, "staff")
    put(book, "豁免", "规则", 2, "service_ends_after_work")
    assert same(book, tmp_path) == everything()


def test_times_and_dates_may_be_text(book: Book, tmp_path: Path) -> None:
    put(book, "时段", "开始", 2, "１６：３０")
    put(book, "时段", "结束", 2, time(17, 10))
    put(book, "概况", "周一日期", 2, "2026年3月2日")
    put(book, "学生", "同意书日期", 2, "2026/2/23")
    assert same(book, tmp_path) == everything()


def test_days_with_the_same_times_may_share_a_row_or_not(
    book: Book, tmp_path: Path
) -> None:
    headings, *rows = book["放学时间"]
    book["放学时间"] = [headings] + [
        [row[0], day, row[2]] for row in rows for day in str(row[1]).split("、")
    ]
    assert len(book["放学时间"]) == 13
    assert same(book, tmp_path) == everything()


def test_optional_columns_may_be_left_out(book: Book, tmp_path: Path) -> None:
    for title, heading in (("时段", "单双周轮换"), ("班级", "本班教室")):
        number = column(book, title, heading)
        for row in book[title]:
            del row[number]
    read = same(book, tmp_path)
    assert not any(slot.rotates for slot in read.slots)
    assert {homeroom.room for homeroom in read.classes} == {None}


@pytest.mark.parametrize(
    ("said", "expected"), [("是", True), (None, False), ("否", False)]
)
def test_no_published_rows_mean_no_timetable_unless_it_is_said(
    book: Book, tmp_path: Path, said: str | None, expected: bool
) -> None:
    for title in ("已公布小组", "已公布人员", "已公布值守", "已公布座位"):
        del book[title][1:]
    put(book, "概况", "有已公布课表", 2, said)
    published = same(book, tmp_path).published
    assert (published is not None) is expected
