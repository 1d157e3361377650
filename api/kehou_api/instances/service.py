"""Reads instances, says what is wrong with them, and stores those that are right."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.tables.instance import InstanceRow
from kehou_api.documents.shortages import shortage_documents
from kehou_api.ids import new_id
from kehou_api.instances import store
from kehou_api.instances.packing import PackedInstance, pack
from kehou_api.instances.schemas import Checked
from kehou_api.problems import Issue, Refusal, input_refusal
from kehou_api.trail.chain import record
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_instance
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InputError
from kehou_solver.policy import Policy
from kehou_solver.shortages.readiness import readiness_problems


@dataclass(frozen=True)
class Read:
    """An instance that can be solved, and how it is stored."""

    instance: Instance
    packed: PackedInstance


def read(document: Any, prefix: str = "") -> Read:
    """Read an instance from plain JSON values.

    Args:
        document: the instance.
        prefix: JSON pointer to it in the body.

    Raises:
        Refusal: with every problem, pointers included.
    """
    try:
        instance = read_instance(json.dumps(document))
        wrong = list(readiness_problems(instance, Policy.of(instance)))
    except InputError as error:
        raise input_refusal(error, prefix) from None
    if wrong:
        raise input_refusal(InputError(wrong), prefix)
    return Read(instance, pack(instance))


def read_again(instance: Instance) -> Read:
    """Pack an instance that was made from one read before, if it can be solved.

    Raises:
        InputError: if it cannot.
    """
    wrong = [*problems(instance), *readiness_problems(instance, Policy.of(instance))]
    if wrong:
        raise InputError(wrong)
    return Read(instance, pack(instance))


def checked(read: Read) -> Checked:
    """Say that an instance can be solved; it is not stored yet."""
    return Checked(
        valid=True,
        id=None,
        sha256=read.packed.sha256,
        issues=[],
        shortages=counted_out(read.instance),
    )


def not_valid(refusal: Refusal) -> Checked:
    """Say what is wrong with an instance that was only to be checked."""
    issues = list(refusal.issues)
    return Checked(valid=False, id=None, sha256=None, issues=issues, shortages=[])


def counted_out(instance: Instance) -> list[Issue]:
    """Return what cannot be, found by counting: no search is needed to say so."""
    return [Issue.model_validate(one) for one in shortage_documents(instance)]


def keep(
    session: Session, actor: str, owner_id: str, packed: PackedInstance
) -> InstanceRow:
    """Store an instance; the same content is stored once for an owner.

    Args:
        session: of the transaction.
        actor: id of the key or person that stores it.
        owner_id: whose it is.
        packed: the instance; it can be solved.
    """
    known = store.by_content(session, owner_id, packed.sha256)
    if known is not None:
        return known
    row = InstanceRow(
        id=new_id("in"),
        owner_id=owner_id,
        sha256=packed.sha256,
        name=packed.name,
        title=packed.title,
        week_of=packed.week_of,
        sizes=packed.sizes,
        content=packed.content,
    )
    session.add(row)
    session.flush()
    record(
        session,
        owner_id=owner_id,
        actor=actor,
        deed="instances.store",
        subject=row.id,
        detail={"sha256": row.sha256},
    )
    return row
