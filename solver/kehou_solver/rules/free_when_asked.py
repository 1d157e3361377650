"""Adults are asked only where and when they are free."""

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import overlap
from kehou_solver.model.choice import Choice, Posted, Staffs
from kehou_solver.model.world import Span, World
from kehou_solver.rules.rule import Rule


class FreeWhenAsked(Rule):
    """School served, slot free, no fixed duty at the time, role accepted."""

    name = "free_when_asked"
    refuses = (Staffs, Posted)

    def admits(self, world: World, choice: Choice) -> bool:
        """Refuse assignments at a time or place the adult cannot take."""
        match choice:
            case Staffs():
                adult = world.adults[choice.adult]
                if choice.group.school not in adult.serves:
                    return False
                return all(
                    (adult.free is None or slot in adult.free)
                    and not _busy(adult, world.meeting_span(choice.group, slot))
                    for slot in world.lessons(choice)
                )
            case Posted():
                adult = world.adults[choice.adult]
                span = world.post_span(choice)
                # A post nobody needs has no hours; only `posts_filled` judges it.
                return span is None or (
                    choice.school in adult.serves
                    and choice.role in adult.posts
                    and not _busy(adult, span)
                )
            case _:
                return True


def _busy(adult: Adult, span: Span) -> bool:
    day, start, end = span
    return any(
        duty.weekday == day and overlap(duty.start, duty.end, start, end)
        for duty in adult.duties
    )
