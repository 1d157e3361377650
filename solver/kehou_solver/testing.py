"""Proof helpers: a rule and its check must give the same verdict."""

from ortools.sat.python import cp_model

from kehou_solver.checks import CHECKS, broken
from kehou_solver.checks.over_weeks import audit_rules
from kehou_solver.domain import Instance, Timetable
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.errors import InvalidModel
from kehou_solver.goals import GOALS
from kehou_solver.model.choices import Choices
from kehou_solver.model.translate import choices_in
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.rules import RULES
from kehou_solver.search.formulation import enforce


def rule_allows(
    name: str, instance: Instance, timetable: Timetable, policy: Policy
) -> bool:
    """Return whether CP-SAT, with this one rule alone, accepts the timetable.

    Every choice the timetable makes is pinned to yes and there are no others.
    """
    model = cp_model.CpModel()
    pinned = dict.fromkeys(choices_in(instance, timetable, lambda group: group.id), 1)
    choices = Choices(model, World(instance, policy), dict(pinned), exact=True)
    for week in weeks_of(instance, timetable):
        enforce(RULES[name], model, choices.in_week(week), refuse=True)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    match solver.solve(model):
        case cp_model.OPTIMAL:
            return True
        case cp_model.INFEASIBLE:
            return False
        case _:
            raise InvalidModel(model.validate())


def check_allows(
    name: str, instance: Instance, timetable: Timetable, policy: Policy
) -> bool:
    """Return whether the judge of the same name finds nothing wrong in any week."""
    return not broken(audit_rules({name: CHECKS[name]}, instance, timetable, policy))


def goal_value(
    name: str, instance: Instance, timetable: Timetable, policy: Policy
) -> int:
    """Return what a goal's expression comes to on a lawful timetable.

    Every choice is pinned; CP-SAT then pushes the goal the way it is sought.
    """
    model = cp_model.CpModel()
    pinned = dict.fromkeys(choices_in(instance, timetable), 1)
    choices = Choices(model, World(instance, policy), dict(pinned))
    weeks = weeks_of(instance, timetable)
    value = GOALS[name].value([choices.in_week(week) for week in weeks])
    if isinstance(value, int):
        return value
    if GOALS[name].seek == "min":
        model.minimize(value)
    else:
        model.maximize(value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        raise InvalidModel(model.validate())
    return round(solver.objective_value)
