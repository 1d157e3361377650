"""Sheets that show the week: by class, by club, and day by day."""

from collections import defaultdict
from typing import Any

from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Text
from kehou_solver.domain.school import Slot
from kehou_solver.report.sheets_layout import Sheet
from kehou_solver.report.words import CATEGORY_NAMES, slot_words, span
from kehou_solver.report.words_meetings import Meeting, WeekInWords

Column = tuple[int, int, int]
"""Weekday, start and end: slots of several campuses share a column if they agree."""


def column_of(slot: Slot) -> Column:
    """Return the column a slot is printed in."""
    return slot.weekday, slot.start, slot.end


def columns_of(week: WeekInWords) -> dict[Column, str]:
    """Return the columns of a week in order, with their headings."""
    return {
        column_of(slot): slot_words(slot, week.lang).replace(" ", "\n")
        for slot in sorted(week.instance.slots, key=column_of)
    }


def write_classes(book: Any, week: WeekInWords) -> None:
    """Write homework care: a row per class, a column per slot."""
    cells: dict[tuple[Id, Column], list[str]] = defaultdict(list)
    for meeting in week.meetings:
        for class_id in meeting.group.classes:
            merged = [other for other in meeting.group.classes if other != class_id]
            words = meeting.lead
            if meeting.room.id != week.index.classes[class_id].room:
                words += f" @ {meeting.room.name}"
            if merged:
                words += f" (+{'+'.join(merged)})"
            cells[class_id, column_of(meeting.slot)].append(words)
    columns = columns_of(week)
    sheet = Sheet(book, _NAMES["classes"].of(week.lang), _title(week, "classes"))
    sheet.table(
        [_CLASS.of(week.lang), *columns.values()],
        (
            [
                f"{_campus(week, a_class.school)}{a_class.id}",
                *("\n".join(cells[a_class.id, column]) for column in columns),
            ]
            for a_class in week.instance.classes
        ),
    )


def write_clubs(book: Any, week: WeekInWords) -> None:
    """Write the club groups: what, when, where, with whom, how full."""
    sheet = Sheet(book, _NAMES["clubs"].of(week.lang), _title(week, "clubs"))
    sheet.table(
        [head.of(week.lang) for head in _CLUB_HEADS],
        (_club_row(week, m) for m in week.meetings if m.group.club is not None),
    )


def _club_row(week: WeekInWords, meeting: Meeting) -> list[str | int | float]:
    club = week.index.clubs[meeting.group.club or ""]
    return [
        f"{_campus(week, club.school)}{club.name}",
        CATEGORY_NAMES[club.category].of(week.lang),
        f"{club.from_grade}-{club.to_grade}",
        slot_words(meeting.slot, week.lang),
        meeting.room.name,
        meeting.lead,
        meeting.helpers,
        meeting.children,
        club.seats,
    ]


def write_days(book: Any, week: WeekInWords) -> None:
    """Write one sheet a weekday: every group in the order of the clock."""
    for weekday in sorted({slot.weekday for slot in week.instance.slots}):
        today = [m for m in week.meetings if m.slot.weekday == weekday]
        name = WEEKDAY_NAMES[weekday].of(week.lang)
        sheet = Sheet(book, name, f"{week.title} {name}")
        sheet.table(
            [head.of(week.lang) for head in _DAY_HEADS],
            (
                [
                    span(m.slot.start, m.slot.end),
                    f"{_campus(week, m.group.school)}{m.title}",
                    m.room.name,
                    m.lead,
                    m.helpers,
                    m.children,
                ]
                for m in sorted(today, key=lambda m: (m.slot.start, m.slot.school))
            ),
        )


def _campus(week: WeekInWords, school: Id) -> str:
    """Name the campus, where there are several."""
    if len(week.instance.schools) == 1:
        return ""
    return f"{week.index.schools[school].name} "


def _title(week: WeekInWords, sheet: str) -> str:
    starts = week.instance.week_of.isoformat()
    return f"{week.title} {_NAMES[sheet].of(week.lang)} {starts}"


_NAMES = {
    "classes": Text("按班级", "By class"),
    "clubs": Text("社团", "Clubs"),
}
_CLASS = Text("班级", "Class")
_CLUB_HEADS = (
    Text("社团", "Club"),
    Text("类别", "Category"),
    Text("年级", "Grades"),
    Text("时间", "When"),
    Text("场地", "Room"),
    Text("主班", "Lead"),
    Text("副班", "Assistants"),
    Text("人数", "Children"),
    Text("名额", "Seats"),
)
_DAY_HEADS = (
    Text("时间", "When"),
    Text("内容", "What"),
    Text("场地", "Room"),
    Text("主班", "Lead"),
    Text("副班", "Assistants"),
    Text("人数", "Children"),
)
