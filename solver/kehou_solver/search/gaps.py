"""Care that nobody can give: the best partial plan, and who is missing where."""

from ortools.sat.python import cp_model

from kehou_solver.domain.answer import Gap
from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.build import worlds_of
from kehou_solver.model.choices import total
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Formulation

COVER = frozenset({"everyone_in_care"})


def partial_plan(
    instance: Instance, policy: Policy, budget: Budget, share: float
) -> Timetable | None:
    """Return the timetable that gives care to most class-slots, if there is any.

    Every other rule is kept; `everyone_in_care` is broken as little as possible.
    """
    formulation = Formulation(instance, policy, without=COVER)
    covered = total(
        var
        for choices in formulation.weeks
        for room_class in instance.classes
        for _, var in choices.joins(class_id=room_class.id)
    )
    if not isinstance(covered, int):
        formulation.model.maximize(covered)
    solver = budget.solver(share)
    status = budget.solve(solver, formulation.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return formulation.read(solver)


def gaps_in(instance: Instance, policy: Policy, partial: Timetable) -> tuple[Gap, ...]:
    """Return who is missing in each slot of a partial plan."""
    covered = {
        (class_id, group.slots[0])
        for group in partial.groups
        for class_id in group.classes
    }
    worlds = worlds_of(instance, policy)
    missing: dict[tuple[Id, Id], list[Id]] = {}
    for world in worlds.values():
        for (class_id, slot), asked in world.asked.items():
            if asked and (class_id, slot) not in covered:
                school = world.classes[class_id].school
                where = missing.setdefault((school, slot), [])
                if class_id not in where:
                    where.append(class_id)
    merge = {school.id: school.limits.merge_classes for school in instance.schools}
    return tuple(
        Gap(
            school=school,
            slot=slot,
            classes=tuple(classes),
            adults_missing=-(-len(classes) // merge[school]),
            skill="homework",
        )
        for (school, slot), classes in sorted(missing.items())
    )
