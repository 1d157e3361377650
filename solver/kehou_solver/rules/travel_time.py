"""There is time to get from one campus to the other."""

from kehou_solver.model.choice import Choice, Posted, Staffs
from kehou_solver.model.world import Span, World
from kehou_solver.rules.rule import Rule


class TravelTime(Rule):
    """Between a duty at one school and service at another, the way and the buffer."""

    name = "travel_time"
    refuses = (Staffs, Posted)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse assignments that the adult cannot reach in time."""
        match choice:
            case Staffs():
                spans = [world.slot_span(slot) for slot in world.lessons(choice)]
                return _reachable(world, choice.adult, choice.group.school, spans)
            case Posted():
                span = world.post_span(choice)
                spans = [span] if span else []
                return _reachable(world, choice.adult, choice.school, spans)
            case _:
                return True


def _reachable(world: World, adult_id: str, school: str, spans: list[Span]) -> bool:
    adult = world.adults[adult_id]
    buffer = world.limits_of(adult).travel_buffer_minutes
    for day, start, end in spans:
        for duty in adult.duties:
            if duty.weekday != day or duty.school == school:
                continue
            way = max(buffer, world.travel.get((duty.school, school), 0))
            if duty.end + way > start and end + way > duty.start:
                return False
    return True
