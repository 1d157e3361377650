"""Everybody who may serve, before anything is planned."""

from collections.abc import Sequence
from dataclasses import dataclass

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.outsiders import contract, outsiders, vendor_list
from kehou_instances.ladder.own_staff import own_teachers, support_staff
from kehou_instances.ladder.papers import skill
from kehou_instances.ladder.shape import Shape
from kehou_instances.ladder.skills import left_to_lent, skills
from kehou_solver.domain import Adult, AdultKind, Club, Vendor


@dataclass(frozen=True)
class People:
    """Everybody who may serve.

    Attributes:
        adults: with `care` and `clubs` as if everybody took part.
        days: weekdays on which the planting may use each adult.
        sitting_out: own teachers who do not take part unless nobody else is left.
        homeroom: homeroom teacher of each class.
        vendors: the district's list.
    """

    adults: tuple[Adult, ...]
    days: dict[str, frozenset[int]]
    sitting_out: frozenset[str]
    homeroom: dict[str, str]
    vendors: tuple[Vendor, ...]


def people(shape: Shape, knobs: Knobs, clubs: Sequence[Club], draws: Draws) -> People:
    """Draw everybody who may serve."""
    own, subjects, homeroom = own_teachers(shape, draws)
    others = outsiders(shape, knobs, draws) if clubs else []
    held = skills(clubs, own, subjects, others, shape, draws)
    if shape.weak:
        lent = [a for a in others if a.kind is AdultKind.GROUP_TEACHER]
        held = left_to_lent(held, lent)
    adults = [
        adult.model_copy(
            update={
                "qualifications": tuple(skill(name) for name in held[adult.id]),
                **contract(adult, held[adult.id]),
            }
        )
        for adult in (*own, *others)
    ]
    adults += support_staff(shape)
    staying_out = round((1 - knobs.participation) * shape.own)
    return People(
        adults=tuple(adults),
        days=working_days(adults, shape, draws),
        # From the tail: duty leaders first, homeroom teachers last.
        sitting_out=frozenset(a.id for a in own[len(own) - staying_out :]),
        homeroom=homeroom,
        vendors=vendor_list(adults, clubs, draws) if clubs else (),
    )


def working_days(
    adults: Sequence[Adult], shape: Shape, draws: Draws
) -> dict[str, frozenset[int]]:
    """Draw the weekdays on which the planting may use each adult.

    Own staff have one afternoon off in turn, so that no weekday runs short of people
    who have afternoons left; outsiders come on one to three weekdays.
    """
    weekdays = sorted({window.weekday for window in shape.windows})
    days: dict[str, frozenset[int]] = {}
    allotted = {visitor.id: visitor.weekdays for visitor in shape.visitors}
    for turn, adult in enumerate(adults):
        if adult.home == MAIN:
            off = {weekdays[turn % len(weekdays)]} if len(weekdays) > 4 else set()
            days[adult.id] = frozenset(weekdays) - off
        elif adult.id in allotted:
            days[adult.id] = frozenset(allotted[adult.id])
        else:
            days[adult.id] = frozenset(draws.sample(weekdays, draws.whole(1, 3)))
    return days
