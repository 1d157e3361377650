"""Every group has its one lead and as many assistants as it needs."""

from collections.abc import Iterator, Sequence

from kehou_solver.domain.adult import AdultKind
from kehou_solver.model.choice import AnyGroup, ClubGroup, Staffs
from kehou_solver.model.choices import Choices, Expr, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class AdultsPerGroup(Rule):
    """Count leads and assistants.

        sum of leads[group, slot]  =  opens[group]
        sum of assistants[group, slot]
            =  max(adults_per_group - 1, led by a vendor) * opens

    Units: adults. Two constraints per possible group, or per meeting of it where
    somebody may be there for some of the meetings only.
    """

    name = "adults_per_group"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Fix the number of leads and assistants of each group."""
        for group, opens in choices.opens.items():
            about = f"group:{group}"
            for staff in staff_by_meeting(choices, group):
                leads = total(var for s, var in staff if s.role == "lead")
                assistants = total(var for s, var in staff if s.role == "assistant")
                scope.require(leads == opens, about=about)
                scope.require(
                    assistants == _assistants(choices, group, opens, staff), about=about
                )


def staff_by_meeting(
    choices: Choices, group: AnyGroup
) -> Iterator[Sequence[tuple[Staffs, Var]]]:
    """Yield who may be in each meeting of a group; once, if all meetings are alike."""
    staff = choices.staffs(group=group)
    if all(staffs.slots is None for staffs, _ in staff):
        yield staff
        return
    for slot in choices.world.meetings(group):
        yield [(staffs, var) for staffs, var in staff if staffs.has(slot)]


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
