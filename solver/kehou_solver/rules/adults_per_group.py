"""Every group has its one lead and as many assistants as it needs."""

from collections.abc import Sequence

from kehou_solver.domain.adult import AdultKind
from kehou_solver.model.choice import AnyGroup, ClubGroup, Staffs
from kehou_solver.model.choices import Choices, Expr, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class AdultsPerGroup(Rule):
    """Count leads and assistants.

        sum of leads[group]  =  opens[group]
        sum of assistants[group]  =  max(adults_per_group - 1, led by a vendor) * opens

    Units: adults. Two constraints per possible group.
    """

    name = "adults_per_group"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Fix the number of leads and assistants of each group."""
        for group, opens in choices.opens.items():
            about = f"group:{group}"
            staff = choices.staffs(group=group)
            leads = total(var for s, var in staff if s.role == "lead")
            assistants = total(var for s, var in staff if s.role == "assistant")
            scope.require(leads == opens, about=about)
            scope.require(
                assistants == _assistants(choices, group, opens, staff), about=about
            )


def _assistants(
    choices: Choices,
    group: AnyGroup,
    opens: Var,
    staff: Sequence[tuple[Staffs, Var]],
) -> Expr:
    """Return how many assistants the group needs."""
    if not isinstance(group, ClubGroup):
        return 0
    world = choices.world
    planned = world.clubs[group.club].adults_per_group - 1
    if planned or not world.schools[group.school].limits.vendor_accompanied:
        return planned * opens
    return total(
        var
        for s, var in staff
        if s.role == "lead"
        and world.adults[s.adult].kind is AdultKind.VENDOR_INSTRUCTOR
    )
