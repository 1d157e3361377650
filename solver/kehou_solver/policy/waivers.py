"""Leave to break a rule that the law states only "in principle"."""

from kehou_solver.domain.base import Id, day_of
from kehou_solver.domain.instance import Instance, Waiver
from kehou_solver.policy.policy import Policy


def waiver_for(
    instance: Instance, policy: Policy, rule: str, school: Id, weekday: int
) -> Waiver | None:
    """Return the waiver that allows breaking `rule` there and then, if there is one."""
    if not policy.can_be_waived(rule):
        return None
    day = day_of(instance.week_of, weekday)
    for waiver in instance.waivers:
        if (
            waiver.rule == rule
            and waiver.school == school
            and weekday in waiver.weekdays
            and waiver.until >= day
        ):
            return waiver
    return None
