"""Keys of programs."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class KeyRow(Table):
    """A key: only its hash is kept, so a stolen database opens no door.

    Attributes:
        owner_id: whose rows it opens; None = the keeper of the service.
        role: what it may do there.
        vendor: id of the vendor whose people it may see, for the role of one.
        sha256: of the secret, which has 256 bits of chance: no slow hash is needed.
    """

    __tablename__ = "key"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str | None] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    role: Mapped[str] = mapped_column(sa.String(16))
    vendor: Mapped[str | None] = mapped_column(sa.String(64))
    name: Mapped[str] = mapped_column(sa.String(200))
    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]
