"""Reads instances, says what is wrong with them, and stores those that are right."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.content import Packed, packed
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.ids import new_id
from kehou_api.instances import store
from kehou_api.people.acting import Acting
from kehou_api.problems import Issue, input_refusal
from kehou_api.trail.chain import record
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_instance
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InputError
from kehou_solver.policy import Policy
from kehou_solver.shortages import shortages
from kehou_solver.shortages.readiness import readiness_problems


@dataclass(frozen=True)
class Read:
    """An instance that can be solved, and how it is stored."""

    instance: Instance
    packed: Packed


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
    return Read(instance, packed(instance.model_dump(mode="json")))


def read_again(instance: Instance) -> Read:
    """Pack an instance that was made from one read before, if it can be solved.

    Raises:
        InputError: if it cannot.
    """
    wrong = [*problems(instance), *readiness_problems(instance, Policy.of(instance))]
    if wrong:
        raise InputError(wrong)
    return Read(instance, packed(instance.model_dump(mode="json")))


def counted_out(instance: Instance) -> list[Issue]:
    """Return what cannot be, found by counting: no search is needed to say so."""
    policy = Policy.of(instance)
    return [
        Issue(
            pointer=one.about,
            seen=f"{one.available} / {one.needed} {one.unit}",
            zh=one.zh,
            en=one.en,
        )
        for one in shortages(instance, policy)
    ]


def keep(session: Session, who: Acting, owner_id: str, read: Read) -> InstanceRow:
    """Store an instance; the same content is stored once for an owner."""
    known = store.by_content(session, owner_id, read.packed.sha256)
    if known is not None:
        return known
    instance = read.instance
    row = InstanceRow(
        id=new_id("in"),
        owner_id=owner_id,
        sha256=read.packed.sha256,
        name=instance.id,
        title=instance.title,
        week_of=instance.week_of,
        sizes={
            "schools": len(instance.schools),
            "classes": len(instance.classes),
            "pupils": len(instance.pupils),
            "clubs": len(instance.clubs),
            "adults": len(instance.adults),
            "rooms": len(instance.rooms),
        },
        content=read.packed.content,
    )
    session.add(row)
    session.flush()
    record(
        session,
        owner_id=owner_id,
        actor=who.id,
        deed="instances.store",
        subject=row.id,
        detail={"sha256": row.sha256},
    )
    return row
