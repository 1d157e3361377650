"""After a late afternoon there is a night's rest before the first duty."""

from kehou_solver.model.choice import Choice, Posted, Staffs
from kehou_solver.model.world import Span, World
from kehou_solver.rules.rule import Rule

DAY = 24 * 60


class RestBetweenDays(Rule):
    """From the end of service to the first fixed duty of the next weekday."""

    name = "rest_between_days"
    refuses = (Staffs, Posted)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse service that ends too late for the next morning."""
        spans: list[Span]
        match choice:
            case Staffs():
                spans = [world.slot_span(slot) for slot in world.lessons(choice)]
            case Posted():
                span = world.post_span(choice)
                spans = [span] if span else []
            case _:
                return True
        rest = world.limits_of(world.adults[choice.adult]).rest_minutes
        for day, _, end in spans:
            first = world.first_duty.get((choice.adult, day + 1))
            if first is not None and DAY - end + first < rest:
                return False
        return True
