"""Homeroom teachers lead their own class's homework care."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class HomeroomCare(Goal):
    """Class-slots of homework care led by the class's homeroom teacher."""

    name = "homeroom_care"
    seek: Literal["max", "min"] = "max"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count leads who are in charge of a class of the group."""
        terms: list[Expr] = []
        for choices in weeks:
            world = choices.world
            for group, _ in choices.care_groups():
                for join, joins in choices.joins(group=group):
                    for staffs, var in choices.staffs(group=group):
                        if staffs.role == "lead" and world.is_homeroom_teacher(
                            staffs.adult, join.class_id
                        ):
                            hosted = join.class_id == group.host
                            terms.append(var if hosted else choices.both(var, joins))
        return total(terms)
