"""Keys of programs: made once, shown once, revoked at any time."""

import hashlib
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.key import KeyRow
from kehou_api.ids import new_id
from kehou_api.people.acting import Acting
from kehou_api.people.roles import Role

PREFIX = "kh_"
"""Secrets begin with this, so that a leaked one is recognised by scanners."""


def make_key(
    session: Session,
    *,
    name: str,
    role: Role,
    owner_id: str | None,
    vendor: str | None = None,
) -> tuple[KeyRow, str]:
    """Make a key. Returns its row and the secret, which nobody can read again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    row = KeyRow(
        id=new_id("key"),
        owner_id=owner_id,
        role=role.value,
        vendor=vendor,
        name=name,
        sha256=_sha256(secret),
    )
    session.add(row)
    session.flush()
    return row, secret


def holder_of(session: Session, secret: str) -> Acting | None:
    """Return who holds a secret; None if nobody does, or no longer."""
    row = session.execute(
        sa.select(KeyRow).where(
            KeyRow.sha256 == _sha256(secret), KeyRow.revoked_at.is_(None)
        )
    ).scalar_one_or_none()
    if row is None:
        return None
    return Acting(row.id, Role(row.role), row.owner_id, row.vendor)


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
