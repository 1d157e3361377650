"""One tiny school, a lawful week in it, and builders that change one thing at a time.

The default world, all on Monday and Tuesday:

* school `east`: slots `mon-1`, `mon-2`, `tue-1`, `tue-2` (17:20-18:00 is the second);
* classes `1-1` (grade 1: p1 p2 p3) and `3-1` (grade 3: p4 p5 p6), rooms `r1` and `r3`;
* clubs `chess` (any grade, room `hall`) and `robots` (grades 3 to 9, room `lab`);
* own teachers `T1` (homeroom of 1-1), `T3` (homeroom of 3-1) and `T5`, the coach `C1`
  (chess), the vendor instructor `V1` (robots, sent by `acme`), support staff `S1`;
* a gate duty from 18:00 to 18:20 on both days.

`lawful()` breaks no rule there. `two_campuses()` adds the school `west` of the same
group with class `2-9`, and the group teacher `G1` of east; `lawful_two()` is its week.

Change one thing: `world(pupils=(*PUPILS, pupil("p7", "1-1")))`,
`changed(limits(), lessons_week=1)`, or take chess out of the week and put it elsewhere:
`together(without(lawful(), "chess"), meeting("chess", "tue-1", ...))`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from kehou_solver.domain import (
    Adult,
    AdultKind,
    CareBand,
    Club,
    ClubCategory,
    District,
    Duty,
    DutyRole,
    Frozen,
    Group,
    HomeroomClass,
    Instance,
    LessonsEnd,
    Limits,
    Money,
    Paper,
    PaperKind,
    Post,
    PostNeed,
    Pupil,
    Qualification,
    Room,
    School,
    SchoolKind,
    Seat,
    Slot,
    Staff,
    Tier,
    Timetable,
    Travel,
    Vendor,
)
from kehou_solver.domain.base import Weeks, parse_clock

MONDAY = date(2026, 3, 2)
TERM_START = date(2026, 2, 23)
TERM_END = date(2026, 7, 10)

Thing = TypeVar("Thing", bound=Frozen)


def changed(thing: Thing, /, **changes: Any) -> Thing:
    """Return a copy with some fields changed, and checked like any other data."""
    return type(thing)(**{**dict(thing), **changes})


def at(clock_time: str) -> int:
    """Read "16:30" as minutes since midnight."""
    minutes: int = parse_clock(clock_time)
    return minutes


# Schools


def limits(**changes: Any) -> Limits:
    """Build limits that bind nobody in the default world, but are not far away."""
    return Limits(
        **{
            "care_bands": (
                CareBand(from_grade=1, to_grade=2, pupils=6),
                CareBand(from_grade=3, to_grade=9, pupils=6),
            ),
            "merge_classes": 2,
            "lessons_week": 6,
            "afternoons_week": 4,
            "duty_minutes_day": 540,
            "duty_minutes_week": 1200,
            "rest_minutes": 720,
            "noon_start": at("12:00"),
            "noon_end": at("14:00"),
            "late_from": at("18:00"),
            "late_start": at("08:30"),
            "away_afternoons_week": 2,
            "travel_buffer_minutes": 20,
            "lending_reserve_percent": 25,
            "vendor_share_percent": 25,
            "vendor_accompanied": True,
            "time_bank_credit_minutes": 40,
            "time_bank_ceiling_minutes": 600,
            **changes,
        }
    )


def post_need(weekday: int, **changes: Any) -> PostNeed:
    """Build the need of one adult for gate duty after the last slot."""
    return PostNeed(
        **{
            "role": DutyRole.GATE_DUTY,
            "weekday": weekday,
            "start": at("18:00"),
            "end": at("18:20"),
            "adults": 1,
            **changes,
        }
    )


def school(id: str = "east", **changes: Any) -> School:
    """Build a public primary day school of group `G` in a city district."""
    return School(
        **{
            "id": id,
            "name": id,
            "district": "D",
            "group": "G",
            "kind": SchoolKind.PRIMARY,
            "tier": Tier.CITY_DISTRICT,
            "limits": limits(),
            "money": Money(weeks_per_month=4),
            **changes,
        }
    )


def slot(id: str, weekday: int, start: str, end: str, **changes: Any) -> Slot:
    """Build a slot of the school `east`."""
    return Slot(
        **{
            "id": id,
            "school": "east",
            "weekday": weekday,
            "start": at(start),
            "end": at(end),
            **changes,
        }
    )


def room(id: str, seats: int = 6, **changes: Any) -> Room:
    """Build a room of the school `east`."""
    return Room(**{"id": id, "school": "east", "name": id, "seats": seats, **changes})


def venue(id: str = "pool", seats: int = 6, **changes: Any) -> Room:
    """Build an off-site venue: 10 minutes away, 3 children per adult."""
    return room(
        id,
        seats,
        **{"offsite": True, "pupils_per_escort": 3, "travel_minutes": 10, **changes},
    )


def homeroom(id: str, grade: int, **changes: Any) -> HomeroomClass:
    """Build a class of `east` whose lessons end at 16:20 on Monday and Tuesday."""
    return HomeroomClass(
        **{
            "id": id,
            "school": "east",
            "grade": grade,
            "lessons_end": tuple(
                LessonsEnd(weekday=day, end=at("16:20")) for day in (1, 2)
            ),
            **changes,
        }
    )


# Children and clubs


def pupil(id: str, class_id: str, *wishes: str, **changes: Any) -> Pupil:
    """Build a consenting pupil who stays on Monday and Tuesday."""
    return Pupil(
        **{
            "id": id,
            "class_id": class_id,
            "consent": TERM_START,
            "weekdays": (1, 2),
            "wishes": wishes,
            **changes,
        }
    )


def club(id: str, **changes: Any) -> Club:
    """Build a club of `east` for two or three children of any grade."""
    return Club(
        **{
            "id": id,
            "school": "east",
            "name": id,
            "category": ClubCategory.SOCIETY,
            "from_grade": 1,
            "to_grade": 9,
            "seats": 3,
            "min_enrolment": 2,
            **changes,
        }
    )


# Adults


def paper(kind: PaperKind, /, **changes: Any) -> Paper:
    """Build a paper that holds for the whole term."""
    return Paper(
        **{"kind": kind, "valid_from": TERM_START, "valid_until": TERM_END, **changes}
    )


def skill(name: str, **changes: Any) -> Qualification:
    """Build a qualification that holds for the whole term."""
    return Qualification(
        **{"name": name, "valid_from": TERM_START, "valid_until": TERM_END, **changes}
    )


def duty(weekday: int, start: str, end: str, **changes: Any) -> Duty:
    """Build a daytime lesson at `east`."""
    return Duty(
        **{
            "kind": "lesson",
            "school": "east",
            "weekday": weekday,
            "start": at(start),
            "end": at(end),
            **changes,
        }
    )


def adult(id: str, kind: AdultKind, /, **changes: Any) -> Adult:
    """Build an adult who serves `east` and holds every paper there is."""
    return Adult(
        **{
            "id": id,
            "name": id,
            "kind": kind,
            "serves": ("east",),
            "papers": tuple(paper(kind) for kind in PaperKind),
            **changes,
        }
    )


def teacher(id: str, **changes: Any) -> Adult:
    """Build an own teacher: lessons on both days, any homework care."""
    return adult(
        id,
        AdultKind.OWN_TEACHER,
        **{
            "home": "east",
            "care": "any",
            "duties": tuple(
                span
                for day in (1, 2)
                for span in (duty(day, "08:00", "11:30"), duty(day, "14:00", "16:10"))
            ),
            "pay_fen_per_lesson": 5000,
            **changes,
        },
    )


def vendor(id: str = "acme", **changes: Any) -> Vendor:
    """Build a vendor the district has listed for `robots`."""
    return Vendor(
        **{
            "id": id,
            "name": id,
            "district": "D",
            "listed_from": TERM_START,
            "listed_until": TERM_END,
            "clubs": ("robots",),
            "no_promotion_declared": True,
            **changes,
        }
    )


# The default world

DISTRICT = District(
    id="D", name="D", off_work_time=at("18:00"), vendor_rate_cap_fen=8000
)
EAST = school(posts=(post_need(1), post_need(2)))
SLOTS = (
    slot("mon-1", 1, "16:30", "17:10"),
    slot("mon-2", 1, "17:20", "18:00"),
    slot("tue-1", 2, "16:30", "17:10"),
    slot("tue-2", 2, "17:20", "18:00"),
)
ROOMS = (
    room("r1"),
    room("r3"),
    room("hall", features=("boards",)),
    room("lab", features=("sockets",)),
)
CLASSES = (
    homeroom("1-1", 1, homeroom_teacher="T1", room="r1"),
    homeroom("3-1", 3, homeroom_teacher="T3", room="r3"),
)
PUPILS = (
    pupil("p1", "1-1", "chess"),
    pupil("p2", "1-1", "chess"),
    pupil("p3", "1-1"),
    pupil("p4", "3-1", "robots", "chess"),
    pupil("p5", "3-1", "chess", "robots"),
    pupil("p6", "3-1", "chess"),
)
CHESS = club("chess", room_features=("boards",), qualifications=("chess-coach",))
ROBOTS = club("robots", from_grade=3, room_features=("sockets",))
CLUBS = (CHESS, ROBOTS)
T1 = teacher("T1")
T3 = teacher("T3")
T5 = teacher("T5")
C1 = adult(
    "C1",
    AdultKind.SPORTS_COACH,
    qualifications=(skill("chess-coach"),),
    clubs=("chess",),
    pay_fen_per_lesson=6000,
)
V1 = adult(
    "V1",
    AdultKind.VENDOR_INSTRUCTOR,
    vendor="acme",
    clubs=("robots",),
    pay_fen_per_lesson=8000,
)
S1 = adult("S1", AdultKind.SUPPORT_STAFF, home="east", posts=(DutyRole.GATE_DUTY,))
ADULTS = (T1, T3, T5, C1, V1, S1)


def world(**changes: Any) -> Instance:
    """Build the default world with some parts replaced."""
    return Instance(
        **{
            "format": "kehou-instance/1",
            "id": "tiny",
            "title": "tiny",
            "zone": "Asia/Shanghai",
            "week_of": MONDAY,
            "rulebooks": ("liuzhou_draft",),
            "districts": (DISTRICT,),
            "schools": (EAST,),
            "slots": SLOTS,
            "rooms": ROOMS,
            "classes": CLASSES,
            "pupils": PUPILS,
            "clubs": CLUBS,
            "adults": ADULTS,
            "vendors": (vendor(),),
            **changes,
        }
    )


def east(**changes: Any) -> tuple[School]:
    """Build the only school of the default world with some of its limits changed.

    `world(schools=east(lessons_week=1))`.
    """
    return (changed(EAST, limits=limits(**changes)),)


def replaced(things: Sequence[Thing], *news: Thing) -> tuple[Thing, ...]:
    """Put each new thing in the place of the old one with its id, or at the end."""
    by_id: dict[str, Thing] = {thing.id: thing for thing in (*things, *news)}  # type: ignore[attr-defined]
    return tuple(by_id.values())


# Timetables


def together(*parts: Timetable) -> Timetable:
    """Lay parts of a timetable side by side."""
    return Timetable(
        groups=tuple(group for part in parts for group in part.groups),
        staff=tuple(staff for part in parts for staff in part.staff),
        posts=tuple(post for part in parts for post in part.posts),
        seats=tuple(seat for part in parts for seat in part.seats),
    )


def without(timetable: Timetable, *groups: str) -> Timetable:
    """Take groups out of a timetable, with their staff and seats."""
    known = {group.id for group in timetable.groups}
    assert known >= set(groups), f"{set(groups) - known} not in the timetable"
    return Timetable(
        groups=tuple(g for g in timetable.groups if g.id not in groups),
        staff=tuple(s for s in timetable.staff if s.group not in groups),
        posts=timetable.posts,
        seats=tuple(s for s in timetable.seats if s.group not in groups),
    )


def care(
    slot: str,
    *classes: str,
    room: str,
    lead: str,
    weeks: Weeks = "every",
    school: str = "east",
    id: str | None = None,
) -> Timetable:
    """Homework care of some classes in one slot; its id is "1-1@mon-1"."""
    group = id or f"{'&'.join(classes)}@{slot}"
    return Timetable(
        groups=(
            Group(
                id=group,
                school=school,
                kind="homework",
                classes=classes,
                slots=(slot,),
                room=room,
            ),
        ),
        staff=(Staff(adult=lead, group=group, weeks=weeks),),
    )


def meeting(
    club: str,
    *slots: str,
    room: str,
    lead: str,
    assistants: Iterable[str] = (),
    seats: Iterable[str] = (),
    school: str = "east",
    id: str | None = None,
) -> Timetable:
    """One group of a club with its adults and children; its id is the club's."""
    group = id or club
    return Timetable(
        groups=(
            Group(
                id=group, school=school, kind="club", club=club, slots=slots, room=room
            ),
        ),
        staff=(
            Staff(adult=lead, group=group),
            *(Staff(adult=a, group=group, role="assistant") for a in assistants),
        ),
        seats=tuple(Seat(pupil=p, group=group) for p in seats),
    )


