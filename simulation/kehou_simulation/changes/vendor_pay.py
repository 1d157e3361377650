"""Dearer or cheaper vendors."""

from typing import Literal

from pydantic import Field

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_simulation.changes.who import places_of
from kehou_solver.domain.adult import Adult, AdultKind
from kehou_solver.domain.base import Frozen
from kehou_solver.domain.instance import Instance


class VendorPay(Frozen):
    """The pay of vendor instructors, in percent of what it is; half a fen is one.

    A pay above the district's cap makes the school's week unlawful (LZ-320), and is
    said so in its row.
    """

    kind: Literal["vendor_pay"]
    where: Where = EVERYWHERE
    percent: int = Field(ge=0, le=1_000)

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with the new pay."""
        schools, place = self.where.ids_in(instance), places_of(instance)
        adults = tuple(
            self._paid(adult)
            if adult.kind is AdultKind.VENDOR_INSTRUCTOR and place[adult.id] in schools
            else adult
            for adult in instance.adults
        )
        return instance.model_copy(update={"adults": adults})

    def _paid(self, adult: Adult) -> Adult:
        terms = tuple(
            each
            if each.pay_fen is None
            else each.model_copy(update={"pay_fen": self._of(each.pay_fen)})
            for each in adult.terms
        )
        return adult.model_copy(
            update={
                "pay_fen_per_lesson": self._of(adult.pay_fen_per_lesson),
                "fixed_fen_week": self._of(adult.fixed_fen_week),
                "terms": terms,
            }
        )

    def _of(self, fen: int) -> int:
        return (fen * self.percent + 50) // 100
