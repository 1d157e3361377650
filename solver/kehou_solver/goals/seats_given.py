"""Many seats are given, whoever gets them."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class SeatsGiven(Goal):
    """Club seats held. Unit: seats."""

    name = "seats_given"
    seek: Literal["max", "min"] = "max"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count every seat."""
        return total(
            var
            for choices in weeks
            for pupil in choices.world.instance.pupils
            for _, var in choices.sits(pupil=pupil.id)
        )
