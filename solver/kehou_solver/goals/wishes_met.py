"""More children of a tier get a wish at all."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class WishesMet(Goal):
    """Children of one tier with at least one club seat. Unit: children."""

    seek: Literal["max", "min"] = "max"

    def __init__(self, tier: int) -> None:
        self.tier = tier
        self.name = f"wishes_met_{tier}"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count the children who sit somewhere."""
        terms: list[Expr] = []
        for choices in weeks:
            world = choices.world
            for pupil in world.instance.pupils:
                grade = world.grade_of(pupil)
                seats = [var for _, var in choices.sits(pupil=pupil.id)]
                if not seats or world.policy.tier_of(pupil, grade) != self.tier:
                    continue
                if pupil.clubs_per_week <= 1:
                    terms.append(total(seats))
                else:
                    met = choices.new_flag(f"met[{pupil.id}]")
                    choices.link(met <= total(seats))
                    terms.append(met)
        return total(terms)
