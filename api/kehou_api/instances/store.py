"""Queries for instances."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from kehou_api.db.tables.instance import InstanceRow
from kehou_api.pages import newest_first
from kehou_api.people.acting import Acting, owned_by


def by_content(session: Session, owner_id: str, sha256: str) -> InstanceRow | None:
    """Return the instance of an owner with this content."""
    asked = sa.select(InstanceRow).where(
        InstanceRow.owner_id == owner_id, InstanceRow.sha256 == sha256
    )
    return session.execute(asked).scalar_one_or_none()


def theirs(
    session: Session, who: Acting, instance_id: str, *, whole: bool = False
) -> InstanceRow | None:
    """Return an instance of theirs; `whole` = with its content."""
    asked = sa.select(InstanceRow).where(
        InstanceRow.id == instance_id, owned_by(who, InstanceRow.owner_id)
    )
    if whole:
        asked = asked.options(undefer(InstanceRow.content))
    return session.execute(asked).scalar_one_or_none()


def page(
    session: Session, who: Acting, after: str | None, limit: int
) -> tuple[list[InstanceRow], str | None]:
    """Return a page of their instances."""
    asked = sa.select(InstanceRow).where(owned_by(who, InstanceRow.owner_id))
    return newest_first(session, asked, InstanceRow.id, after, limit)
