"""A model of part of a week: what lies outside the zone stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from ortools.sat.python import cp_model

from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.build import tie_together
from kehou_solver.model.choice import (
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Posted,
    Sits,
    Staffs,
    Uses,
)
from kehou_solver.model.choices import Choices, Var
from kehou_solver.model.enumerate import Given, choices_of
from kehou_solver.model.translate import choices_in, timetable_of
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Admission, enforce


@dataclass(frozen=True)
class Zone:
    """What may change.

    Attributes:
        slots: homework care in these slots, and people and rooms of clubs in them.
        clubs: clubs whose groups may meet otherwise, inside `slots`.
        pupils: children whose seats may change.
        timetable: how everything else stays.
    """

    slots: frozenset[Id]
    clubs: frozenset[Id]
    pupils: frozenset[Id]
    timetable: Timetable

    def frees(self, choice: Choice) -> bool:
        """Say whether a choice may be made otherwise than in the timetable."""
        match choice:
            case Posted():
                return False
            case Sits(pupil=pupil, group=group):
                return pupil in self.pupils or group.club in self.clubs
            case Opens(group=ClubGroup(club=club)):
                return club in self.clubs
            case Opens(group=group) | Joins(group=group):
                return group.slots[0] in self.slots
            case Uses(group=group) | Staffs(group=group):
                if isinstance(group, ClubGroup) and group.club in self.clubs:
                    return True
                return self.slots.issuperset(group.slots)


class Zoned:
    """A CP-SAT model of a zone, or of the whole week; speaks as `Formulation` does."""

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        zone: Zone | None = None,
        before: Instance | None = None,
    ) -> None:
        """Build the model.

        Args:
            instance: a valid instance.
            policy: the rulebooks, read on the instance's day.
            zone: what may change; None = everything.
            before: another instance whose choices are to be there, too.
        """
        self.instance = instance
        self.policy = policy
        self.model = cp_model.CpModel()
        admission = Admission(instance, policy)
        vars_: dict[Choice, Var] = {}
        for choice in _picked(instance, policy, admission, zone, before):
            if choice not in vars_:
                vars_[choice] = self.model.new_bool_var(str(choice))
        if zone is not None:
            for choice in choices_in(instance, zone.timetable):
                if not zone.frees(choice):
                    vars_[choice] = 1
                elif choice not in vars_:
                    vars_[choice] = self.model.new_bool_var(str(choice))
        self.choices = Choices(self.model, World(instance, policy), vars_)
        tie_together(self.model, self.choices)
        self.weeks = [self.choices.in_week(week) for week in admission.worlds]
        for view in self.weeks:
            for rule in admission.rules:
                enforce(rule, self.model, view, refuse=False)

    def read(self, solver: cp_model.CpSolver) -> Timetable:
        """Write what a solver has just found as a timetable."""
        return timetable_of(
            self.instance,
            {
                choice
                for choice, var in self.choices.vars.items()
                if (var if isinstance(var, int) else solver.value(var))
            },
        )

    def hint(self, timetable: Timetable) -> None:
        """Suggest a timetable to the search, as far as it can be chosen here."""
        chosen = set(choices_in(self.instance, timetable))
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for choice, var in self.choices.vars.items():
            if not isinstance(var, int):
                self.model.add_hint(var, choice in chosen)


def _picked(
    instance: Instance,
    policy: Policy,
    admission: Admission,
    zone: Zone | None,
    before: Instance | None,
) -> Iterator[Choice]:
    if zone is not None:
        yield from _in_zone(instance, policy, admission, zone)
        return
    yield from choices_of(World(instance, policy), admission.admits, None)
    if before is not None:
        yield from choices_of(World(before, policy), admission.admits, None)


def _in_zone(
    instance: Instance, policy: Policy, admission: Admission, zone: Zone
) -> Iterator[Choice]:
    """Yield what may be chosen in the zone besides what is there now."""
    slots = tuple(slot for slot in instance.slots if slot.id in zone.slots)
    near = instance.model_copy(update={"slots": slots})
    groups = [
        choice.group
        for choice in choices_in(instance, zone.timetable)
        if isinstance(choice, Opens) and isinstance(choice.group, ClubGroup)
    ]
    staying = tuple(group for group in groups if group.club not in zone.clubs)
    inside = tuple(g for g in staying if zone.slots.issuperset(g.slots))
    world = World(near, policy, instance)
    people = choices_of(world, admission.admits, Given(inside, ()))
    offers = near.model_copy(
        update={
            "classes": (),
            "clubs": tuple(c for c in instance.clubs if c.id in zone.clubs),
            "pupils": tuple(p for p in instance.pupils if p.id in zone.pupils),
        }
    )
    clubs = choices_of(World(offers, policy, instance), admission.admits, None)
    for choice in chain(people, clubs):
        if zone.frees(choice):
            yield choice
    for pupil in instance.pupils:
        if pupil.id in zone.pupils:
            for group in staying:
                seat = Sits(pupil.id, group)
                if group.club in pupil.wishes and admission.admits(seat):
                    yield seat
