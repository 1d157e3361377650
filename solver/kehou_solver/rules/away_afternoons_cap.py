"""Nobody is lent out for too many afternoons."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class AwayAfternoonsCap(Rule):
    """Cap the afternoons away from home.

        sum over weekday of works_away[adult, weekday]  <=  away_afternoons_week

    Units: afternoons. One constraint per adult who may serve elsewhere.
    """

    name = "away_afternoons_cap"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Cap each adult who has a home school."""
        world = choices.world
        for adult in world.instance.adults:
            if adult.home is None:
                continue
            away = total(
                choices.works(adult.id, day, adult.home) for day in range(1, 8)
            )
            cap = world.limits_of(adult).away_afternoons_week
            scope.require(away <= cap, about=f"adult:{adult.id}")
