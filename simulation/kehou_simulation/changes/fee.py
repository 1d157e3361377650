"""Another fee."""

from typing import Literal

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_solver.domain.base import Fen, Frozen
from kehou_solver.domain.instance import Instance


class Fee(Frozen):
    """The monthly fee of a paying child at the schools meant, in fen (LZ-406)."""

    kind: Literal["fee"]
    where: Where = EVERYWHERE
    month_fen: Fen

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with the new fee."""
        return self.where.changed_in(
            instance, "money", {"fee_month_fen": self.month_fen}
        )