def at_gate(adult: str, *weekdays: int, school: str = "east") -> Timetable:
    """One adult at the gate on some weekdays."""
    return Timetable(
        posts=tuple(
            Post(adult=adult, school=school, weekday=day, role=DutyRole.GATE_DUTY)
            for day in weekdays
        )
    )


def lawful() -> Timetable:
    """A week in the default world that breaks no rule.

    Chess on Monday (p1, p2, p6), robots on Tuesday (p4, p5), care for the rest.
    """
    return together(
        care("mon-1", "1-1", room="r1", lead="T1"),
        care("mon-1", "3-1", room="r3", lead="T3"),
        care("mon-2", "1-1", room="r1", lead="T1"),
        care("mon-2", "3-1", room="r3", lead="T3"),
        care("tue-1", "1-1", room="r1", lead="T1"),
        care("tue-1", "3-1", room="r3", lead="T3"),
        care("tue-2", "1-1", room="r1", lead="T1"),
        care("tue-2", "3-1", room="r3", lead="T3"),
        meeting("chess", "mon-2", room="hall", lead="C1", seats=("p1", "p2", "p6")),
        meeting(
            "robots",
            "tue-2",
            room="lab",
            lead="V1",
            assistants=("T5",),
            seats=("p4", "p5"),
        ),
        at_gate("S1", 1, 2),
    )


