"""What the school has pinned stays. Not law, but a promise: always on."""

from kehou_solver.domain.instance import MeetingPin, Pin, RoomPin, SeatPin, StaffPin
from kehou_solver.model.choice import AnyGroup, ClubGroup
from kehou_solver.model.choices import Choices, Expr, total
from kehou_solver.model.scope import Scope
from kehou_solver.rules.rule import Rule


class PinsKept(Rule):
    """Some group fits the pin.

        sum over group that fits of the pinned choice  >=  1

    One constraint per pin; homework pins name a class, so they add products of
    two yes/no choices.
    """

    name = "pins_kept"

    def relate(self, scope: Scope, choices: Choices) -> None:
        """Keep each pin that speaks of this week."""
        for number, pin in enumerate(choices.world.instance.pins):
            slot = getattr(pin, "slot", None)
            if slot is not None and slot not in choices.world.slots:
                continue
            scope.require(total(_ways(choices, pin)) >= 1, about=f"pin:{number}")


def _ways(choices: Choices, pin: Pin) -> list[Expr]:
    """Return the choices each of which keeps the pin."""
    match pin:
        case StaffPin():
            return [
                both
                for staffs, var in choices.staffs(adult=pin.adult)
                if staffs.role == "lead" and staffs.has(pin.slot)
                for both in _meant(choices, staffs.group, var, pin)
            ]
        case RoomPin():
            return [
                both
                for use, var in choices.uses(room=pin.room)
                for both in _meant(choices, use.group, var, pin)
            ]
        case SeatPin():
            # A seat counts for the pin even if its group meets in other weeks only.
            seats = choices.whole.sits(pupil=pin.pupil)
            return [var for sit, var in seats if sit.group.club == pin.club]
        case MeetingPin():
            return [
                var
                for group, var in choices.club_groups(club=pin.club)
                if pin.slot in group.slots
            ]


def _meant(
    choices: Choices, group: AnyGroup, var: Expr, pin: StaffPin | RoomPin
) -> list[Expr]:
    """Return the choice if its group is the one the pin speaks of."""
    if pin.slot not in group.slots:
        return []
    if isinstance(group, ClubGroup):
        return [var] if pin.club == group.club else []
    if pin.class_id is None:
        return []
    return [
        choices.both(var, joins)
        for join, joins in choices.joins(group=group)
        if join.class_id == pin.class_id
    ]
