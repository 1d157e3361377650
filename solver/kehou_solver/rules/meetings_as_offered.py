"""Clubs meet as often, when and in as many groups as they are offered."""

from kehou_solver.model.choice import CareGroup, Choice, ClubGroup, Opens
from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class MeetingsAsOffered(Rule):
    """Meetings of a club group, and groups of a club.

        sum over group of the club of opens[group]  <=  parallel_groups

    Units: groups. One constraint per club; the rest is refused choice by choice.
    """

    name = "meetings_as_offered"
    refuses = (Opens,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse groups whose meetings are not as offered."""
        if not isinstance(choice, Opens):
            return True
        group = choice.group
        if any(world.slots[s].school != group.school for s in world.meetings(group)):
            return False
        if isinstance(group, CareGroup):
            return True
        return _as_offered(world, group)

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Limit the groups of each club."""
        for club in choices.world.instance.clubs:
            # Over all weeks: a group of odd weeks is one of the groups offered, too.
            groups = total(var for _, var in choices.whole.club_groups(club=club.id))
            scope.require(groups <= club.parallel_groups, about=f"club:{club.id}")


def _as_offered(world: World, group: ClubGroup) -> bool:
    club = world.clubs[group.club]
    if club.school != group.school or len(group.slots) != club.meetings_per_week:
        return False
    if club.slots is not None and not set(group.slots) <= set(club.slots):
        return False
    days = [world.weekday_of[slot] for slot in group.slots]
    return len(set(days)) == len(days)
