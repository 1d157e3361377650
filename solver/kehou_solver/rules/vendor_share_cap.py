"""Vendors stay a small part of the service."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class VendorShareCap(Rule):
    """Cap the vendor lessons of a school.

        100 * vendor lessons  <=  vendor_share_percent * all lessons

    Units: lessons. One constraint per school that a vendor may serve.
    """

    name = "vendor_share_cap"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Cap the share of each school."""
        world = choices.world
        for school in world.instance.schools:
            by_vendor: list[Var] = []
            lessons: list[Var] = []
            for adult in world.instance.adults:
                for staffs, _, var in choices.lessons(adult.id):
                    if staffs.group.school != school.id:
                        continue
                    lessons.append(var)
                    if adult.kind is AdultKind.VENDOR_INSTRUCTOR:
                        by_vendor.append(var)
            if by_vendor:
                percent = school.limits.vendor_share_percent
                scope.require(
                    100 * total(by_vendor) <= percent * total(lessons),
                    about=f"school:{school.id}",
                )
