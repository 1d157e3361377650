"""Service does not stretch a week beyond the limit (LZ-305)."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class DutyMinutesWeekCap(Rule):
    """Cap the sum of the daily spans.

        fixed + sum over weekday of extra_minutes  <=  max(duty_minutes_week, fixed)

    Units: minutes. One constraint per adult.
    """

    name = "duty_minutes_week_cap"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Cap each adult's week."""
        world = choices.world
        for adult in world.instance.adults:
            cap = world.limits_of(adult).duty_minutes_week
            spans = world.fixed_spans[adult.id].values()
            base = sum(world.presence(adult, *span) for span in spans)
            days = sorted({span[0] for span, _, _ in choices.assignments(adult.id)})
            extra = total(choices.extra_minutes(adult.id, day) for day in days)
            scope.require(base + extra <= max(cap, base), about=f"adult:{adult.id}")
