"""Service does not stretch a day beyond the limit (LZ-305)."""

from kehou_solver.model.choices import Choices
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class DutyMinutesDayCap(Rule):
    """Cap the span from first to last duty, noon break left out.

        fixed + extra_minutes[adult, weekday]  <=  max(duty_minutes_day, fixed)

    Units: minutes. One constraint per adult and weekday.
    """

    name = "duty_minutes_day_cap"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Cap each adult on each weekday."""
        world = choices.world
        for adult in world.instance.adults:
            cap = world.limits_of(adult).duty_minutes_day
            for day in sorted(
                {span[0] for span, _, _ in choices.assignments(adult.id)}
            ):
                fixed = world.fixed_spans[adult.id].get(day)
                base = world.presence(adult, *fixed) if fixed else 0
                extra = choices.extra_minutes(adult.id, day)
                scope.require(base + extra <= max(cap, base), about=f"adult:{adult.id}")
