"""What every remedy is: one change of data, in words, that only ever allows more."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ortools.sat.python import cp_model

from kehou_solver.domain.base import Frozen, Id, Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.model.choice import Choice
from kehou_solver.model.choices import Choices, Expr, Var
from kehou_solver.model.scope import Condition, Scope
from kehou_solver.model.world import World
from kehou_solver.rules import RULES


@dataclass(frozen=True)
class Frame:
    """A model in which every remedy was taken; each says what holds without it.

    Attributes:
        model: the model of the instance with all remedies.
        weeks: what can be chosen, week by week, and the same week as it was.
        taken: 1 if the remedy that writes is taken.
    """

    model: cp_model.CpModel
    weeks: Sequence[tuple[Choices, World]]
    taken: cp_model.IntVar

    def only_if_taken(self, vars_: Iterable[Var]) -> None:
        """Refuse choices that are there only because of the remedy."""
        for var in vars_:
            if not isinstance(var, int):
                self.model.add(var <= self.taken)

    def at_most(self, amount: Expr, limit: Expr, more: int) -> None:
        """Require amount <= limit, or limit + more with the remedy."""
        condition = amount <= limit + more * self.taken
        if isinstance(condition, cp_model.BoundedLinearExpression):
            self.model.add(condition)

    def refused(self, rule: str, pick: "Pick") -> Iterator[Var]:
        """Yield those of the picked choices that a rule refused before."""
        for choices, before in self.weeks:
            for choice, var in pick(choices):
                if not RULES[rule].admits(before, choice):
                    yield var

    def unless_taken(self, rule: str, about: str) -> None:
        """Require what a rule demanded of a subject before, if it is not taken."""
        for choices, before in self.weeks:
            known = {c: v for c, v in choices.vars.items() if _known(before, c)}
            view = Choices(self.model, before, known, full=choices.full)
            scope = _Unless(self.model, rule, self.taken, about)
            RULES[rule].relate(scope, view)


Pick = Callable[[Choices], Iterable[tuple[Choice, Var]]]
"""Picks the choices a remedy is about."""


class _Unless(Scope):
    """Lets through only what one subject must keep, and only if it is not spared."""

    def __init__(
        self, model: cp_model.CpModel, rule: str, taken: cp_model.IntVar, about: str
    ) -> None:
        super().__init__(model, rule)
        self._taken, self._about = taken, about

    def require(self, condition: Condition, *, about: str) -> None:
        """Require `condition` unless the remedy is taken."""
        if about != self._about:
            return
        if isinstance(condition, cp_model.BoundedLinearExpression):
            self._model.add(condition).only_enforce_if(~self._taken)
        elif not condition:
            self._model.add_bool_or([self._taken])


def _known(world: World, choice: Choice) -> bool:
    """Say whether a choice speaks of people and rooms there were before."""
    adult, room = getattr(choice, "adult", None), getattr(choice, "room", None)
    return (adult is None or adult in world.adults) and (
        room is None or room in world.rooms
    )


class Remedy(Frozen, ABC):
    """One change of data. It only allows more: what was lawful before still is."""

    @property
    def amount(self) -> int:
        """Return how much is changed, where that can be more or less; else 1."""
        return 1

    @property
    def step(self) -> int:
        """Return the smallest amount worth naming; amounts are multiples of it."""
        return 1

    def of_amount(self, amount: int) -> "Remedy":
        """Return the same change with another amount."""
        return self

    @abstractmethod
    def changed(self, instance: Instance) -> Instance:
        """Return the instance with the change made."""

    @abstractmethod
    def says(self, index: Index) -> Text:
        """Return the change in words, as a condition that would have to hold."""

    @abstractmethod
    def restrict(self, frame: Frame) -> None:
        """Require what held before, unless the remedy is taken."""


class Sized(Remedy, ABC):
    """A remedy that raises or lowers a number."""

    by: int

    @property
    def amount(self) -> int:
        """Return by how much."""
        return self.by

    def of_amount(self, amount: int) -> Remedy:
        """Return the same change with another amount."""
        return self.model_copy(update={"by": amount})


Thing = TypeVar("Thing", bound=Frozen)


def swap(things: Sequence[Thing], id: Id, **changes: Any) -> tuple[Thing, ...]:
    """Return the things with some fields of one of them changed."""
    return tuple(
        thing.model_copy(update=changes) if getattr(thing, "id", None) == id else thing
        for thing in things
    )


def the(things: Sequence[Thing], id: Id) -> Thing:
    """Return the thing with an id."""
    return next(thing for thing in things if getattr(thing, "id", None) == id)
