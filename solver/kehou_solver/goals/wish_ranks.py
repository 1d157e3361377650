"""Children of a tier sit in clubs they ranked high."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.domain.pupil import Pupil
from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class WishRanks(Goal):
    """Sum over the tier's seats of their wish points. Unit: points.

    Points are those given, else longest wish list - position.
    """

    seek: Literal["max", "min"] = "max"

    def __init__(self, tier: int) -> None:
        self.tier = tier
        self.name = f"wish_ranks_{tier}"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Add up the points of the seats."""
        terms: list[Expr] = []
        for choices in weeks:
            world = choices.world
            longest = max((len(p.wishes) for p in world.instance.pupils), default=0)
            for pupil in world.instance.pupils:
                if world.policy.tier_of(pupil, world.grade_of(pupil)) != self.tier:
                    continue
                worth = dict(
                    zip(
                        reversed(pupil.wishes),
                        reversed(_points(pupil, longest)),
                        strict=True,
                    )
                )
                terms += [
                    worth[sit.group.club] * var
                    for sit, var in choices.sits(pupil=pupil.id)
                ]
        return total(terms)


def _points(pupil: Pupil, longest: int) -> Sequence[int]:
    if pupil.wish_points is not None:
        return pupil.wish_points
    return range(longest, longest - len(pupil.wishes), -1)
