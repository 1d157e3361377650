"""Units and columns that several sheets share."""

from kehou_instances.workbook.cells import Choice, Clock, Day, Identifier, Many, Whole
from kehou_instances.workbook.cells.numbers import whole
from kehou_instances.workbook.layout import Column
from kehou_instances.workbook.words import WEEKDAYS, WEEKS
from kehou_solver.domain import Frozen, Text

CHILDREN = Text("人", "children")
ADULTS = Text("人", "adults")
MINUTES = Text("分钟", "minutes")
LESSONS = Text("课时", "lessons")
AFTERNOONS = Text("个下午", "afternoons")
PERCENT = Text("%", "percent")
GRADE = Text("年级", "grade")

IDS = Many(Identifier())
WEEKDAY = Choice(WEEKDAYS, value=int)
WEEKDAY_LIST = Many(WEEKDAY)

_GRADES = {f"{digit}年级": grade for grade, digit in enumerate("一二三四五六七八九", 1)}


def grade(model: type[Frozen], field: str) -> Whole:
    """Build a grade cell; 三年级 is read, 初一 is not (it is 6 or 7)."""
    return whole(model, field, GRADE, _GRADES)


def own_id(zh: str, en: str, example: str) -> Column:
    """Build the column of a row's own id."""
    return Column(
        "id",
        Text(zh, en),
        Identifier(),
        Text(
            f"本表内不重复，其他表用它来指代；如 {example}",
            f"unique on this sheet, other sheets refer to it; such as {example}",
        ),
    )


def reference(
    field: str,
    title: Text,
    refers: str,
    note: Text,
    clause: str = "",
) -> Column:
    """Build a column that names one row of another sheet by its id."""
    return Column(field, title, Identifier(), note, clause, refers)


def references(
    field: str,
    title: Text,
    refers: str,
    note: Text,
    clause: str = "",
) -> Column:
    """Build a column that names several rows of another sheet by their ids."""
    return Column(field, title, IDS, note, clause, refers, width=24)


def each_weekday() -> Column:
    """Build a weekday column in which several weekdays may be named at once."""
    return Column(
        "weekday",
        Text("星期", "weekday"),
        WEEKDAY_LIST,
        Text(
            "周一 到 周日；同一时间的几天可写在一行，如 周一至周五",
            "Mon to Sun; days with the same times may share a row, such as Mon、Tue",
        ),
    )


def one_weekday() -> Column:
    """Build a weekday column for exactly one weekday."""
    return Column(
        "weekday",
        Text("星期", "weekday"),
        WEEKDAY,
        Text("周一 到 周日，只填一天", "Mon to Sun, one day"),
    )


def span() -> tuple[Column, Column]:
    """Build the columns of start and end."""
    return (
        Column(
            "start",
            Text("开始", "start"),
            Clock(),
            Text("开始时刻，如 16:30", "clock time it starts, such as 16:30"),
        ),
        Column(
            "end",
            Text("结束", "end"),
            Clock(),
            Text("结束时刻，晚于开始，如 17:10", "clock time it ends, after the start"),
        ),
    )


def validity() -> tuple[Column, Column]:
    """Build the columns of the first and last day of validity."""
    return (
        Column(
            "valid_from",
            Text("有效期起", "valid from"),
            Day(),
            Text("首日（含），如 2026-02-23", "first day, included"),
        ),
        Column(
            "valid_until",
            Text("有效期止", "valid until"),
            Day(),
            Text("末日（含），如 2026-07-10", "last day, included"),
        ),
    )


def weeks() -> Column:
    """Build the odd/even column."""
    return Column(
        "weeks",
        Text("单双周", "weeks"),
        Choice(WEEKS),
        Text(
            "每周、单周 或 双周；空白=每周", "every, odd or even weeks; empty = every"
        ),
    )
