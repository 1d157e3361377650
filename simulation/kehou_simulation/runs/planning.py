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

PIECES = "kehou-piece/1"
"""Raised when the same input may come to another answer: a better search or rule."""


class Piece(Frozen):
    """One instance to be solved, as changed.

    Attributes:
        key: SHA-256 of the changed instance and of how hard it is looked at.
        schools: ids of those that are planned.
        changes, seed, replication: what makes it of the instance of the base.
        start: key of the piece whose timetable is gone on from: the base's.
        wrong: the row of an instance that cannot be changed so; nothing is solved then.
    """

    key: str
    schools: tuple[Id, ...]
    changes: tuple[Change, ...]
    seed: int
    replication: int
    start: str | None = None
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
    plan, base = Plan(), {}
    for scenario in scenarios:
        changes = (*study.always, *scenario.changes)
        for replication in range(study.replications):
            piece = _piece(study, instance, changes, replication)
            if scenario.name == BASE and piece.wrong is None:
                base[replication] = piece.key
            elif piece.wrong is None and base.get(replication) != piece.key:
                piece = piece.model_copy(update={"start": base.get(replication)})
            # The first cell decides where a piece starts: so it is always the same.
            plan.pieces.setdefault(piece.key, piece)
            cell = Cell(scenario=scenario.name, replication=replication, key=piece.key)
            plan.cells.append(cell)
    return plan


def _piece(
    study: Study, instance: Instance, changes: tuple[Change, ...], replication: int
) -> Piece:
    made = Piece(
        key="",
        schools=tuple(school.id for school in planned_schools(instance)),
        changes=changes,
        seed=study.seed,
        replication=replication,
    )
    try:
        content, wrong = made.made_of(instance).model_dump_json(), None
    except InputError as error:
        wrong = refused(instance, error)
        content = wrong.model_dump_json()
    key = _named(content, study.effort)
    return made.model_copy(update={"key": key, "wrong": wrong})


def _named(content: str, effort: Effort) -> str:
    told = json.dumps([PIECES, effort.model_dump(mode="json")], sort_keys=True)
    digest = hashlib.sha256(told.encode())
    digest.update(content.encode())
    return digest.hexdigest()
