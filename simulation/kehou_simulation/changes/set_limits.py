"""Another rule of the school's own: weekly lessons, vendor share and the like."""

from typing import Literal

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_solver.domain.base import ClockTime, Count, Frozen, Minutes, Percent
from kehou_solver.domain.instance import Instance


class NewLimits(Frozen):
    """Limits to be set; None = as they are. See `kehou_solver.domain.school.Limits`."""

    merge_classes: int | None = None
    lessons_week: Count | None = None
    afternoons_week: Count | None = None
    duty_minutes_day: Minutes | None = None
    duty_minutes_week: Minutes | None = None
    rest_minutes: Minutes | None = None
    late_from: ClockTime | None = None
    away_afternoons_week: Count | None = None
    travel_buffer_minutes: Minutes | None = None
    lending_reserve_percent: Percent | None = None
    vendor_share_percent: Percent | None = None
    vendor_accompanied: bool | None = None


class SetLimits(Frozen):
    """Set limits of the schools meant. What the law fixes is in no school's hands."""

    kind: Literal["set_limits"]
    where: Where = EVERYWHERE
    limits: NewLimits

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with the new limits."""
        return self.where.changed_in(instance, "limits", self._given())

    def _given(self) -> dict[str, object]:
        return {name: value for name, value in self.limits if value is not None}
