"""What an instance lacks, or says wrongly, in the light of its rulebooks."""

from collections.abc import Iterator

from kehou_solver.domain.adult import SCHOOL_KINDS, AdultKind
from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.validity.show import nearest, shown
from kehou_solver.errors import Problem
from kehou_solver.policy import Policy
from kehou_solver.shortages.outside_pay import monthly_fee

ON_REQUEST = ("seats_given",)
"""Goals no rulebook has in its order; an instance may name them."""


def readiness_problems(instance: Instance, policy: Policy) -> list[Problem]:
    """Return the problems of a valid instance that only the rulebooks can tell."""
    return [
        *_goals(instance, policy),
        *_waivers(instance, policy),
        *_fees(instance, policy),
        *_rate_caps(instance),
    ]


def _goals(instance: Instance, policy: Policy) -> Iterator[Problem]:
    known = (*policy.goal_order(), *ON_REQUEST)
    for position, goal in enumerate(instance.goals or ()):
        if goal not in known:
            zh = f"没有这个目标；可用的有：{'、'.join(known)}"
            en = f"no such goal; there are: {', '.join(known)}"
            meant = nearest(goal, known)
            if meant is not None:
                zh, en = f"{zh}。是不是想写 {meant}？", f"{en}. Did you mean {meant}?"
            yield Problem(f"/goals/{position}", shown(goal), zh, en)


def _waivers(instance: Instance, policy: Policy) -> Iterator[Problem]:
    for position, waiver in enumerate(instance.waivers):
        if not policy.can_be_waived(waiver.rule):
            open_rules = sorted(
                rule for rule in policy.rules() if policy.can_be_waived(rule)
            )
            yield Problem(
                f"/waivers/{position}/rule",
                shown(waiver.rule),
                f"生效的规则册不允许豁免这条规则；可豁免的有：{'、'.join(open_rules)}",
                "the rulebooks in force do not allow leave to break this rule; they do "
                f"for: {', '.join(open_rules)}",
            )


def _fees(instance: Instance, policy: Policy) -> Iterator[Problem]:
    """Outside labour is paid from the fees, so there must be a fee to count with."""
    served = _served(instance, frozenset(AdultKind) - SCHOOL_KINDS)
    for position, school in enumerate(instance.schools):
        fees = {
            fee.tier: fee.fee_month_fen
            for district in instance.districts
            if district.id == school.district
            for fee in district.fees
        }
        if school.id in served and monthly_fee(school, policy, fees) is None:
            yield Problem(
                f"/schools/{position}/money/fee_month_fen",
                "—",
                f"有校外人员（如 {served[school.id]}）在此服务，而规则册没有规定"
                f"这类学校（{school.tier}）的收费标准；请填每生每月收费，"
                "或在县区的 fees 中写明",
                f"outsiders (such as {served[school.id]}) serve here, but no rulebook "
                f"gives a fee for this tier ({school.tier}); set the monthly fee, or "
                "list it in the district's fees",
                "LZ-406",
            )


def _rate_caps(instance: Instance) -> Iterator[Problem]:
    served = _served(instance, frozenset({AdultKind.VENDOR_INSTRUCTOR}))
    needed = {s.district: served[s.id] for s in instance.schools if s.id in served}
    for position, district in enumerate(instance.districts):
        if district.id in needed and district.vendor_rate_cap_fen is None:
            yield Problem(
                f"/districts/{position}/vendor_rate_cap_fen",
                "—",
                f"有机构教师（如 {needed[district.id]}）在本县区服务，县区须规定每课时"
                "付费标准；请补上",
                f"vendor instructors (such as {needed[district.id]}) serve in this "
                "district, which then sets a highest pay per lesson; add it",
                "LZ-320",
            )


def _served(instance: Instance, kinds: frozenset[AdultKind]) -> dict[Id, Id]:
    """Return the schools that adults of these kinds serve, with one of them."""
    return {
        school: adult.id
        for adult in reversed(instance.adults)
        if adult.kind in kinds
        for school in adult.serves
    }
