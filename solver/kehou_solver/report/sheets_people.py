"""Sheets for one reader each: what does this adult do, what happens in this room?"""

from collections import defaultdict
from typing import Any

from kehou_solver.domain.base import Id, Text
from kehou_solver.report.sheets_layout import Sheet
from kehou_solver.report.sheets_week import Column, column_of, columns_of
from kehou_solver.report.words import KIND_NAMES, WEEK_NAMES
from kehou_solver.report.words_meetings import WeekInWords

Cells = dict[tuple[Id, Column], list[str]]


def write_adults(book: Any, week: WeekInWords) -> None:
    """Write a row per adult who takes part: kind, lessons, slots, posts."""
    cells: Cells = defaultdict(list)
    lessons: dict[Id, float] = defaultdict(float)
    for meeting in week.meetings:
        for staff in week.staff_of(meeting.group.id, meeting.slot.id):
            words = f"{meeting.title} @ {meeting.room.name}"
            if staff.weeks != "every":
                words += f" ({WEEK_NAMES[staff.weeks].of(week.lang)})"
            cells[staff.adult, column_of(meeting.slot)].append(words)
            lessons[staff.adult] += 1 if staff.weeks == "every" else 0.5
    posts: dict[Id, list[str]] = defaultdict(list)
    for post in week.timetable.posts:
        posts[post.adult].append(week.post_words(post))
    columns = columns_of(week)
    name = Text("按教师", "By adult").of(week.lang)
    sheet = Sheet(book, name, f"{week.title} {name}")
    sheet.table(
        [*(head.of(week.lang) for head in _ADULT_HEADS), *columns.values()],
        (
            [
                adult.name,
                KIND_NAMES[adult.kind].of(week.lang),
                lessons[adult.id],
                "\n".join(posts[adult.id]),
                *("\n".join(cells[adult.id, column]) for column in columns),
            ]
            for adult in week.instance.adults
            if lessons[adult.id] or posts[adult.id]
        ),
    )


def write_rooms(book: Any, week: WeekInWords) -> None:
    """Write a row per room in use."""
    cells: Cells = defaultdict(list)
    for meeting in week.meetings:
        cells[meeting.room.id, column_of(meeting.slot)].append(
            f"{meeting.title} · {meeting.lead}"
        )
    used = {room for room, _ in cells}
    columns = columns_of(week)
    name = Text("按场地", "By room").of(week.lang)
    sheet = Sheet(book, name, f"{week.title} {name}")
    sheet.table(
        [*(head.of(week.lang) for head in _ROOM_HEADS), *columns.values()],
        (
            [
                room.name,
                room.seats,
                *("\n".join(cells[room.id, column]) for column in columns),
            ]
            for room in week.instance.rooms
            if room.id in used
        ),
    )


_ADULT_HEADS = (
    Text("姓名", "Name"),
    Text("身份", "Kind"),
    Text("周课时", "Lessons a week"),
    Text("值守岗位", "Duty roles"),
)
_ROOM_HEADS = (Text("场地", "Room"), Text("座位", "Seats"))
