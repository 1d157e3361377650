"""Timetables: what came out, and where each came from."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class TimetableRow(Table):
    """One timetable; while its job works it holds the best so far, then it is fixed.

    Attributes:
        job_id: the job that makes or made it; None = sent by hand.
        parent_id: the timetable it was made from.
        origin_id: the first of its line; its own id for a first one.
        solution: what is known of it; see `timetables.schemas.SolutionStatus`.
        sha256, content: the timetable; None = nothing found yet.
        goals: value, bound and proof of each goal.
        version: counts changes of this row, for ETags.
    """

    __tablename__ = "timetable"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    instance_id: Mapped[str] = mapped_column(sa.ForeignKey("instance.id"), index=True)
    job_id: Mapped[str | None] = mapped_column(sa.ForeignKey("job.id"), index=True)
    parent_id: Mapped[str | None] = mapped_column(sa.ForeignKey("timetable.id"))
    origin_id: Mapped[str] = mapped_column(sa.String(32), index=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    solution: Mapped[str] = mapped_column(sa.String(24))
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    goals: Mapped[list[Any] | None] = mapped_column(sa.JSON())
    certificate: Mapped[bytes | None] = mapped_column(deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
