"""Nobody, and no room, is in two places at once. Nature, not law: always on."""

from collections.abc import Hashable, Iterable

from kehou_solver.domain.base import overlap
from kehou_solver.domain.pupil import Pupil
from kehou_solver.model.at_once import at_once
from kehou_solver.model.choices import Choices, Var, total
from kehou_solver.model.scope import Scope
from kehou_solver.model.world import Span
from kehou_solver.rules.rule import Rule


class OnePlaceAtATime(Rule):
    """Whatever covers one minute adds up to at most one.

        sum over spans of a subject that cover minute t of variable  <=  1

    Adds one constraint per subject and largest set of spans that share a minute.
    """

    name = "one_place_at_a_time"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Limit adults, classes, rooms and pupils."""
        world = choices.world
        for adult in world.instance.adults:
            spans = [
                (span, i, var)
                for i, (span, _, var) in enumerate(
                    choices.assignments(adult.id, with_way=True)
                )
            ]
            _apart(scope, spans, f"adult:{adult.id}")
        for room_class in world.instance.classes:
            joined = [
                (world.slot_span(join.group.slot), str(join.group), var)
                for join, var in choices.joins(class_id=room_class.id)
            ]
            _apart(scope, joined, f"class:{room_class.id}")
        for room in world.instance.rooms:
            used = [
                (world.slot_span(slot), str(use.group), var)
                for use, var in choices.uses(room=room.id)
                for slot in world.meetings(use.group)
            ]
            _apart(scope, used, f"room:{room.id}")
        for pupil in world.instance.pupils:
            _pupil(scope, choices, pupil)


def _apart(
    scope: Scope, spans: Iterable[tuple[Span, Hashable, Var]], about: str
) -> None:
    """Keep spans with different labels from covering the same minute."""
    labelled = ((span, (label, var)) for span, label, var in spans)
    for together in at_once(labelled):
        covering = dict(together)
        if len(covering) > 1:
            scope.require(total(covering.values()) <= 1, about=about)


def _pupil(scope: Scope, choices: Choices, pupil: Pupil) -> None:
    """Keep a pupil's clubs apart, and clubs apart from homework care elsewhere."""
    world = choices.world
    seats = choices.sits(pupil=pupil.id)
    if not seats:
        return
    about = f"pupil:{pupil.id}"
    meetings = [
        (world.meeting_span(sit.group, slot), str(sit.group), var)
        for sit, var in seats
        for slot in world.meetings(sit.group)
    ]
    _apart(scope, meetings, about)
    attended = world.attended(pupil)
    for sit, var in seats:
        for slot in world.meetings(sit.group):
            day, start, end = world.meeting_span(sit.group, slot)
            for other in attended:
                other_day, other_start, other_end = world.slot_span(other)
                if (
                    other not in sit.group.slots
                    and other_day == day
                    and overlap(start, end, other_start, other_end)
                ):
                    scope.require(var <= choices.in_club(pupil.id, other), about=about)
