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
        meant = self.where.ids_in(instance)
        schools = tuple(
            school.model_copy(
                update={
                    "money": school.money.model_copy(
                        update={"external_ceiling_fen": self.ceiling_week_fen}
                    )
                }
            )
            if school.id in meant
            else school
            for school in instance.schools
        )
        return instance.model_copy(update={"schools": schools})
