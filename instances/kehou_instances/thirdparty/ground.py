"""The ground third-party instances stand on: one school whose limits never bind."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kehou_solver.domain import (
    Adult,
    AdultKind,
    CareBand,
    Club,
    ClubCategory,
    District,
    HomeroomClass,
    Instance,
    LessonsEnd,
    Limits,
    Money,
    Pupil,
    Room,
    School,
    SchoolKind,
    Slot,
    Tier,
)
from kehou_solver.domain.base import Id

RULEBOOK = "third_party"
MONDAY = date(2026, 3, 2)
SCHOOL = "S"
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
LAST_TIER_GRADE, MIDDLE_TIER_GRADE = 9, 4
MANY = 100_000
MIDNIGHT = 24 * 60


def instance(
    name: Id,
    title: str,
    *,
    slots: Sequence[Slot],
    rooms: Iterable[Room],
    clubs: Iterable[Club],
    adults: Iterable[Adult],
    classes: Iterable[HomeroomClass] = (),
    pupils: Iterable[Pupil] = (),
    goals: tuple[str, ...],
    notes: tuple[str, ...],
    **more: Any,
) -> Instance:
    """Put the parts on the ground."""
    return Instance(
        format="kehou-instance/1",
        id=name,
        title=title,
        zone="UTC",
        week_of=MONDAY,
        rulebooks=(RULEBOOK,),
        districts=(District(id="D", name="D", off_work_time=0),),
        schools=(_school(),),
        slots=tuple(slots),
        rooms=tuple(rooms),
        classes=tuple(classes),
        pupils=tuple(pupils),
        clubs=tuple(clubs),
        adults=tuple(adults),
        goals=goals,
        notes=notes,
        **more,
    )


def _school() -> School:
    return School(
        id=SCHOOL,
        name=SCHOOL,
        district="D",
        kind=SchoolKind.TWELVE_YEAR,
        tier=Tier.CITY_DISTRICT,
        limits=Limits(
            care_bands=(
                CareBand(from_grade=1, to_grade=2, pupils=MANY),
                CareBand(from_grade=3, to_grade=9, pupils=MANY),
            ),
            merge_classes=1,
            lessons_week=MANY,
            afternoons_week=len(EVERY_DAY),
            duty_minutes_day=MIDNIGHT,
            duty_minutes_week=MANY,
            rest_minutes=0,
            noon_start=12 * 60,
            noon_end=12 * 60,
            late_from=MIDNIGHT,
            late_start=0,
            away_afternoons_week=len(EVERY_DAY),
            travel_buffer_minutes=0,
            lending_reserve_percent=0,
            vendor_share_percent=100,
            vendor_accompanied=False,
            time_bank_credit_minutes=0,
            time_bank_ceiling_minutes=MANY,
        ),
        money=Money(weeks_per_month=4),
    )


def slot(name: Id, weekday: int, start: int, end: int) -> Slot:
    """Build a slot; times in minutes since midnight."""
    return Slot(id=name, school=SCHOOL, weekday=weekday, start=start, end=end)


def room(name: Id, seats: int, features: Iterable[Id] = ()) -> Room:
    """Build a room."""
    return Room(id=name, school=SCHOOL, name=name, seats=seats, features=(*features,))


def club(name: Id, seats: int, **more: Any) -> Club:
    """Build a club that may open with any number of children."""
    return Club(
        id=name,
        school=SCHOOL,
        name=name,
        category=ClubCategory.SOCIETY,
        from_grade=1,
        to_grade=9,
        seats=seats,
        min_enrolment=0,
        **more,
    )


def adult(name: Id, clubs: Iterable[Id], **more: Any) -> Adult:
    """Build an adult who can lead these clubs and has nothing else to do."""
    return Adult(
        id=name,
        name=name,
        kind=AdultKind.OWN_TEACHER,
        home=SCHOOL,
        serves=(SCHOOL,),
        clubs=tuple(clubs),
        **more,
    )


def own_adults(clubs: Iterable[Club]) -> list[Adult]:
    """Give every club an adult of its own, so that adults never matter."""
    return [adult(f"a-{c.id}"[:64], (c.id,)) for c in clubs]


def homeroom(name: Id, grade: int, slots: Iterable[Slot]) -> HomeroomClass:
    """Build a class whose lessons are over before the first slot of each day."""
    return HomeroomClass(
        id=name,
        school=SCHOOL,
        grade=grade,
        lessons_end=tuple(
            LessonsEnd(weekday=day, end=0) for day in sorted({s.weekday for s in slots})
        ),
    )


def pupil(
    name: Id, class_id: Id, wishes: Sequence[Id], most: int, **more: Any
) -> Pupil:
    """Build a pupil who is there all week and takes at most `most` clubs."""
    return Pupil(
        id=name,
        class_id=class_id,
        consent=MONDAY,
        weekdays=EVERY_DAY,
        wishes=tuple(wishes),
        clubs_per_week=most,
        homework=False,
        **more,
    )
