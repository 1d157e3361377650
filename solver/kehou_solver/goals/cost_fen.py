"""The week costs little."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class CostFen(Goal):
    """Pay of all lessons and fixed pay of everybody used. Unit: fen."""

    name = "cost_fen"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Add up pay by lesson and by adult."""
        terms: list[Expr] = []
        for choices in weeks:
            for adult in choices.world.instance.adults:
                for staffs, slot, var in choices.lessons(adult.id):
                    pay, _ = choices.world.pay_and_minutes(adult, staffs.group, slot)
                    if pay:
                        terms.append(pay * var)
                if adult.fixed_fen_week:
                    terms.append(adult.fixed_fen_week * choices.used(adult.id))
        return total(terms)