# Two campuses of one group

WEST = school("west", weak=True)
WEST_SLOTS = (slot("w-mon-2", 1, "17:20", "18:00", school="west"),)
WEST_ROOMS = (room("r9", school="west"),)
WEST_CLASSES = (homeroom("2-9", 2, school="west", room="r9"),)
WEST_PUPILS = (pupil("p8", "2-9"), pupil("p9", "2-9"))
G1 = teacher(
    "G1",
    kind=AdultKind.GROUP_TEACHER,
    serves=("east", "west"),
    duties=(duty(1, "08:00", "11:30"),),
)


def two_campuses(**changes: Any) -> Instance:
    """Build the default world with the campus `west`, 15 minutes away."""
    return world(
        **{
            "schools": (EAST, WEST),
            "slots": (*SLOTS, *WEST_SLOTS),
            "rooms": (*ROOMS, *WEST_ROOMS),
            "classes": (*CLASSES, *WEST_CLASSES),
            "pupils": (*PUPILS, *WEST_PUPILS),
            "adults": (*ADULTS, G1),
            "travel": (Travel(school="east", other="west", minutes=15),),
            **changes,
        }
    )


def lawful_two() -> Timetable:
    """The lawful week of `two_campuses()`: G1 gives the only care at west."""
    return together(
        lawful(), care("w-mon-2", "2-9", room="r9", lead="G1", school="west")
    )
