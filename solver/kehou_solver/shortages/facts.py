"""A week with what several counts need, found once."""

from functools import cached_property

from kehou_solver.shortages.blockers import Blockers
from kehou_solver.shortages.needs import Need, care_needs
from kehou_solver.shortages.week import Week


class Facts(Week):
    """One sort of week, who is barred from what, and the care it needs."""

    @cached_property
    def blockers(self) -> Blockers:
        """Reasons against single assignments."""
        return Blockers(self)

    @cached_property
    def care(self) -> tuple[Need, ...]:
        """Adults that homework care cannot do without, slot by slot."""
        return tuple(
            need
            for slot in self.instance.slots
            for need in care_needs(self, self.blockers, slot)
        )
