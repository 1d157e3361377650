"""More or less money for people from outside."""

from typing import Literal

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_solver.domain.base import Fen, Frozen
from kehou_solver.domain.instance import Instance


class OutsideMoney(Frozen):
    """A ceiling on what the schools meant may pay for outside labour in a week (fen).

    The law's own share of the fees (LZ-412) stays: the stricter of both holds.
    """

    kind: Literal["outside_money"]
    where: Where = EVERYWHERE
    ceiling_week_fen: Fen

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with the new ceiling."""
        return self.where.changed_in(
            instance, "money", {"external_ceiling_fen": self.ceiling_week_fen}
        )
