"""Groups are led by adults who can lead them."""

from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.model.choice import CareGroup, Choice, ClubGroup, Staffs
from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class Qualified(Rule):
    """Club leads hold the qualifications on the day; homework leads know a class.

        leads[adult, group]  <=  sum over taught class of joins[class, group]

    for adults whose `care` is "taught". The rest is refused choice by choice.
    """

    name = "qualified"
    refuses = (Staffs,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse adults who cannot have this group in this role."""
        if not isinstance(choice, Staffs):
            return True
        adult = world.adults[choice.adult]
        if adult.kind is AdultKind.SUPPORT_STAFF:
            return False
        if choice.role != "lead":
            return True
        if isinstance(choice.group, CareGroup):
            return adult.care != "none"
        return _may_lead_club(world, adult, choice.group, choice)

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Tie homework leads who know only their classes to those classes."""
        world = choices.world
        for adult in world.instance.adults:
            if adult.care != "taught":
                continue
            for staffs, var in choices.staffs(adult=adult.id):
                group = staffs.group
                if staffs.role != "lead" or not isinstance(group, CareGroup):
                    continue
                known = total(
                    joins
                    for join, joins in choices.joins(group=group)
                    if (adult.id, join.class_id) in world.teaches
                )
                scope.require(var <= known, about=f"adult:{adult.id}")


def _may_lead_club(
    world: World, adult: Adult, group: ClubGroup, staffs: Staffs
) -> bool:
    allowed = world.clubs_of[adult.id]
    if allowed is not None and group.club not in allowed:
        return False
    club = world.clubs[group.club]
    if not club.qualifications:
        return True
    slots = world.lessons(staffs)
    days = {world.date_of(world.slots[slot].weekday) for slot in slots}
    return all(
        any(
            held.name == needed and held.valid_from <= day <= held.valid_until
            for held in adult.qualifications
        )
        for needed in club.qualifications
        for day in days
    )
