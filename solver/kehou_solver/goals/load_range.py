"""Nobody has many more lessons than anybody else."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.domain.adult import Adult
from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


def load(weeks: Sequence[Choices], adult: Adult) -> Expr:
    """Return an adult's lessons over the weeks, past lessons included."""
    return total([adult.past_lessons, *(c.load(adult.id) for c in weeks)])


def most_load(weeks: Sequence[Choices], adult: Adult) -> int:
    """Return a load no lawful timetable exceeds."""
    lessons = sum(len(list(choices.lessons(adult.id))) for choices in weeks)
    cap = weeks[0].world.limits_of(adult).lessons_week * len(weeks)
    return adult.past_lessons + min(lessons, cap)


class LoadRange(Goal):
    """Sum over schools of the largest less the smallest load. Unit: lessons."""

    name = "load_range"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Bracket the loads of each school's sharers."""
        first = weeks[0]
        terms: list[Expr] = []
        for school, sharers in first.world.sharers.items():
            if not sharers:
                continue
            top = max(most_load(weeks, adult) for adult in sharers)
            high = first.new_count(0, top, f"load_high[{school}]")
            low = first.new_count(0, top, f"load_low[{school}]")
            for adult in sharers:
                lessons = load(weeks, adult)
                first.link(high >= lessons)
                first.link(low <= lessons)
            terms.append(high - low)
        return total(terms)
