"""A group meets in a room of its school that has what the club needs."""

from kehou_solver.model.choice import Choice, ClubGroup, Uses
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class RoomSuits(Rule):
    """A room is of the school, has the features, and off-site only as the venue."""

    name = "room_suits"
    refuses = (Uses,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse rooms that do not suit the group."""
        if not isinstance(choice, Uses):
            return True
        room, group = world.rooms[choice.room], choice.group
        if room.school != group.school:
            return False
        if not isinstance(group, ClubGroup):
            return not room.offsite
        club = world.clubs[group.club]
        if club.venue is not None or room.offsite:
            return room.id == club.venue and set(club.room_features) <= set(
                room.features
            )
        return set(club.room_features) <= set(room.features)
