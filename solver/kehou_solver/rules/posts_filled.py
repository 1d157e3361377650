"""Every duty role of the afternoon is filled (LZ-418)."""

from collections import defaultdict

from kehou_solver.model.choice import Choice, Posted
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class PostsFilled(Rule):
    """As many adults as needed take each duty role.

        sum over adult of posted[adult, school, weekday, role]  =  adults

    Units: adults. One constraint per need.
    """

    name = "posts_filled"

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse posts that no school needs."""
        return not isinstance(choice, Posted) or world.post_span(choice) is not None

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Fill each need."""
        taken: dict[tuple[str, int, str], list[Var]] = defaultdict(list)
        for post, var in choices.posts():
            taken[post.school, post.weekday, post.role.value].append(var)
        for key, need in choices.world.post_needs.items():
            scope.require(total(taken[key]) == need.adults, about=f"school:{key[0]}")
