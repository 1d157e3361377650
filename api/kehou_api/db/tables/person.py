"""People who log in, and their sessions."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class PersonRow(Table):
    """Somebody who logs in. No real name is needed, so none is kept.

    Attributes:
        owner_id, role, vendor: as of keys.
        login: what they type; unique in the service.
        password: its argon2 hash.
        failures: wrong passwords in a row; too many of them lock the login.
        disabled_at: they may not log in any more.
    """

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str | None] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    role: Mapped[str] = mapped_column(sa.String(16))
    vendor: Mapped[str | None] = mapped_column(sa.String(64))
    login: Mapped[str] = mapped_column(sa.String(64), unique=True)
    password: Mapped[str] = mapped_column(sa.String(255))
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None]


class SessionRow(Table):
    """One login of one person; only the hash of its secret is kept."""

    __tablename__ = "session"

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(sa.ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
