"""Requests that were answered already, so that sending one twice does it once."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class RequestRow(Table):
    """An `Idempotency-Key`, what was asked under it, and what was answered.

    Attributes:
        asker: id of the key or person: keys of one mean nothing to another.
    """

    __tablename__ = "request"

    asker: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[int]
    location: Mapped[str | None] = mapped_column(sa.String(300))
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
