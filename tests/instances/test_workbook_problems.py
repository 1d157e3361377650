"""What is wrong in a workbook is said at once, with the cell and a way out."""

from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from kehou_instances.workbook import read_workbook, write_workbook
from kehou_solver.errors import InvalidFile, InvalidInstance, Problem
from tests.instances.bad_input.editing import (
    Book,
    Formula,
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


def told(book: Book, tmp_path: Path, **merged: object) -> tuple[Problem, ...]:
    """Read a spoilt workbook and return its problems."""
    path = write_book(book, tmp_path / "book.xlsx", **merged)  # type: ignore[arg-type]
    with pytest.raises(InvalidInstance) as raised:
        read_workbook(path)
    return raised.value.problems


def places(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.where for problem in problems]


def test_a_problem_names_sheet_row_column_and_heading(
    book: Book, tmp_path: Path
) -> None:
    put(book, "教室", "座位数", 5, "很多")
    (problem,) = told(book, tmp_path)
    assert problem.where == "教室!D5 座位数"
    assert problem.seen == "很多"
    assert "0 到 1000000 的整数" in problem.expected_zh
    assert "whole number from 0 to 1000000" in problem.expected_en
    assert problem.clause == "LZ-418"


def test_all_problems_of_all_sheets_are_told_at_once(
    book: Book, tmp_path: Path
) -> None:
    put(book, "概况", "周一日期", 2, "3月2日")
    put(book, "教室", "座位数", 3, -1)
    put(book, "人员", "类别", 4, "本校老师")
    put(book, "学生", "班级", 5, "9-9")
    put(book, "已公布人员", "人员", 2, "T99")
    put(book, "时段", "结束", 2, "16:00")
    assert sorted(places(told(book, tmp_path))) == sorted(
        [
            "概况!E2 周一日期",
            "教室!D3 座位数",
            "人员!C4 类别",
            "学生!B5 班级",
            "已公布人员!A2 人员",
            "时段!E2 结束",
        ]
    )


def test_a_bad_row_is_known_so_that_those_who_name_it_are_not_blamed(
    book: Book, tmp_path: Path
) -> None:
    # The hall is named by a pin, a closure and published groups.
    put(book, "教室", "座位数", 4, "?")
    assert places(told(book, tmp_path)) == ["教室!D4 座位数"]


def test_unknown_references_are_found_in_the_cell_with_a_hint(
    book: Book, tmp_path: Path
) -> None:
    place = put(book, "学生", "社团志愿", 5, "robots、ches")
    (problem,) = told(book, tmp_path)
    assert problem.where == f"{place} 社团志愿"
    assert "《社团》" in problem.expected_zh
    assert "chess" in problem.expected_zh


def test_rows_that_belong_to_nobody_are_found(book: Book, tmp_path: Path) -> None:
    place = put(book, "证件", "人员编号", 2, "T9")
    (problem,) = told(book, tmp_path)
    assert problem.where == f"{place} 人员编号"
    assert "《人员》" in problem.expected_zh


def test_a_school_without_limits_is_named_once(book: Book, tmp_path: Path) -> None:
    del book["限额"][2]
    (problem,) = told(book, tmp_path)
    assert (problem.where, problem.seen) == ("限额", "west")


def test_a_school_with_two_rows_of_limits_is_named(book: Book, tmp_path: Path) -> None:
    book["限额"].append(list(book["限额"][1]))
    assert places(told(book, tmp_path)) == ["限额!A4 学校编号"]


def test_a_school_without_care_bands_is_named(book: Book, tmp_path: Path) -> None:
    del book["托管年级段"][1:]
    assert places(told(book, tmp_path)) == [
        "限额!2 → 托管年级段",
        "限额!3 → 托管年级段",
    ]


def test_a_missing_weekday_points_to_the_class_and_the_sheet(
    book: Book, tmp_path: Path
) -> None:
    put(book, "放学时间", "星期", 3, "周一、周二、周三")
    (problem,) = told(book, tmp_path)
    assert problem.where == "班级!3 → 放学时间"
    assert "周四" in problem.expected_zh


def test_messages_speak_of_sheets_and_columns_not_of_json(
    book: Book, tmp_path: Path
) -> None:
    del book["路程"][1]
    put(book, "教室", "教室编号", 3, "r1")
    problems = told(book, tmp_path)
    assert {"路程", "教室!A3 教室编号"} <= set(places(problems))
    for problem in problems:
        for text in (problem.where, problem.expected_zh, problem.expected_en):
            assert "/adults" not in text
            assert "/rooms" not in text
        if problem.where == "路程":
            assert "《路程》" in problem.expected_zh


def test_a_missing_sheet_does_not_make_every_reference_wrong(
    book: Book, tmp_path: Path
) -> None:
    del book["人员"]
    (problem,) = told(book, tmp_path)
    assert problem.where == "人员"


def test_a_misspelt_sheet_is_recognised(book: Book, tmp_path: Path) -> None:
    book["教室表"] = book.pop("教室")
    missing, slip = sorted(told(book, tmp_path), key=lambda p: p.where)
    assert (missing.where, slip.where) == ("教室", "教室表")
    assert "《教室》" in slip.expected_zh


def test_a_renamed_column_is_recognised(book: Book, tmp_path: Path) -> None:
    number = column(book, "社团", "最低开班人数")
    book["社团"][0][number] = "最低开班人"
    unknown, missing = told(book, tmp_path)
    assert unknown.where == "社团!H1"
    assert "最低开班人数" in unknown.expected_zh
    assert missing.where == "社团!1 最低开班人数"


def test_a_column_given_twice_is_refused(book: Book, tmp_path: Path) -> None:
    for row in book["教室"]:
        row.append(row[3])
    assert places(told(book, tmp_path)) == ["教室!I1"]


def test_content_without_a_heading_is_refused(book: Book, tmp_path: Path) -> None:
    book["教室"][2].append("靠窗")
    assert places(told(book, tmp_path)) == ["教室!I3"]


def test_cells_merged_across_are_refused(book: Book, tmp_path: Path) -> None:
    problems = told(book, tmp_path, merged={"时段": [(1, 3, 1, 4)]})
    assert "时段!D2" in places(problems)


def test_ids_turned_into_dates_are_noticed(book: Book, tmp_path: Path) -> None:
    put(book, "班级", "班级编号", 3, date(2026, 3, 1))
    problems = told(book, tmp_path)
    assert problems[0].where == "班级!A3 班级编号"
    assert "文本" in problems[0].expected_zh


def test_formulas_without_a_result_are_not_taken_for_empty_cells(
    tmp_path: Path,
) -> None:
    """The library shows them as empty; an optional column would be lost silently."""
    write_workbook(everything(), tmp_path / "whole.xlsx")
    book = openpyxl.load_workbook(tmp_path / "whole.xlsx")
    book["人员"]["K2"] = "=1+2"
    book["人员"]["L2"] = "#REF!"
    book.save(tmp_path / "formula.xlsx")
    with pytest.raises(InvalidInstance) as raised:
        read_workbook(tmp_path / "formula.xlsx")
    assert places(raised.value.problems) == [
        "人员!K2 个人周课时上限",
        "人员!L2 个人周下午上限",
    ]
    assert raised.value.problems[1].seen == "#REF!"


def test_a_formula_with_a_result_is_read_as_its_result(
    book: Book, tmp_path: Path
) -> None:
    put(book, "教室", "名称", 2, Formula('="r"&1'))
    # An empty text result is a result: the needed name is missing, no more.
    assert places(told(book, tmp_path)) == ["教室!C2 名称"]


def test_hardship_is_never_repeated_in_a_message(book: Book, tmp_path: Path) -> None:
    put(book, "学生", "优先类别", 3, "父母服刑")
    (problem,) = told(book, tmp_path)
    assert problem.where == "学生!F3 优先类别"
    assert "服刑" not in problem.line("zh") + problem.line("en")


def test_another_format_version_stops_at_once(book: Book, tmp_path: Path) -> None:
    put(book, "概况", "格式", 2, "kehou-instance/2")
    put(book, "教室", "座位数", 2, "?")
    with pytest.raises(InvalidFile) as raised:
        read_workbook(write_book(book, tmp_path / "book.xlsx"))
    (problem,) = raised.value.problems
    assert problem.where == "概况!A2 格式"


def test_a_denied_published_timetable_with_rows_is_refused(
    book: Book, tmp_path: Path
) -> None:
    put(book, "概况", "有已公布课表", 2, "否")
    assert places(told(book, tmp_path)) == ["概况!H2 有已公布课表"]


def test_a_pin_with_a_cell_too_many_or_too_few_is_refused(
    book: Book, tmp_path: Path
) -> None:
    extra = put(book, "锁定", "教室", 2, "r1")
    lacking = put(book, "锁定", "时段", 5, None)
    assert set(places(told(book, tmp_path))) == {f"{extra} 教室", f"{lacking} 时段"}


def test_a_second_row_of_the_overview_is_refused(book: Book, tmp_path: Path) -> None:
    book["概况"].append(list(book["概况"][1]))
    assert places(told(book, tmp_path)) == ["概况!3"]


def test_ids_given_twice_are_refused_with_the_other_place(
    book: Book, tmp_path: Path
) -> None:
    put(book, "社团", "社团编号", 3, "chess")
    problems = told(book, tmp_path)
    twice = [problem for problem in problems if problem.where == "社团!A3 社团编号"]
    assert "社团!2" in twice[0].expected_zh
