"""The page families see: one HTML file, printable, that names no child."""

from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import HomeroomClass, School
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy
from kehou_solver.report.pages_statistics import (
    TIER_NAMES,
    WITHHELD,
    published_count,
    seats_by_tier,
)
from kehou_solver.report.words import CATEGORY_NAMES, said_in, slot_words, span
from kehou_solver.report.words_meetings import WeekInWords

_TEMPLATE = "pages.html.j2"


@dataclass(frozen=True)
class Grid:
    """One class's week: a row per time of day, a column per weekday."""

    name: str
    days: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ClubLine:
    """One club group as families see it."""

    name: str
    category: str
    grades: str
    when: str
    room: str
    lead: str
    children: str


@dataclass(frozen=True)
class SchoolPart:
    """Everything about one campus."""

    name: str
    classes: tuple[Grid, ...]
    clubs: tuple[ClubLine, ...]


def page(
    instance: Instance,
    timetable: Timetable,
    policy: Policy,
    remarks: tuple[Text, ...] = (),
    lang: str = "zh",
) -> str:
    """Return the page as HTML: no child, no category of hardship, no pay."""
    week = WeekInWords(instance, timetable, lang)
    source = (files("kehou_solver.report") / _TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(source).render(
        lang="zh-CN" if lang == "zh" else "en",
        words={name: text.of(lang) for name, text in _WORDS.items()},
        title=said_in(instance.title, lang),
        week_of=instance.week_of.isoformat(),
        schools=[_school(week, school) for school in instance.schools],
        tiers=_tiers(week, policy),
        notes=[
            *(said_in(note, lang) for note in instance.notes),
            *(remark.of(lang) for remark in remarks),
        ],
    )


def _school(week: WeekInWords, school: School) -> SchoolPart:
    own = [a_class for a_class in week.instance.classes if a_class.school == school.id]
    return SchoolPart(
        name=said_in(school.name, week.lang),
        classes=tuple(_grid(week, a_class) for a_class in own),
        clubs=tuple(_clubs(week, school.id)),
    )


def _grid(week: WeekInWords, a_class: HomeroomClass) -> Grid:
    """Lay out one class: who is with it, at what time, on which day."""
    slots = week.index.slots_of[a_class.school]
    days = sorted({slot.weekday for slot in slots})
    times = sorted({(slot.start, slot.end) for slot in slots})
    cells: dict[tuple[int, int, int], list[str]] = {}
    for meeting in week.meetings:
        if a_class.id in meeting.group.classes:
            slot = meeting.slot
            words = meeting.lead
            if meeting.room.id != a_class.room:
                words += f" @ {meeting.room.name}"
            cells.setdefault((slot.weekday, slot.start, slot.end), []).append(words)
    return Grid(
        name=a_class.id,
        days=tuple(WEEKDAY_NAMES[day].of(week.lang) for day in days),
        rows=tuple(
            (
                span(start, end),
                tuple(" · ".join(cells.get((day, start, end), ())) for day in days),
            )
            for start, end in times
        ),
    )


def _clubs(week: WeekInWords, school: Id) -> list[ClubLine]:
    """List every club group once, with all its meetings in one cell."""
    meetings: dict[Id, list[str]] = {}
    adults: dict[Id, dict[str, str]] = {}
    lines: dict[Id, ClubLine] = {}
    for meeting in week.meetings:
        group = meeting.group
        if group.school != school or group.club is None:
            continue
        club = week.index.clubs[group.club]
        when = slot_words(meeting.slot, week.lang)
        meetings.setdefault(group.id, []).append(when)
        people = ", ".join(filter(None, (meeting.lead, meeting.helpers)))
        adults.setdefault(group.id, {})[when] = people
        shown = published_count(meeting.children)
        lines[group.id] = ClubLine(
            name=club.name,
            category=CATEGORY_NAMES[club.category].of(week.lang),
            grades=f"{club.from_grade}-{club.to_grade}",
            when=" · ".join(meetings[group.id]),
            room=meeting.room.name,
            lead=_people(adults[group.id]),
            children=WITHHELD.of(week.lang) if shown is None else str(shown),
        )
    return sorted(lines.values(), key=lambda line: (line.name, line.when))


def _people(by_meeting: dict[str, str]) -> str:
    """Write the adults of a group; with the meetings, where they differ."""
    if len(set(by_meeting.values())) == 1:
        return next(iter(by_meeting.values()))
    return " · ".join(f"{when} {people}" for when, people in by_meeting.items())


def _tiers(week: WeekInWords, policy: Policy) -> list[tuple[str, str, str]]:
    hidden = WITHHELD.of(week.lang)
    return [
        (
            TIER_NAMES[row.tier].of(week.lang),
            hidden if row.wished is None else str(row.wished),
            hidden if row.seated is None else str(row.seated),
        )
        for row in seats_by_tier(week.instance, week.timetable, policy)
    ]


_WORDS = {
    "week": Text("周次开始日", "Week of"),
    "class": Text("班级", "Class"),
    "time": Text("时间", "Time"),
    "clubs": Text("社团", "Clubs"),
    "club": Text("社团", "Club"),
    "category": Text("类别", "Category"),
    "grades": Text("年级", "Grades"),
    "when": Text("时间", "When"),
    "room": Text("场地", "Room"),
    "lead": Text("教师", "Adults"),
    "children": Text("人数", "Children"),
    "tiers": Text("社团名额（按优先次序）", "Club seats, in order of priority"),
    "tier": Text("次序", "Tier"),
    "wished": Text("报名人数", "Children who wished"),
    "seated": Text("得到名额人数", "Children with a seat"),
    "notes": Text("说明", "Notes"),
    "care": Text("作业辅导", "Homework care"),
}
