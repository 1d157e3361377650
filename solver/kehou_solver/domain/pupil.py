"""Pupils and the clubs they may wish for."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from kehou_solver.domain.base import (
    Count,
    Frozen,
    Grade,
    Id,
    Name,
    Percent,
    Points,
    Weekday,
)


class Hardship(StrEnum):
    """Categories LZ-302 puts first. Sensitive: never in public output or logs."""

    DISABLED = "disabled_child"
    MIGRANT = "migrant_child"
    LEFT_BEHIND = "left_behind_child"
    LOW_INCOME = "low_income_child"
    OTHER = "other_hardship"


class Pupil(Frozen):
    """A child who may take part.

    Attributes:
        consent: day the written consent was filed; None = not taking part (LZ-206).
        weekdays: afternoons asked for; every slot of them, less `skips`.
        wishes: clubs in order of preference, first wish first.
        wish_points: what a seat in each of `wishes` is worth, where family or school
            gave points (ties allowed); None = by the place in the list.
        clubs_per_week: most club groups at once.
        homework: whether a homework slot is needed on attended days (LZ-308).
        fee_waiver_percent: part of the fee waived (LZ-409).
    """

    id: Id
    class_id: Id
    consent: date | None = None
    weekdays: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
    skips: tuple[Id, ...] = ()
    hardship: tuple[Hardship, ...] = ()
    wishes: tuple[Id, ...] = ()
    wish_points: tuple[Points, ...] | None = None
    clubs_per_week: int = Field(default=1, ge=0, le=20)
    homework: bool = True
    fee_waiver_percent: Percent = 0


class ClubCategory(StrEnum):
    """The "N" of "1+N" (LZ-309). Academic teaching has no word here (LZ-310)."""

    SCIENCE = "science"
    SPORT_CULTURE = "sport_culture"
    ART = "art"
    LABOUR = "labour"
    READING = "reading"
    INTEREST = "interest_group"
    SOCIETY = "society"


class Club(Frozen):
    """社团: an offer that may open as several parallel groups, or not at all.

    Attributes:
        seats: most children in one group.
        min_enrolment: fewest children for a group to open.
        meetings_per_week: slots a group meets in, each on another weekday.
        parallel_groups: most groups at once in the school.
        slots: slots it may meet in; None = every slot of the school.
        room_features: what its room must have.
        qualifications: what its lead must hold, on the day.
        adults_per_group: lead and assistants together.
        venue: off-site venue; its groups meet there and nowhere else (LZ-315).
        family: label shared by clubs that are sections of one course; a child has at
            most one seat among them.
    """

    id: Id
    school: Id
    name: Name
    category: ClubCategory
    from_grade: Grade
    to_grade: Grade
    seats: Count
    min_enrolment: Count
    meetings_per_week: int = Field(default=1, ge=1, le=5)
    parallel_groups: int = Field(default=1, ge=1, le=20)
    slots: tuple[Id, ...] | None = None
    room_features: tuple[Id, ...] = ()
    qualifications: tuple[Id, ...] = ()
    adults_per_group: int = Field(default=1, ge=1, le=10)
    venue: Id | None = None
    family: Id | None = None
