"""Few late evenings that service alone causes."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class LateEvenings(Goal):
    """Adults and weekdays kept late by service, not by a fixed duty. Unit: evenings."""

    name = "late_evenings"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count late afternoons where no fixed duty ends as late."""
        terms: list[Expr] = []
        for choices in weeks:
            world = choices.world
            for adult in world.instance.adults:
                late_from = world.limits_of(adult).late_from
                days = {span[0] for span, _, _ in choices.assignments(adult.id)}
                for day in sorted(days):
                    fixed = world.fixed_spans[adult.id].get(day)
                    if fixed is None or fixed[1] < late_from:
                        terms.append(choices.late(adult.id, day))
        return total(terms)
