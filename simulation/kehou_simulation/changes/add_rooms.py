"""More rooms."""

from typing import Literal

from pydantic import Field

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_solver.domain.base import Count, Frozen, Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Closure, Room


class AddRooms(Frozen):
    """At every school meant, so many new rooms.

    Attributes:
        features: what they have, such as "gym"; () = a plain room.
        seats: children each holds.
        slots: ids of the only slots in which they are open; None = always.
    """

    kind: Literal["add_rooms"]
    where: Where = EVERYWHERE
    features: tuple[Id, ...] = ()
    seats: Count
    rooms: int = Field(ge=1, le=100)
    slots: tuple[Id, ...] | None = None

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with the new rooms."""
        first = len(instance.rooms)
        kind = " ".join(self.features)
        new = tuple(
            Room(
                # Rooms are only ever added, so that their count names the next one.
                id=f"new-room-{first + number}-{place}",
                school=school.id,
                name=f"+{kind} {number + 1}",
                seats=self.seats,
                features=self.features,
                closed=self._closed(instance, school.id),
            )
            for place, school in enumerate(self.where.schools_in(instance))
            for number in range(self.rooms)
        )
        return instance.model_copy(update={"rooms": (*instance.rooms, *new)})

    def _closed(self, instance: Instance, school: Id) -> tuple[Closure, ...]:
        if self.slots is None:
            return ()
        return tuple(
            Closure(weekday=slot.weekday, start=slot.start, end=slot.end)
            for slot in instance.slots
            if slot.school == school and slot.id not in self.slots
        )
