"""An adult serves at one campus an afternoon."""

from collections import defaultdict

from kehou_solver.model.choices import Choices, Var
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class OneCampusAnAfternoon(Rule):
    """Assignments of one weekday are at one school.

        a + b  <=  1 for assignments a, b of one weekday at different schools

    One constraint per pair of assignments at different schools.
    """

    name = "one_campus_an_afternoon"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Keep assignments at different schools on different days."""
        for adult in choices.world.instance.adults:
            if len(adult.serves) < 2 and not choices.exact:
                continue
            days: dict[int, dict[str, list[Var]]] = defaultdict(
                lambda: defaultdict(list)
            )
            for span, school, var in choices.assignments(adult.id):
                days[span[0]][school].append(var)
            for schools in days.values():
                places = sorted(schools)
                for i, here in enumerate(places):
                    for there in places[i + 1 :]:
                        for one in schools[here]:
                            for other in schools[there]:
                                scope.require(
                                    one + other <= 1, about=f"adult:{adult.id}"
                                )
