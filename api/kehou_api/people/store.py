"""Queries for owners and keys."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.key import KeyRow
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.person import PersonRow
from kehou_api.pages import newest_first
from kehou_api.people.acting import Acting, owned_by


def owner_with(session: Session, code: str) -> OwnerRow | None:
    """Return the owner with a code."""
    asked = sa.select(OwnerRow).where(OwnerRow.code == code)
    return session.execute(asked).scalar_one_or_none()


def owners_page(
    session: Session, who: Acting, after: str | None, limit: int
) -> tuple[list[OwnerRow], str | None]:
    """Return a page of owners: all for the keeper, their own for others."""
    asked = sa.select(OwnerRow)
    if who.owner_id is not None:
        asked = asked.where(owned_by(who, OwnerRow.id))
    return newest_first(session, asked, OwnerRow.id, after, limit)


def keys_page(
    session: Session, who: Acting, after: str | None, limit: int
) -> tuple[list[KeyRow], str | None]:
    """Return a page of keys: all for the keeper, those of their owners for others."""
    asked = sa.select(KeyRow)
    if who.owner_id is not None:
        asked = asked.where(owned_by(who, KeyRow.owner_id))
    return newest_first(session, asked, KeyRow.id, after, limit)


def key_of(session: Session, who: Acting, key_id: str) -> KeyRow | None:
    """Return a key that is theirs to revoke."""
    asked = sa.select(KeyRow).where(KeyRow.id == key_id)
    if who.owner_id is not None:
        asked = asked.where(owned_by(who, KeyRow.owner_id))
    return session.execute(asked).scalar_one_or_none()


def keepers_left(session: Session) -> Sequence[str]:
    """Return the ids of the keeper's keys that still open the service."""
    asked = sa.select(KeyRow.id).where(
        KeyRow.role == "keeper", KeyRow.revoked_at.is_(None)
    )
    return session.execute(asked).scalars().all()


def person_with_login(session: Session, login: str) -> PersonRow | None:
    """Return who has a login."""
    asked = sa.select(PersonRow).where(PersonRow.login == login)
    return session.execute(asked).scalar_one_or_none()


def person_of(session: Session, who: Acting, person_id: str) -> PersonRow | None:
    """Return somebody who is theirs to disable."""
    asked = sa.select(PersonRow).where(PersonRow.id == person_id)
    if who.owner_id is not None:
        asked = asked.where(owned_by(who, PersonRow.owner_id))
    return session.execute(asked).scalar_one_or_none()
