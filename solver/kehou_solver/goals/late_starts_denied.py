"""A late evening is followed by a late start, where the timetable lets it (LZ-305)."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class LateStartsDenied(Goal):
    """Late evenings with an early fixed duty the next weekday. Unit: mornings."""

    name = "late_starts_denied"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count late evenings before an early morning."""
        terms: list[Expr] = []
        for choices in weeks:
            world = choices.world
            for adult in world.instance.adults:
                late_start = world.limits_of(adult).late_start
                days = {span[0] for span, _, _ in choices.assignments(adult.id)}
                for day in sorted(days):
                    first = world.first_duty.get((adult.id, day + 1))
                    if first is not None and first < late_start:
                        terms.append(choices.late(adult.id, day))
        return total(terms)
