"""Hours accounts stay below their ceiling (LZ-305)."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.domain.adult import AdultKind
from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total

TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


class TimeBankOver(Goal):
    """Minutes that teachers' time banks exceed the ceiling by. Unit: minutes."""

    name = "time_bank_over"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Add up what this week's credits push over the ceiling."""
        first = weeks[0]
        terms: list[Expr] = []
        for adult in first.world.instance.adults:
            if adult.kind not in TEACHERS:
                continue
            limits = first.world.limits_of(adult)
            lessons = total(choices.load(adult.id) for choices in weeks)
            most = sum(len(list(choices.lessons(adult.id))) for choices in weeks)
            credit, ceiling = (
                limits.time_bank_credit_minutes,
                limits.time_bank_ceiling_minutes,
            )
            top = adult.time_bank_minutes + credit * most - ceiling
            if top <= 0:
                continue
            if len(weeks) > 1:
                mean = first.new_count(0, most, f"lessons_a_week[{adult.id}]")
                first.link(len(weeks) * mean >= lessons)
                lessons = mean
            over = first.new_count(0, top, f"bank_over[{adult.id}]")
            first.link(over >= adult.time_bank_minutes + credit * lessons - ceiling)
            terms.append(over)
        return total(terms)
