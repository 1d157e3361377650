"""Frees a timetable of envy, then has the lot settle what is left alike."""

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.fairness.envy import without_envy
from kehou_solver.fairness.lot import settled_by_lot
from kehou_solver.policy import Policy


def made_fair(instance: Instance, timetable: Timetable, policy: Policy) -> Timetable:
    """Return a fair timetable of the same groups; the very same if it is fair already.

    Args:
        instance: what was asked for.
        timetable: must keep every rule.
        policy: the rulebooks, read on the instance's day.
    """
    return settled_by_lot(instance, without_envy(instance, timetable, policy), policy)
