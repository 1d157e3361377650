"""A real township primary school, from the files it published (see data/README.md)."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files

from kehou_instances.township_notes import NOTES
from kehou_solver.domain import (
    Adult,
    AdultKind,
    CareBand,
    District,
    Duty,
    Group,
    HomeroomClass,
    Instance,
    LessonsEnd,
    Limits,
    Money,
    Paper,
    PaperKind,
    Room,
    School,
    SchoolKind,
    Slot,
    Staff,
    Teaching,
    Tier,
    Timetable,
    Waiver,
)
from kehou_solver.domain.base import WEEKDAY_NAMES

SCHOOL = "township-central"
DISTRICT = "county"
CHILDREN_PER_CLASS = 36
SEATS_PER_ROOM = 45
WEEK_OF = date(2026, 3, 9)
TERM_START, TERM_END = date(2026, 2, 24), date(2026, 7, 10)
FRIDAY = 5
FRIDAY_LESSONS_END = "14:40"

Row = Mapping[str, str]


def township_school() -> Instance:
    """Return the school with its published roster; assumptions are in its notes."""
    roster = _rows("published_roster")
    service = [row for row in roster if row["session_kind"] == "after_school_service"]
    slots = _slots(service)
    classes = _rows("classes")
    return Instance(
        format="kehou-instance/1",
        id="township-school",
        title="乡镇中心小学 / Township central primary school, as published",
        zone="Asia/Shanghai",
        week_of=WEEK_OF,
        rulebooks=("liuzhou_draft",),
        districts=(
            District(id=DISTRICT, name="县 / County", off_work_time=_clock("18:00")),
        ),
        schools=(_school(),),
        slots=tuple(slots.values()),
        rooms=tuple(
            Room(
                id=_room(row["class_id"]),
                school=SCHOOL,
                name=f"{row['class_id']} 班教室 / Room of class {row['class_id']}",
                seats=SEATS_PER_ROOM,
            )
            for row in classes
        ),
        classes=tuple(_class(row, slots) for row in classes),
        adults=tuple(_adults(service, roster)),
        waivers=(_waiver(),),
        published=_published(service, slots),
        notes=NOTES,
    )


def _rows(name: str) -> list[Row]:
    path = files("kehou_instances") / "data" / "township-school" / f"{name}.csv"
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _clock(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


def _people(row: Row) -> list[str]:
    """Return who shares a cell: one name, or the odd week's and the even week's."""
    return row["teacher_ids"].split("+")


def _room(class_id: str) -> str:
    return f"room-{class_id}"


def _slots(service: list[Row]) -> dict[tuple[str, str], Slot]:
    """Return the slots by weekday and start, numbered through each day."""
    found: dict[tuple[str, str], Slot] = {}
    for weekday, start, end in sorted(
        {(row["weekday"], row["start"], row["end"]) for row in service}
    ):
        day = int(weekday)
        number = 1 + sum(slot.weekday == day for slot in found.values())
        found[weekday, start] = Slot(
            id=f"{WEEKDAY_NAMES[day].en.lower()}-{number}",
            school=SCHOOL,
            weekday=day,
            start=_clock(start),
            end=_clock(end),
        )
    return found


def _school() -> School:
    """Return the school with the default limits, wide enough for its own roster."""
    return School(
        id=SCHOOL,
        name="乡镇中心小学 / Township central primary school",
        district=DISTRICT,
        kind=SchoolKind.PRIMARY,
        tier=Tier.TOWNSHIP,
        limits=Limits(
            care_bands=(
                CareBand(from_grade=1, to_grade=2, pupils=45),
                CareBand(from_grade=3, to_grade=6, pupils=45),
            ),
            merge_classes=1,
            lessons_week=8,
            afternoons_week=5,
            duty_minutes_day=11 * 60,
            duty_minutes_week=47 * 60,
            rest_minutes=12 * 60,
            noon_start=_clock("12:00"),
            noon_end=_clock("13:00"),
            late_from=_clock("17:30"),
            late_start=_clock("09:00"),
            away_afternoons_week=2,
            travel_buffer_minutes=30,
            lending_reserve_percent=100,
            vendor_share_percent=25,
            vendor_accompanied=True,
            time_bank_credit_minutes=60,
            time_bank_ceiling_minutes=480,
        ),
        money=Money(weeks_per_month=4),
    )


def _class(row: Row, slots: Mapping[tuple[str, str], Slot]) -> HomeroomClass:
    ends: dict[int, int] = {}
    for lesson in _rows("daytime_timetable"):
        if lesson["class_id"] == row["class_id"]:
            day = int(lesson["weekday"])
            ends[day] = max(ends.get(day, 0), _clock(lesson["end"]))
    # The printed lesson 6 would run into the service: the roster is believed here.
    ends[FRIDAY] = _clock(FRIDAY_LESSONS_END)
    return HomeroomClass(
        id=row["class_id"],
        school=SCHOOL,
        grade=int(row["grade"]),
        homeroom_teacher=row["homeroom_teacher_id"],
        room=_room(row["class_id"]),
        lessons_end=tuple(
            LessonsEnd(weekday=day, end=ends[day])
            for day in sorted({slot.weekday for slot in slots.values()})
        ),
        unlisted=CHILDREN_PER_CLASS,
        unlisted_consent=TERM_START,
    )


def _adults(service: list[Row], roster: list[Row]) -> Iterator[Adult]:
    """Yield the people the school itself put on its roster, with all fixed duties."""
    duties = defaultdict(list)
    for lesson in _rows("daytime_timetable"):
        duties[lesson["teacher_id"]].append(_duty(lesson, "lesson"))
    for row in roster:
        if row["session_kind"] != "after_school_service":
            for person in _people(row):
                duties[person].append(_duty(row, row["session_kind"]))
    teaches = defaultdict(list)
    for row in _rows("teaching"):
        teaches[row["teacher_id"]].append(
            Teaching(class_id=row["class_id"], subject=row["subject"])
        )
    for person in sorted({person for row in service for person in _people(row)}):
        yield Adult(
            id=person,
            name=person,
            kind=AdultKind.OWN_TEACHER,
            home=SCHOOL,
            serves=(SCHOOL,),
            papers=tuple(
                Paper(kind=kind, valid_from=TERM_START, valid_until=TERM_END)
                for kind in PaperKind
            ),
            care="taught",
            teaches=tuple(teaches[person]),
            # Somebody who shares two cells of one session is blocked once.
            duties=tuple(
                sorted(set(duties[person]), key=lambda d: (d.weekday, d.start, d.kind))
            ),
        )


def _duty(row: Row, kind: str) -> Duty:
    return Duty.model_validate(
        {
            "kind": kind,
            "school": SCHOOL,
            "weekday": int(row["weekday"]),
            "start": row["start"],
            "end": row["end"],
        }
    )


def _waiver() -> Waiver:
    return Waiver(
        rule="service_ends_after_work",
        school=SCHOOL,
        approved_by="县教育行政部门（假定）/ county education authority (assumed)",
        reason=(
            "学校公布的服务时间止于 17:50（周五 15:20）/ "
            "the hours the school published end at 17:50 (Friday 15:20)"
        ),
        until=TERM_END,
    )


def _published(service: list[Row], slots: Mapping[tuple[str, str], Slot]) -> Timetable:
    """Return the roster as published; in shared cells the first name is odd weeks."""
    groups, staff = [], []
    for row in service:
        slot = slots[row["weekday"], row["start"]].id
        group = Group(
            id=f"{slot}:{row['class_id']}",
            school=SCHOOL,
            kind="homework",
            classes=(row["class_id"],),
            slots=(slot,),
            room=_room(row["class_id"]),
        )
        groups.append(group)
        match _people(row):
            case [one]:
                staff.append(Staff(adult=one, group=group.id))
            case [odd, even]:
                staff.append(Staff(adult=odd, group=group.id, weeks="odd"))
                staff.append(Staff(adult=even, group=group.id, weeks="even"))
            case people:
                raise ValueError(f"{group.id}: one or two names expected, not {people}")
    return Timetable(groups=tuple(groups), staff=tuple(staff))
