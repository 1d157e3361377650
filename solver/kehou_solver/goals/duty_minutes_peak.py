"""The longest working week of a school is short (LZ-305)."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class DutyMinutesPeak(Goal):
    """Sum over schools of the largest weekly duty span of a sharer. Unit: minutes."""

    name = "duty_minutes_peak"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Bound each school's longest week from below by every sharer's."""
        terms: list[Expr] = []
        for choices in weeks:
            world = choices.world
            for school, sharers in world.sharers.items():
                if not sharers:
                    continue
                peak = choices.new_count(0, 7 * 24 * 60, f"peak[{school}]")
                for adult in sharers:
                    spans = world.fixed_spans[adult.id].values()
                    base = sum(world.presence(adult, *span) for span in spans)
                    extra = total(
                        choices.extra_minutes(adult.id, day) for day in range(1, 8)
                    )
                    choices.link(peak >= base + extra)
                terms.append(peak)
        return total(terms)
