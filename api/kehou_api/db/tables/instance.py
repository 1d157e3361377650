"""Instances: what was asked for. They never change."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class InstanceRow(Table):
    """One instance; the same content sent twice by one owner is one row.

    Attributes:
        sha256: of the canonical JSON.
        sizes: how many schools, classes, pupils, clubs and adults.
        content: canonical JSON, compressed; see `db.content`.
    """

    __tablename__ = "instance"
    __table_args__ = (sa.UniqueConstraint("owner_id", "sha256"),)

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    name: Mapped[str] = mapped_column(sa.String(64))
    title: Mapped[str] = mapped_column(sa.String(200))
    week_of: Mapped[date]
    sizes: Mapped[dict[str, Any]]
    content: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
