"""The audit trail: who did what, each line holding the hash of the one before."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table


class TrailRow(Table):
    """One deed. Rows are only ever added; `kehou db check` reads the chain.

    Attributes:
        number: counts from 1 without gaps.
        actor: id of the key or person.
        deed: such as "timetables.solve".
        subject: id of what it was done to.
        detail: what else matters; never a child's data.
        before, sha256: hash of the row before, and of this one with it.
    """

    __tablename__ = "trail"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    owner_id: Mapped[str | None] = mapped_column(sa.String(32), index=True)
    actor: Mapped[str] = mapped_column(sa.String(32))
    deed: Mapped[str] = mapped_column(sa.String(64))
    subject: Mapped[str] = mapped_column(sa.String(64))
    detail: Mapped[dict[str, Any]]
    before: Mapped[str] = mapped_column(sa.String(64))
    sha256: Mapped[str] = mapped_column(sa.String(64))
