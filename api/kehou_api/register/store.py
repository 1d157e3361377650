"""Queries for records."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.record import RecordRow
from kehou_api.people.acting import Acting, owned_by
from kehou_api.people.roles import Role
from kehou_api.register.kinds import FROM_ABOVE, Kind

OPEN_TO_VENDORS = (Kind.TERMS, Kind.SLOTS)
"""When the school serves is no secret; of people a vendor sees its own."""


def theirs(
    session: Session,
    who: Acting,
    owner_id: str,
    kind: Kind,
    code: str,
    *,
    change: bool = False,
) -> RecordRow | None:
    """Return a record that they may read; `change` = locked, to be changed."""
    asked = _readable(who, owner_id, kind).where(RecordRow.code == code)
    if change:
        asked = asked.with_for_update()
    return session.execute(asked).scalar_one_or_none()


def page(
    session: Session,
    who: Acting,
    owner_id: str,
    kind: Kind,
    after: str | None,
    limit: int,
) -> tuple[list[RecordRow], str | None]:
    """Return a page of records, in the order of their codes."""
    asked = _readable(who, owner_id, kind)
    if after is not None:
        asked = asked.where(RecordRow.code > after)
    asked = asked.order_by(RecordRow.code).limit(limit + 1)
    rows = list(session.execute(asked).scalars())
    return rows[:limit], rows[limit - 1].code if len(rows) > limit else None


def counts(session: Session, who: Acting, owner_id: str) -> dict[str, int]:
    """Return how many records of each kind an owner has."""
    asked = (
        sa.select(RecordRow.kind, sa.func.count())
        .where(owned_by(who, RecordRow.owner_id), RecordRow.owner_id == owner_id)
        .group_by(RecordRow.kind)
    )
    return dict(session.execute(asked).all())


def all_of(session: Session, owner_id: str) -> dict[tuple[str, str], RecordRow]:
    """Return every record of an owner, by kind and code."""
    asked = sa.select(RecordRow).where(RecordRow.owner_id == owner_id)
    return {(row.kind, row.code): row for row in session.execute(asked).scalars()}


def for_instance(session: Session, owner: OwnerRow) -> list[RecordRow]:
    """Return all that an instance of an owner is made of, in a fixed order.

    A school has its own records, and what its district keeps for all its schools; a
    district has its own and those of its schools.
    """
    own = RecordRow.owner_id == owner.id
    if owner.parent_id is not None:
        above = sa.and_(
            RecordRow.owner_id == owner.parent_id, RecordRow.kind.in_(FROM_ABOVE)
        )
        among = sa.or_(own, above)
    else:
        schools = sa.select(OwnerRow.id).where(OwnerRow.parent_id == owner.id)
        below = sa.and_(
            RecordRow.owner_id.in_(schools),
            RecordRow.kind.not_in((Kind.FRAME, Kind.TERMS)),
        )
        among = sa.or_(own, below)
    asked = sa.select(RecordRow).where(among)
    asked = asked.order_by(RecordRow.kind, RecordRow.code, RecordRow.owner_id)
    return list(session.execute(asked).scalars())


def terms_of(session: Session, owner: OwnerRow, code: str) -> Iterable[RecordRow]:
    """Return the terms of this code: the owner's own before the district's."""
    owners = [owner.id, *([owner.parent_id] if owner.parent_id else [])]
    asked = sa.select(RecordRow).where(
        RecordRow.owner_id.in_(owners),
        RecordRow.kind == Kind.TERMS,
        RecordRow.code == code,
    )
    rows = session.execute(asked).scalars()
    return sorted(rows, key=lambda row: owners.index(row.owner_id))


def _readable(who: Acting, owner_id: str, kind: Kind) -> sa.Select[Any]:
    asked = sa.select(RecordRow).where(
        owned_by(who, RecordRow.owner_id),
        RecordRow.owner_id == owner_id,
        RecordRow.kind == kind,
    )
    if who.role is Role.VENDOR and kind not in OPEN_TO_VENDORS:
        asked = asked.where(RecordRow.vendor == (who.vendor or ""))
    return asked
