"""Schools, their limits, slots, rooms and homeroom classes."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from kehou_solver.domain.base import (
    ClockTime,
    Count,
    Fen,
    Frozen,
    Grade,
    Id,
    Minutes,
    Name,
    Percent,
    Weekday,
    Weeks,
)


class SchoolKind(StrEnum):
    """LZ-501: the kinds of school the measures speak of."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    NINE_YEAR = "nine_year"
    COMPLETE_SECONDARY = "complete_secondary"
    TWELVE_YEAR = "twelve_year"


class Tier(StrEnum):
    """Where a school lies; decides fee and duty to serve (LZ-204, 205, 406)."""

    CITY_DISTRICT = "city_district"
    COUNTY_TOWN = "county_town"
    TOWNSHIP = "township"
    VILLAGE = "village"


class DutyRole(StrEnum):
    """Duties of an afternoon besides leading groups (LZ-418)."""

    DUTY_LEADER = "duty_leader"
    PATROL = "patrol"
    GATE_DUTY = "gate_duty"


class TierFee(Frozen):
    """A monthly fee for a tier whose fee the measures do not give."""

    tier: Tier
    fee_month_fen: Fen


class District(Frozen):
    """The jurisdiction: off-work time, and the numbers a district must set.

    Attributes:
        off_work_time: local end of office hours (LZ-304).
        vendor_rate_cap_fen: highest pay per vendor lesson (LZ-320); needed as soon
            as a vendor instructor serves in the district.
        fees: monthly fees of tiers the rulebook leaves open (LZ-406).
    """

    id: Id
    name: Name
    off_work_time: ClockTime
    vendor_rate_cap_fen: Fen | None = None
    fees: tuple[TierFee, ...] = ()


class CareBand(Frozen):
    """Grades that may be merged for homework care, and the largest group (children)."""

    from_grade: Grade
    to_grade: Grade
    pupils: Count


class Limits(Frozen):
    """A school's own limits, where the measures give no number.

    Lessons are slots led or assisted; a post (duty role) is not a lesson.
    Minutes of duty on a day run from the first to the last duty, less the noon break.
    """

    care_bands: tuple[CareBand, ...] = Field(min_length=1)
    merge_classes: int = Field(ge=1, le=50)
    lessons_week: Count
    afternoons_week: Count
    duty_minutes_day: Minutes
    duty_minutes_week: Minutes
    rest_minutes: Minutes
    noon_start: ClockTime
    noon_end: ClockTime
    late_from: ClockTime
    late_start: ClockTime
    away_afternoons_week: Count
    travel_buffer_minutes: Minutes
    lending_reserve_percent: Percent
    vendor_share_percent: Percent
    vendor_accompanied: bool
    time_bank_credit_minutes: Minutes
    time_bank_ceiling_minutes: Minutes


class Money(Frozen):
    """The week's money of one school.

    Attributes:
        fee_month_fen: fee per paying pupil and month; None = the rulebook's for the
            tier, else the district's; refused if neither gives one (LZ-406).
        weeks_per_month: service weeks one month's fee pays for.
        external_ceiling_fen: a stricter ceiling on outside labour per week, if any.
        subsidy_week_fen: restricted subsidy (LZ-403); recorded, never spent on labour.
    """

    fee_month_fen: Fen | None = None
    weeks_per_month: int = Field(ge=1, le=6)
    external_ceiling_fen: Fen | None = None
    subsidy_week_fen: Fen = 0


class PostNeed(Frozen):
    """A duty role that must be filled on a weekday (LZ-418)."""

    role: DutyRole
    weekday: Weekday
    start: ClockTime
    end: ClockTime
    adults: int = Field(ge=1, le=50)


class School(Frozen):
    """One campus."""

    id: Id
    name: Name
    district: Id
    group: Id | None = None
    kind: SchoolKind
    tier: Tier
    public: bool = True
    boarding: bool = False
    weak: bool = False
    limits: Limits
    money: Money
    posts: tuple[PostNeed, ...] = ()
    no_homework_weekdays: tuple[Weekday, ...] = ()


class Slot(Frozen):
    """时段: one time block of an afternoon at one school.

    `rotates` lets the solver give odd and even weeks to different adults.
    """

    id: Id
    school: Id
    weekday: Weekday
    start: ClockTime
    end: ClockTime
    weeks: Weeks = "every"
    rotates: bool = False


class Closure(Frozen):
    """A time at which a room cannot be used."""

    weekday: Weekday
    start: ClockTime
    end: ClockTime
    weeks: Weeks = "every"


class Room(Frozen):
    """场地. Off-site venues serve only clubs that name them as `venue` (LZ-315).

    Attributes:
        seats: children it holds.
        pupils_per_escort: children per adult off-site; needed when `offsite`.
        travel_minutes: way from the school to an off-site venue, one way.
    """

    id: Id
    school: Id
    name: Name
    seats: Count
    features: tuple[Id, ...] = ()
    closed: tuple[Closure, ...] = ()
    offsite: bool = False
    pupils_per_escort: int | None = Field(default=None, ge=1, le=200)
    travel_minutes: Minutes = 0


class LessonsEnd(Frozen):
    """When the last lesson of a weekday ends for a class."""

    weekday: Weekday
    end: ClockTime


class HomeroomClass(Frozen):
    """行政班.

    Attributes:
        room: its own room, where its homework care belongs.
        lessons_end: end of the last lesson, for every weekday with slots (LZ-101).
        unlisted: children in care in every slot who are not listed one by one.
        unlisted_consent: day their written consent was filed (LZ-206, LZ-404).
    """

    id: Id
    school: Id
    grade: Grade
    homeroom_teacher: Id | None = None
    room: Id | None = None
    lessons_end: tuple[LessonsEnd, ...] = ()
    unlisted: Count = 0
    unlisted_consent: date | None = None
