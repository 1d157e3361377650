"""Teachers serve at home; group teachers also at schools of their group."""

from kehou_solver.domain.adult import AdultKind
from kehou_solver.model.choice import Choice, Posted, Staffs
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class LendingInsideGroup(Rule):
    """Own teachers and support staff stay at home, group teachers in the group."""

    name = "lending_inside_group"
    refuses = (Staffs, Posted)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse service at schools outside home or group."""
        match choice:
            case Staffs():
                where = choice.group.school
            # A post nobody needs has no hours; only `posts_filled` judges it.
            case Posted() if world.post_span(choice) is not None:
                where = choice.school
            case _:
                return True
        adult = world.adults[choice.adult]
        if adult.kind in (AdultKind.OWN_TEACHER, AdultKind.SUPPORT_STAFF):
            return where == adult.home
        if adult.kind is not AdultKind.GROUP_TEACHER or where == adult.home:
            return True
        home = world.schools.get(adult.home or "")
        group = world.schools[where].group
        return home is not None and group is not None and home.group == group
