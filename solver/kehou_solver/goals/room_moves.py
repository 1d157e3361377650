"""Classes have their homework care in their own room."""

from collections.abc import Sequence
from typing import Literal

from kehou_solver.goals.goal import Goal
from kehou_solver.model.choices import Choices, Expr, total


class RoomMoves(Goal):
    """Class-slots of homework care away from the class's own room."""

    name = "room_moves"
    seek: Literal["max", "min"] = "min"

    def value(self, weeks: Sequence[Choices]) -> Expr:
        """Count classes that join a group held elsewhere."""
        terms: list[Expr] = []
        for choices in weeks:
            for group, opens in choices.care_groups():
                for join, joins in choices.joins(group=group):
                    own = choices.world.classes[join.class_id].room
                    if own is None:
                        continue
                    here = total(
                        v for u, v in choices.uses(group=group) if u.room == own
                    )
                    if join.class_id == group.host:
                        terms.append(opens - here)
                        continue
                    moves = choices.new_flag(f"moves[{join.class_id},{group}]")
                    choices.link(moves >= joins - here)
                    terms.append(moves)
        return total(terms)
