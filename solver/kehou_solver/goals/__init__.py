"""Soft aims, one file each, sought in the strict order of the rulebook."""

from kehou_solver.goals.afternoon_gaps import AfternoonGaps
from kehou_solver.goals.changes import Changes
from kehou_solver.goals.cost_fen import CostFen
from kehou_solver.goals.duty_minutes_peak import DutyMinutesPeak
from kehou_solver.goals.goal import Goal
from kehou_solver.goals.group_teacher_lessons import GroupTeacherLessons
from kehou_solver.goals.homeroom_care import HomeroomCare
from kehou_solver.goals.late_evenings import LateEvenings
from kehou_solver.goals.late_starts_denied import LateStartsDenied
from kehou_solver.goals.load_range import LoadRange
from kehou_solver.goals.load_squares import LoadSquares
from kehou_solver.goals.room_moves import RoomMoves
from kehou_solver.goals.seats_given import SeatsGiven
from kehou_solver.goals.specialist_lessons import SpecialistLessons
from kehou_solver.goals.taught_care import TaughtCare
from kehou_solver.goals.time_bank_over import TimeBankOver
from kehou_solver.goals.vendor_lessons import VendorLessons
from kehou_solver.goals.wish_ranks import WishRanks
from kehou_solver.goals.wishes_met import WishesMet

TIERS = (1, 2, 3)

ALL: tuple[Goal, ...] = (
    *(goal for tier in TIERS for goal in (WishesMet(tier), WishRanks(tier))),
    VendorLessons(),
    SpecialistLessons(),
    GroupTeacherLessons(),
    CostFen(),
    LoadRange(),
    LoadSquares(),
    LateEvenings(),
    LateStartsDenied(),
    TimeBankOver(),
    DutyMinutesPeak(),
    HomeroomCare(),
    TaughtCare(),
    AfternoonGaps(),
    RoomMoves(),
    Changes(),
    SeatsGiven(),
)

GOALS = {goal.name: goal for goal in ALL}

__all__ = ["ALL", "GOALS", "Goal"]
