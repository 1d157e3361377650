"""A room holds no more children than it has seats."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class RoomSeats(Rule):
    """Children of a group fit into its room, in every slot.

        children(group, slot)  <=  sum over room of seats(room) * uses[room, group]

    Units: children. One constraint per group and slot.
    """

    name = "room_seats"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Limit children by the seats of the chosen room."""
        world = choices.world
        for group in choices.opens:
            rooms = choices.uses(group=group)
            seats = total(world.rooms[use.room].seats * var for use, var in rooms)
            for slot in world.meetings(group):
                children = choices.children(group, slot)
                about = rooms[0][0].room if len(rooms) == 1 else str(group)
                scope.require(children <= seats, about=f"room:{about}")
