"""A school adult is present where a vendor instructor leads."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.adults_per_group import staff_by_meeting
from kehou_solver.rules.rule import Rule

TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


class VendorAccompanied(Rule):
    """Where the limits ask for it, a teacher assists each vendor-led group.

        sum of vendor leads[group]  <=  sum of teacher assistants[group]

    Units: adults. One constraint per group, or meeting, a vendor may lead.
    """

    name = "vendor_accompanied"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Ask for a teacher beside each vendor instructor who leads."""
        world = choices.world
        for group in choices.opens:
            if not world.schools[group.school].limits.vendor_accompanied:
                continue
            for meeting in staff_by_meeting(choices, group):
                staff = [(s, world.adults[s.adult].kind, v) for s, v in meeting]
                vendors = [
                    v
                    for s, kind, v in staff
                    if s.role == "lead" and kind is AdultKind.VENDOR_INSTRUCTOR
                ]
                teachers = total(
                    v
                    for s, kind, v in staff
                    if s.role == "assistant" and kind in TEACHERS
                )
                for vendor in vendors:
                    scope.require(vendor <= teachers, about=f"group:{group}")
