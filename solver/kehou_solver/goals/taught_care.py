"""Homework care is led by somebody who teaches the class."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class TaughtCare(Goal):
    """Class-slots of homework care whose lead teaches the class."""

    name = "taught_care"
    seek: Literal["max", "min"] = "max"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count classes that know their lead."""
        terms: list[Expr] = []
        for choices in weeks:
            for group, _ in choices.care_groups():
                for join, joins in choices.joins(group=group):
                    known = total(
                        var
                        for staffs, var in choices.staffs(group=group)
                        if staffs.role == "lead"
                        and (staffs.adult, join.class_id) in choices.world.teaches
                    )
                    if join.class_id == group.host:
                        terms.append(known)
                        continue
                    if isinstance(known, int):
                        terms.append(choices.both(known, joins))
                        continue
                    taught = choices.new_flag(f"taught[{join.class_id},{group}]")
                    choices.link(taught <= known)
                    choices.link(taught <= joins)
                    terms.append(taught)
        return total(terms)
