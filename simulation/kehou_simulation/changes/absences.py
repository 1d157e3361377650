"""A flu week: everybody may fall ill, by chance, for the whole week."""

from typing import Literal

from pydantic import Field

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_simulation.changes.who import EVERYBODY, Who, off_duty, places_of
from kehou_solver.domain.base import Frozen
from kehou_solver.domain.instance import Instance


class Absences(Frozen):
    """Each adult meant is absent with the same chance, drawn anew in each replication.

    Attributes:
        share: how likely, 0 to 1.
    """

    kind: Literal["absences"]
    where: Where = EVERYWHERE
    who: Who = EVERYBODY
    share: float = Field(ge=0.0, le=1.0)

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance without those who are ill."""
        schools, place = self.where.ids_in(instance), places_of(instance)
        ill = {
            adult.id
            for adult in instance.adults
            if place[adult.id] in schools
            and self.who.holds(adult)
            and chance.of("absent", adult.id) < self.share
        }
        if not ill:
            return instance
        adults = tuple(
            off_duty(adult) if adult.id in ill else adult for adult in instance.adults
        )
        return instance.model_copy(update={"adults": adults})
