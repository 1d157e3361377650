"""Service begins after the last lesson of the day (LZ-101, LZ-303)."""

from kehou_solver.model.choice import Choice, Sits
from kehou_solver.model.choices import Choices
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import World
from kehou_solver.rules.rule import Rule


class AfterLastLesson(Rule):
    """Slots asked for start after lessons; off-site clubs leave time for the way.

    For a slot there is nothing to choose: it holds, or the week is impossible.
    """

    name = "after_last_lesson"
    refuses = (Sits,)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse off-site seats of children still in lessons when they must leave."""
        if not isinstance(choice, Sits):
            return True
        if world.clubs[choice.group.club].venue is None:
            return True
        class_id = world.pupils[choice.pupil].class_id
        for slot in world.meetings(choice.group):
            day, start, _ = world.meeting_span(choice.group, slot)
            if start < _lessons_end(world, class_id, day):
                return False
        return True

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Refuse a slot that begins while a class that asked for it has lessons."""
        world = choices.world
        for (class_id, slot_id), asked in world.asked.items():
            slot = world.slots[slot_id]
            if asked and slot.start < _lessons_end(world, class_id, slot.weekday):
                scope.require(False, about=f"class:{class_id}")


def _lessons_end(world: World, class_id: str, weekday: int) -> int:
    ends = [d.end for d in world.classes[class_id].lessons_end if d.weekday == weekday]
    return max(ends, default=0)
