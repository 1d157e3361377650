"""Whoever asked for a slot and is in no club then is in homework care."""

from kehou_solver.model.choices import Choices, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class EveryoneInCare(Rule):
    """Homework care is the cover that nobody is refused.

        care(class, slot)  <=  asked(class, slot) * sum over group of joins

    Units: children. One constraint per class and slot.
    """

    name = "everyone_in_care"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Require a homework group for every class that needs one."""
        world = choices.world
        for room_class in world.instance.classes:
            for slot in world.slots_of[room_class.school]:
                asked = world.asked[room_class.id, slot.id]
                if not asked:
                    continue
                held = total(
                    var
                    for join, var in choices.joins(class_id=room_class.id)
                    if join.group.slot == slot.id
                )
                care = choices.care(room_class.id, slot.id)
                if isinstance(care, int):
                    condition = held >= 1 if care else True
                else:
                    condition = care <= asked * held
                scope.require(condition, about=f"class:{room_class.id}")
