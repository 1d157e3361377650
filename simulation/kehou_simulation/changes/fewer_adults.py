"""Fewer adults: some take part no longer."""

from collections import defaultdict
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_simulation.changes.who import (
    EVERYBODY,
    Who,
    by_lot,
    off_duty,
    places_of,
)
from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Frozen, Percent
from kehou_solver.domain.instance import Instance


class FewerAdults(Frozen):
    """At every school meant, so many of the adults meant take part no longer.

    Attributes:
        percent: of those meant at a school; half a person is one.
        adults: so many at a school, or all there are.
    """

    kind: Literal["fewer_adults"]
    where: Where = EVERYWHERE
    who: Who = EVERYBODY
    percent: Percent | None = None
    adults: int | None = Field(default=None, ge=1, le=10_000)

    @model_validator(mode="after")
    def _one_of_two(self) -> "FewerAdults":
        if (self.percent is None) == (self.adults is None):
            raise PydanticCustomError(
                "said",
                "{en}",
                {"zh": "请给出 percent 或 adults 之一", "en": "give percent or adults"},
            )
        return self

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance without them."""
        schools, place = self.where.ids_in(instance), places_of(instance)
        at: dict[str, list[Adult]] = defaultdict(list)
        for adult in instance.adults:
            if place[adult.id] in schools and self.who.holds(adult):
                at[place[adult.id]].append(adult)
        gone = {
            adult.id
            for staff in at.values()
            for adult in by_lot(staff, "leaves", chance.lasting())[
                : self._count(len(staff))
            ]
        }
        if not gone:
            return instance
        adults = tuple(
            off_duty(adult) if adult.id in gone else adult for adult in instance.adults
        )
        return instance.model_copy(update={"adults": adults})

    def _count(self, staff: int) -> int:
        if self.adults is not None:
            return self.adults
        return (staff * (self.percent or 0) + 50) // 100
