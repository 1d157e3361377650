"""Records of the register: what a school or district knows of itself, item by item."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class RecordRow(Table):
    """One record, such as one room or one adult with papers.

    Attributes:
        kind: see `register.kinds`.
        code: its id in instances; unique for an owner and kind.
        vendor: the vendor that sends an adult: those people it may read itself.
        content: as in an instance.
        version: counts changes of this row, for ETags.
    """

    __tablename__ = "record"
    __table_args__ = (sa.UniqueConstraint("owner_id", "kind", "code"),)

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    code: Mapped[str] = mapped_column(sa.String(64))
    vendor: Mapped[str | None] = mapped_column(sa.String(64))
    content: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
