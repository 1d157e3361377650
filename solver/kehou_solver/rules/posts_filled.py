"""Every duty role of the afternoon is filled (LZ-418)."""

from collections import defaultdict

from kehou_solver.model.choice import Choice, Posted
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule

Where = tuple[str, int, str]
"""(school, weekday, role)"""


class PostsFilled(Rule):
    """As many adults as needed take each duty role.

        sum over adult of posted[adult, school, weekday, role]  =  adults
        posted[adult, school, weekday, role]                   <=  1

    Units: adults. One constraint per need, and one per adult who might be named twice.
    """

    name = "posts_filled"
    refuses = (Posted,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse posts that no school needs."""
        return not isinstance(choice, Posted) or world.post_span(choice) is not None

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Fill each need."""
        taken: dict[Where, dict[str, list[Var]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for post, var in choices.posts():
            where = post.school, post.weekday, post.role.value
            taken[where][post.adult].append(var)
        for where, need in choices.world.post_needs.items():
            about = f"school:{where[0]}"
            everybody = [var for vars_ in taken[where].values() for var in vars_]
            scope.require(total(everybody) == need.adults, about=about)
            for vars_ in taken[where].values():
                if len(vars_) > 1:
                    scope.require(total(vars_) <= 1, about=about)
