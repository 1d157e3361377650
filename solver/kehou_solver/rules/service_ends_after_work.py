"""The service reaches local off-work time (LZ-304); can be waived with a reason."""

from collections import defaultdict

from kehou_solver.domain.school import Tier
from kehou_solver.model.choices import Choices
from kehou_solver.model.scope import Scope
from kehou_solver.policy import waiver_for
from kehou_solver.rules.rule import Rule


class ServiceEndsAfterWork(Rule):
    """The last slot of a service day ends no earlier than off-work time.

    Nothing to choose: slots are given, so this either holds or the week is impossible.
    """

    name = "service_ends_after_work"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Refuse a weekday that ends too early and has no waiver."""
        world = choices.world
        for school in world.instance.schools:
            if school.tier is Tier.VILLAGE or school.boarding:
                continue
            ends: dict[int, int] = defaultdict(int)
            for slot in world.slots_of[school.id]:
                ends[slot.weekday] = max(ends[slot.weekday], slot.end)
            off_work = world.districts[school.district].off_work_time
            for weekday, end in sorted(ends.items()):
                waived = waiver_for(
                    world.instance, world.policy, self.name, school.id, weekday
                )
                if end < off_work and waived is None:
                    scope.require(False, about=f"school:{school.id}")
