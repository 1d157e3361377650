"""Hard rules, one file each."""

from kehou_solver.policy import Policy
from kehou_solver.rules.adults_per_group import AdultsPerGroup
from kehou_solver.rules.after_last_lesson import AfterLastLesson
from kehou_solver.rules.afternoons_cap import AfternoonsCap
from kehou_solver.rules.away_afternoons_cap import AwayAfternoonsCap
from kehou_solver.rules.club_seats import ClubSeats
from kehou_solver.rules.duty_minutes_day_cap import DutyMinutesDayCap
from kehou_solver.rules.duty_minutes_week_cap import DutyMinutesWeekCap
from kehou_solver.rules.everyone_in_care import EveryoneInCare
from kehou_solver.rules.external_labour_cap import ExternalLabourCap
from kehou_solver.rules.free_when_asked import FreeWhenAsked
from kehou_solver.rules.homework_every_day import HomeworkEveryDay
from kehou_solver.rules.lender_keeps_cover import LenderKeepsCover
from kehou_solver.rules.lending_inside_group import LendingInsideGroup
from kehou_solver.rules.meetings_as_offered import MeetingsAsOffered
from kehou_solver.rules.merged_care import MergedCare
from kehou_solver.rules.minimum_enrolment import MinimumEnrolment
from kehou_solver.rules.one_campus_an_afternoon import OneCampusAnAfternoon
from kehou_solver.rules.one_place_at_a_time import OnePlaceAtATime
from kehou_solver.rules.papers_valid import PapersValid
from kehou_solver.rules.pins_kept import PinsKept
from kehou_solver.rules.posts_filled import PostsFilled
from kehou_solver.rules.qualified import Qualified
from kehou_solver.rules.rest_between_days import RestBetweenDays
from kehou_solver.rules.room_open import RoomOpen
from kehou_solver.rules.room_seats import RoomSeats
from kehou_solver.rules.room_suits import RoomSuits
from kehou_solver.rules.rule import Rule, subject
from kehou_solver.rules.seats_as_asked import SeatsAsAsked
from kehou_solver.rules.service_ends_after_work import ServiceEndsAfterWork
from kehou_solver.rules.travel_time import TravelTime
from kehou_solver.rules.vendor_accompanied import VendorAccompanied
from kehou_solver.rules.vendor_share_cap import VendorShareCap
from kehou_solver.rules.vendors_listed import VendorsListed
from kehou_solver.rules.vendors_only_clubs import VendorsOnlyClubs
from kehou_solver.rules.weekly_lessons_cap import WeeklyLessonsCap

NATURE: tuple[Rule, ...] = (
    OnePlaceAtATime(),
    MinimumEnrolment(),
    PinsKept(),
)
"""On always: no law is needed for them."""

LAW: tuple[Rule, ...] = (
    EveryoneInCare(),
    RoomSeats(),
    RoomSuits(),
    RoomOpen(),
    ClubSeats(),
    MergedCare(),
    MeetingsAsOffered(),
    SeatsAsAsked(),
    AdultsPerGroup(),
    Qualified(),
    FreeWhenAsked(),
    PapersValid(),
    VendorsListed(),
    VendorsOnlyClubs(),
    VendorAccompanied(),
    VendorShareCap(),
    LendingInsideGroup(),
    OneCampusAnAfternoon(),
    TravelTime(),
    AwayAfternoonsCap(),
    LenderKeepsCover(),
    WeeklyLessonsCap(),
    AfternoonsCap(),
    DutyMinutesDayCap(),
    DutyMinutesWeekCap(),
    RestBetweenDays(),
    HomeworkEveryDay(),
    ExternalLabourCap(),
    PostsFilled(),
    ServiceEndsAfterWork(),
    AfterLastLesson(),
)
"""On when the rulebooks in force ask for them (`kept_by`)."""

RULES = {rule.name: rule for rule in (*NATURE, *LAW)}


def rules_for(policy: Policy) -> tuple[Rule, ...]:
    """Return the rules of nature, and those the rulebooks ask for."""
    asked = policy.rules()
    return (*NATURE, *(rule for rule in LAW if rule.name in asked))


__all__ = ["LAW", "NATURE", "RULES", "Rule", "rules_for", "subject"]
