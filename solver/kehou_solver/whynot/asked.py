"""A question as something to demand of a model, and to look for in a timetable."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kehou_solver.domain.base import Id
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance, Pin, SeatPin
from kehou_solver.domain.timetable import Timetable
from kehou_solver.goals import GOALS
from kehou_solver.measures import MEASURES
from kehou_solver.model.choices import Var
from kehou_solver.policy import Policy
from kehou_solver.search.zone import Zoned
from kehou_solver.whynot.question import (
    AdultUnwanted,
    MergingUnwanted,
    PinRefused,
    Question,
    RoomUnwanted,
    WishNotMet,
)


@dataclass(frozen=True)
class Asked:
    """What a timetable must have: the thing asked for, and no tier lower.

    A wish and a pin are demanded as pins of the instance (`pinned`); only cells need
    rows of their own.

    Attributes:
        floors: least value of goals that must not fall.
    """

    question: Question
    floors: Mapping[str, int] = field(default_factory=dict)

    def require(self, model: Zoned) -> None:
        """Write it into a model."""
        for name, value in self.floors.items():
            goal = GOALS[name].value(model.weeks)
            if not isinstance(goal, int):
                model.model.add(goal >= value)
            elif goal < value:
                model.model.add_bool_or([])
        match self.question:
            case AdultUnwanted(adult=adult, slot=slot):
                for staffs, var in model.choices.staffs(adult=adult):
                    if slot in staffs.group.slots:
                        _never(model, var)
            case RoomUnwanted(room=room, slot=slot):
                for use, var in model.choices.uses(room=room):
                    if slot in use.group.slots:
                        _never(model, var)
            case MergingUnwanted(class_id=class_id, slot=slot):
                _alone(model, class_id, slot)

    def met(self, instance: Instance, policy: Policy, timetable: Timetable) -> bool:
        """Say whether a timetable has it, by looking."""
        kept = all(
            MEASURES[name].measure(instance, timetable, policy) >= value
            for name, value in self.floors.items()
        )
        return kept and has(self.question, timetable)


def _never(model: Zoned, var: Var) -> None:
    if isinstance(var, int):
        if var:
            model.model.add_bool_or([])
    else:
        model.model.add(var == 0)


def _alone(model: Zoned, class_id: Id, slot: Id) -> None:
    for join, var in model.choices.joins(class_id=class_id):
        if join.group.slot != slot:
            continue
        for other, other_var in model.choices.joins(group=join.group):
            if other.class_id != class_id:
                both = var + other_var
                if not isinstance(both, int):
                    model.model.add(both <= 1)
                elif both > 1:
                    model.model.add_bool_or([])


def has(question: Question, timetable: Timetable) -> bool:
    """Say whether a timetable has what a question asks for."""
    groups = {group.id: group for group in timetable.groups}
    match question:
        case WishNotMet(pupil=pupil, club=club):
            return _sits(timetable, pupil, club)
        case PinRefused(pin=pin):
            return _keeps(timetable, pin)
        case AdultUnwanted(adult=adult, slot=slot):
            return not any(
                staff.adult == adult and slot in groups[staff.group].slots
                for staff in timetable.staff
            )
        case RoomUnwanted(room=room, slot=slot):
            return not any(g.room == room and slot in g.slots for g in groups.values())
        case MergingUnwanted(class_id=class_id, slot=slot):
            return not any(
                class_id in group.classes and len(group.classes) > 1
                for group in groups.values()
                if slot in group.slots
            )


def _sits(timetable: Timetable, pupil: Id, club: Id) -> bool:
    groups = {group.id: group.club for group in timetable.groups}
    return any(s.pupil == pupil and groups[s.group] == club for s in timetable.seats)


def _keeps(timetable: Timetable, pin: Pin) -> bool:
    """Say whether a pin holds, in the rough; the judge decides exactly."""
    if isinstance(pin, SeatPin):
        return _sits(timetable, pin.pupil, pin.club)
    fitting = [
        group
        for group in timetable.groups
        if pin.slot in group.slots
        and (
            group.club == pin.club
            if pin.club is not None
            else getattr(pin, "class_id", None) in group.classes
        )
    ]
    match pin.kind:
        case "meeting":
            return bool(fitting)
        case "room":
            return any(group.room == pin.room for group in fitting)
        case "staff":
            ids = {group.id for group in fitting}
            return any(
                s.adult == pin.adult and s.role == "lead" and s.group in ids
                for s in timetable.staff
            )


def pinned(instance: Instance, question: Question) -> Instance:
    """Return the instance with what is asked for pinned, if pins can say it."""
    pin = pin_of(question)
    if pin is None:
        return instance
    return instance.model_copy(update={"pins": (*instance.pins, pin)})


def pin_of(question: Question) -> Pin | None:
    """Return the pin that says what a question asks for; None for cells."""
    match question:
        case WishNotMet(pupil=pupil, club=club):
            return SeatPin(kind="seat", pupil=pupil, club=club)
        case PinRefused(pin=pin):
            return pin
        case _:
            return None


def floors(
    instance: Instance, policy: Policy, timetable: Timetable, question: Question
) -> dict[str, int]:
    """Return the goals that must not fall, with their values.

    For a child's seat: every seat goal of earlier tiers, and how many children of the
    child's own tier are served. For anything else: every seat goal.
    """
    order = instance.goals or policy.goal_order()
    seats = [name for name in order if is_seat_goal(name)]
    pin = pin_of(question)
    if isinstance(pin, SeatPin):
        index = Index(instance)
        pupil = index.pupils[pin.pupil]
        own = f"wishes_met_{policy.tier_of(pupil, index.grade_of(pupil))}"
        if own in seats:
            seats = seats[: seats.index(own) + 1]
    return {name: MEASURES[name].measure(instance, timetable, policy) for name in seats}


def is_seat_goal(name: str) -> bool:
    """Say whether a goal is about who gets a seat."""
    return name.startswith(("wishes_met", "wish_ranks"))
