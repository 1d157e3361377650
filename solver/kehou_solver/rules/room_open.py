"""No group meets in a room while it is closed."""

from kehou_solver.domain.base import overlap
from kehou_solver.model.choice import Choice, Uses
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class RoomOpen(Rule):
    """No closure of the room overlaps a meeting in it."""

    name = "room_open"
    refuses = (Uses,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse rooms that are closed at a meeting."""
        if not isinstance(choice, Uses):
            return True
        closed = world.rooms[choice.room].closed
        if not closed:
            return True
        spans = [world.slot_span(slot) for slot in world.meetings(choice.group)]
        return not any(
            shut.weekday == day and overlap(shut.start, shut.end, start, end)
            for shut in closed
            for day, start, end in spans
        )
