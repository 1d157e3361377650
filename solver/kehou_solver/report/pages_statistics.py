"""Numbers families may see: small ones are withheld, for they point at a child."""

from dataclasses import dataclass

from kehou_solver.domain.base import Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy
from kehou_solver.report.clauses import SMALL

WITHHELD = Text(f"少于 {SMALL}，不公布", f"fewer than {SMALL}, withheld")

TIER_NAMES = {
    1: Text("优先群体", "priority group"),
    2: Text("中低年级", "lower and middle grades"),
    3: Text("其他年级", "other grades"),
}


@dataclass(frozen=True)
class TierSeats:
    """How one tier fared; None = withheld.

    Attributes:
        wished: children with consent and at least one club wish.
        seated: those of them who got a seat.
    """

    tier: int
    wished: int | None
    seated: int | None


def published_count(children: int) -> int | None:
    """Return a count as it may be published; None = withheld."""
    return None if 0 < children < SMALL else children


def seats_by_tier(
    instance: Instance, timetable: Timetable, policy: Policy
) -> tuple[TierSeats, ...]:
    """Count wishes and seats by tier, without a total that would give a small one away.

    A tier's seats are withheld too if those who got none are few: one subtraction
    would tell.
    """
    return tuple(
        _published(tier, wished, seated)
        for tier, (wished, seated) in wishes_by_tier(
            instance, timetable, policy
        ).items()
        if wished
    )


def wishes_by_tier(
    instance: Instance, timetable: Timetable, policy: Policy
) -> dict[int, tuple[int, int]]:
    """Count who wished and who of them has a seat, by tier: not yet fit to be shown."""
    index = Index(instance)
    seated = {seat.pupil for seat in timetable.seats}
    wished_in = dict.fromkeys(TIER_NAMES, 0)
    seated_in = dict.fromkeys(TIER_NAMES, 0)
    for pupil in instance.pupils:
        if pupil.consent is None or not pupil.wishes:
            continue
        tier = policy.tier_of(pupil, index.grade_of(pupil))
        wished_in[tier] += 1
        seated_in[tier] += pupil.id in seated
    return {tier: (wished_in[tier], seated_in[tier]) for tier in TIER_NAMES}


def _published(tier: int, wished: int, seated: int) -> TierSeats:
    parts = (published_count(seated), published_count(wished - seated))
    telling = None in parts
    return TierSeats(tier, published_count(wished), None if telling else seated)
