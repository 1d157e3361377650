"""What is written and read about files."""

import hashlib
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from kehou_api.db.base import now
from kehou_api.db.tables.file import FileRow
from kehou_api.ids import new_id
from kehou_api.people.acting import Acting, owned_by

KEPT = timedelta(days=30)
"""How long a report can be fetched."""


def keep(
    session: Session,
    owner_id: str,
    name: str,
    media_type: str,
    content: bytes,
    expires_at: datetime | None,
) -> FileRow:
    """Keep a file until it expires; None = until it is removed."""
    row = FileRow(
        id=new_id("fi"),
        owner_id=owner_id,
        name=name,
        media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return row


def theirs(session: Session, who: Acting, file_id: str) -> FileRow | None:
    """Return a file of theirs with its content; None = it is not there any more."""
    asked = sa.select(FileRow).where(
        FileRow.id == file_id,
        owned_by(who, FileRow.owner_id),
        sa.or_(FileRow.expires_at.is_(None), FileRow.expires_at > now()),
    )
    asked = asked.options(undefer(FileRow.content))
    return session.execute(asked).scalar_one_or_none()


def remove(session: Session, file_id: str) -> None:
    """Remove a file, if it is still there."""
    session.execute(sa.delete(FileRow).where(FileRow.id == file_id))


def remove_expired(session: Session) -> int:
    """Remove every file whose time is over; return how many."""
    removed = sa.delete(FileRow).where(FileRow.expires_at <= now())
    ids = session.execute(removed.returning(FileRow.id)).scalars()
    return len(ids.all())
