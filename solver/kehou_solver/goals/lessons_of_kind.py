"""Fewer lessons by those who come later in the order of staff (LZ-313, LZ-318)."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Literal

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id
from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class LessonsOfKind(Goal):
    """Lessons of some adults. Unit: lessons."""

    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Add up the lessons that count."""
        return total(
            var
            for choices in weeks
            for adult in choices.world.instance.adults
            for staffs, _, var in choices.lessons(adult.id)
            if self.counts(adult, staffs.group.school)
        )

    @abstractmethod
    def counts(self, adult: Adult, school: Id) -> bool:
        """Say whether a lesson of this adult at this school counts."""
