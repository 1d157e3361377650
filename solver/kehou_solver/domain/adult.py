"""Adults, their papers and terms, and the vendors that send some of them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from kehou_solver.domain.base import (
    ClockTime,
    Count,
    Fen,
    Frozen,
    Id,
    Minutes,
    Name,
    Weekday,
    Weeks,
)
from kehou_solver.domain.school import DutyRole


class AdultKind(StrEnum):
    """Every kind of adult the measures name (LZ-313 … LZ-321, LZ-414)."""

    OWN_TEACHER = "own_teacher"
    GROUP_TEACHER = "group_teacher"
    RETIREE = "retiree"
    SPORTS_COACH = "sports_coach"
    ARTS_SCIENCE_WORKER = "arts_science_worker"
    ARTISAN = "artisan"
    HERITAGE_BEARER = "heritage_bearer"
    VOLUNTEER = "volunteer"
    VENDOR_INSTRUCTOR = "vendor_instructor"
    SUPPORT_STAFF = "support_staff"


SCHOOL_KINDS = frozenset(
    {AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER, AdultKind.SUPPORT_STAFF}
)
"""On the public payroll: not paid from the external-labour share (LZ-412)."""

SPECIALIST_KINDS = frozenset(
    {
        AdultKind.RETIREE,
        AdultKind.SPORTS_COACH,
        AdultKind.ARTS_SCIENCE_WORKER,
        AdultKind.ARTISAN,
        AdultKind.HERITAGE_BEARER,
        AdultKind.VOLUNTEER,
    }
)
"""Qualified outsiders within the area (LZ-317)."""


class PaperKind(StrEnum):
    """Dated papers an adult must hold on every day of service."""

    LETTER = "responsibility_letter"
    INSURANCE = "accident_insurance"
    BACKGROUND = "background_check"
    HEALTH = "health_check"


class Paper(Frozen):
    """A paper with its days of validity, both included."""

    kind: PaperKind
    valid_from: date
    valid_until: date


class Qualification(Frozen):
    """A proved skill with its days of validity, both included."""

    name: Id
    valid_from: date
    valid_until: date


class Teaching(Frozen):
    """What an adult teaches in the daytime, to which class."""

    class_id: Id
    subject: Name


class Duty(Frozen):
    """A fixed duty outside after-school service that occupies the adult."""

    kind: Literal["lesson", "lunch_rest", "evening_study", "other"]
    school: Id
    weekday: Weekday
    start: ClockTime
    end: ClockTime
    weeks: Weeks = "every"


class Terms(Frozen):
    """Pay and minutes of one adult for one club (None = homework care)."""

    club: Id | None = None
    pay_fen: Fen | None = None
    minutes: Minutes | None = None


class Adult(Frozen):
    """Somebody who can take part.

    Attributes:
        home: the school that employs him or her; None for outsiders.
        serves: schools where he or she may serve.
        vendor: the vendor that sends a vendor instructor.
        clubs: clubs that may be given to this adult; None = any he or she is
            qualified for.
        care: homework care: of any class, of classes taught, or none.
        duties: the daytime timetable and other fixed duties.
        free: slots in which he or she may be asked; None = every slot of `serves`.
        posts: duty roles he or she can take.
        lessons_week, afternoons_week, minutes_week: personal caps, if stricter.
        pay_fen_per_lesson: pay of one lesson (slot led or assisted).
        fixed_fen_week: paid once if used at all in the week.
        terms: pay and minutes that differ for some clubs.
        past_lessons: lessons carried over from earlier weeks, for fair loads.
        time_bank_minutes: balance of the hours account (时间银行), may be negative.
    """

    id: Id
    name: Name
    kind: AdultKind
    home: Id | None = None
    serves: tuple[Id, ...]
    vendor: Id | None = None
    qualifications: tuple[Qualification, ...] = ()
    papers: tuple[Paper, ...] = ()
    clubs: tuple[Id, ...] | None = None
    care: Literal["any", "taught", "none"] = "none"
    teaches: tuple[Teaching, ...] = ()
    duties: tuple[Duty, ...] = ()
    free: tuple[Id, ...] | None = None
    posts: tuple[DutyRole, ...] = ()
    lessons_week: Count | None = None
    afternoons_week: Count | None = None
    minutes_week: Minutes | None = None
    pay_fen_per_lesson: Fen = 0
    fixed_fen_week: Fen = 0
    terms: tuple[Terms, ...] = ()
    past_lessons: Count = 0
    time_bank_minutes: int = 0


class Vendor(Frozen):
    """A district's whitelist entry (LZ-319, LZ-320, LZ-322).

    Attributes:
        clubs: clubs the district admitted it for.
        removed_on: day it left the list; no service from that day on.
        no_promotion_declared: signed that it will not advertise (LZ-312).
    """

    id: Id
    name: Name
    district: Id
    listed_from: date
    listed_until: date
    clubs: tuple[Id, ...] = ()
    removed_on: date | None = None
    no_promotion_declared: bool = False
