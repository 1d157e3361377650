"""A club group opens with enough children or not at all. Nature: always on."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class MinimumEnrolment(Rule):
    """Small club groups are not opened.

        sum over pupil of sits[pupil, group]  >=  min_enrolment * opens[group]

    Units: children. One constraint per possible club group.
    """

    name = "minimum_enrolment"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Ask enough children of each club group that opens."""
        for group, opens in choices.club_groups():
            fewest = choices.world.clubs[group.club].min_enrolment
            taken = total(var for _, var in choices.sits(group=group))
            scope.require(taken >= fewest * opens, about=f"group:{group}")
