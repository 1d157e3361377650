"""How a search spends its time: what `kehou tune` varies.

No rule and no goal rests on it. The defaults are what was measured best;
docs/decisions/0006, 0007 and 0011.
"""

from pydantic import Field

from kehou_solver.domain.base import Frozen


class Tuning(Frozen):
    """Parameters of the search.

    Attributes:
        workers: CP-SAT workers, where the caller does not say; two cores bear eight.
        first_part: part of the whole time for a first timetable of a big school.
        plan_part: part of the whole time after which its club plan stands.
        bound_part: part of the time left that proving its bounds may take.
        fair_shares: a goal may use this many fair shares of the time left.
        cp_sat_turn: part of a goal's time in which CP-SAT first seeks better weeks.
        highs_turn: part of it in which HiGHS looks then; CP-SAT has the rest.
        dive_charge: what opening a group costs while diving, in units of the last goal.
        dive_share: part of the fractional ways rounded at once.
        kicks: kicks in a row before going back to the best plan.
        choice: a kick is drawn from this many moves that lose least.
        rest: rounds for which a failed move is tried again only if prices say more.
        stale: rounds after which what must close for a way is asked anew.
        banned: rounds for which the ways of a kick are left alone.
    """

    workers: int = Field(default=8, ge=1, le=256)
    first_part: float = Field(default=0.3, gt=0, le=1)
    plan_part: float = Field(default=0.5, gt=0, le=1)
    bound_part: float = Field(default=0.4, gt=0, le=1)
    fair_shares: float = Field(default=8.0, ge=1, le=20)
    cp_sat_turn: float = Field(default=0.3, gt=0, le=1)
    highs_turn: float = Field(default=0.3, ge=0, le=1)
    dive_charge: float = Field(default=20.0, ge=0, le=1000)
    dive_share: float = Field(default=0.04, gt=0, le=1)
    kicks: int = Field(default=12, ge=0, le=1000)
    choice: int = Field(default=12, ge=1, le=1000)
    rest: int = Field(default=30, ge=0, le=10_000)
    stale: int = Field(default=10, ge=0, le=10_000)
    banned: int = Field(default=10, ge=0, le=10_000)


SHIPPED = Tuning()
