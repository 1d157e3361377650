"""Nobody waits idle between two lessons of an afternoon."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, Var, total


class AfternoonGaps(Goal):
    """Idle slots strictly between an adult's first and last lesson. Unit: slots."""

    name = "afternoon_gaps"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count idle slots inside each afternoon of each adult."""
        terms: list[Expr] = []
        for choices in weeks:
            for adult in choices.world.instance.adults:
                terms += _gaps(choices, adult.id)
        return total(terms)


def _gaps(choices: Choices, adult: str) -> list[Expr]:
    """Return a yes/no variable for every slot that could be idle in between."""
    world = choices.world
    at: dict[str, list[Var]] = defaultdict(list)
    for _, slot, var in choices.lessons(adult):
        at[slot].append(var)
    gaps: list[Expr] = []
    for slots in world.slots_of.values():
        days: dict[int, list[str]] = defaultdict(list)
        for slot_ in slots:
            days[slot_.weekday].append(slot_.id)
        for afternoon in days.values():
            for middle in range(1, len(afternoon) - 1):
                before = [s for s in afternoon[:middle] if at.get(s)]
                after = [s for s in afternoon[middle + 1 :] if at.get(s)]
                if not (before and after):
                    continue
                gap = choices.new_flag(f"gap[{adult},{afternoon[middle]}]")
                here = total(at.get(afternoon[middle], ()))
                for one in before:
                    for other in after:
                        choices.link(
                            gap >= total(at[one]) + total(at[other]) - 1 - here
                        )
                gaps.append(gap)
    return gaps
