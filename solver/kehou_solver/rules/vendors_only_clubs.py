"""Vendor instructors never have homework care or a post."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.model.choice import CareGroup, Choice, Posted, Staffs
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class VendorsOnlyClubs(Rule):
    """Academic care stays with the school; vendors only add to the "N"."""

    name = "vendors_only_clubs"
    refuses = (Staffs, Posted)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse vendor instructors in homework care and posts."""
        match choice:
            case Staffs(group=CareGroup()):
                pass
            # A post nobody needs has no hours; only `posts_filled` judges it.
            case Posted() if world.post_span(choice) is not None:
                pass
            case _:
                return True
        return world.adults[choice.adult].kind is not AdultKind.VENDOR_INSTRUCTOR
