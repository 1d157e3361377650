"""Nobody serves on more afternoons than the school, or he or she, allows."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class AfternoonsCap(Rule):
    """Cap the afternoons with any assignment.

        sum over weekday of works[adult, weekday]  <=  afternoons_week

    Units: afternoons. One constraint per adult.
    """

    name = "afternoons_cap"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Cap each adult."""
        world = choices.world
        for adult in world.instance.adults:
            cap = world.limits_of(adult).afternoons_week
            if adult.afternoons_week is not None:
                cap = min(cap, adult.afternoons_week)
            days = {span[0] for span, _, _ in choices.assignments(adult.id)}
            if len(days) > cap:
                worked = total(choices.works(adult.id, day) for day in sorted(days))
                scope.require(worked <= cap, about=f"adult:{adult.id}")
