"""Files: workbooks that wait to be read, and reports that wait to be fetched."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class FileRow(Table):
    """One file, for as long as it is needed.

    Attributes:
        name: what a download is called; no school's or child's name is in it.
        sha256: of the content.
        expires_at: when it may be removed; None = when the job that reads it ends.
    """

    __tablename__ = "file"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
