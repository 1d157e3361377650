"""Which pieces of work a study needs, named by what goes into them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from kehou_simulation.answers.solved import Row, refused
from kehou_simulation.changes import Chance, Change, changed
from kehou_simulation.planned import planned_schools
from kehou_simulation.scenarios.study import BASE, Effort, Scenario, Study
from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Instance
from kehou_solver.errors import InputError

PIECES = "kehou-piece/2"
"""Raised when the same input may come to another answer: a better search or rule."""


class Piece(Frozen):
    """One instance to be solved, as changed.

    Attributes:
        key: SHA-256 of the changed instance and of how hard it is looked at.
        schools: ids of those that are planned.
        changes, seed, replication: what makes it of the instance of the base.
        start: key of the piece whose timetable is gone on from: the base's.
        priced: also price what the schools could get more of.
        effort: how hard it is looked at, for so many children.
        wrong: the row of an instance that cannot be changed so; nothing is solved then.
    """

    key: str
    schools: tuple[Id, ...]
    changes: tuple[Change, ...]
    seed: int
    replication: int
    start: str | None = None
    priced: bool = False
    effort: Effort | None = None
    wrong: Row | None = None

    def made_of(self, base: Instance) -> Instance:
        """Return the instance to be solved."""
        return changed(base, self.changes, Chance(self.seed, self.replication))


class Cell(Frozen):
    """One instance in one scenario and one replication; several may share a piece."""

    scenario: Id
    replication: int
    key: str


@dataclass
class Plan:
    """The cells and the pieces of one instance."""

    cells: list[Cell] = field(default_factory=list)
    pieces: dict[str, Piece] = field(default_factory=dict)


def plan_of(study: Study, scenarios: Sequence[Scenario], instance: Instance) -> Plan:
    """Return what is to be solved for one instance.

    Args:
        study: for its draws and its effort.
        scenarios: of the study, the base first.
        instance: as it is.
    """
    plan, bases = Plan(), _Bases()
    for scenario in scenarios:
        changes = (*study.always, *scenario.changes)
        for replication in range(study.replications):
            piece = _piece(
                study, instance, changes, replication, bases, scenario.name == BASE
            )
            # The first cell decides where a piece starts: so it is always the same.
            plan.pieces.setdefault(piece.key, piece)
            cell = Cell(scenario=scenario.name, replication=replication, key=piece.key)
            plan.cells.append(cell)
    return plan


@dataclass
class _Bases:
    """The base as made in each replication; what is like one of them is that one.

    Attributes:
        made: instance and piece by replication.
    """

    made: dict[int, tuple[Instance, Piece]] = field(default_factory=dict)

    def like(self, instance: Instance) -> Piece | None:
        """Return the piece of a base that is the very same instance."""
        for known, piece in self.made.values():
            if known == instance:  # quick: what was not changed is the same object
                return piece
        return None


def _piece(
    study: Study,
    instance: Instance,
    changes: tuple[Change, ...],
    replication: int,
    bases: _Bases,
    is_base: bool,
) -> Piece:
    effort = study.effort.of(len(instance.pupils))
    piece = Piece(
        key="",
        schools=tuple(school.id for school in planned_schools(instance)),
        changes=changes,
        seed=study.seed,
        replication=replication,
        effort=effort,
    )
    try:
        made = piece.made_of(instance)
    except InputError as error:
        wrong = refused(instance, error)
        key = _named(wrong.model_dump_json(), effort, priced=False)
        return piece.model_copy(update={"key": key, "wrong": wrong})
    known = bases.like(made)
    if known is not None:
        return known
    priced = study.priced and is_base and not bases.made
    key = _named(made.model_dump_json(), effort, priced=priced)
    start = bases.made.get(replication)
    piece = piece.model_copy(
        update={
            "key": key,
            "priced": priced,
            "start": start[1].key if start is not None else None,
        }
    )
    if is_base:
        bases.made[replication] = (made, piece)
    return piece


def _named(content: str, effort: Effort, *, priced: bool) -> str:
    asked = [PIECES, effort.model_dump(mode="json"), *(["priced"] if priced else [])]
    told = json.dumps(asked, sort_keys=True)
    digest = hashlib.sha256(told.encode())
    digest.update(content.encode())
    return digest.hexdigest()
