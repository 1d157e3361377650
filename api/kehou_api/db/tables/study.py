"""Studies, the pieces of work they need, and which piece stands in which cell."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class StudyRow(Table):
    """What is compared with what, for which instances.

    Attributes:
        document: the study; see `kehou_simulation.scenarios.study.Study`.
        scenarios: all of them, swept ones too, the base first.
        instances: of the base, each with the name of its place.
        job_id: the job that plans it.
        exchanges: ids of the jobs that hand timetables round, by place.
        exchanged_at: when the last of them was queued.
        cancelled_at: since then nothing more is solved for it.
    """

    __tablename__ = "study"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    document: Mapped[dict[str, Any]]
    scenarios: Mapped[list[Any]] = mapped_column(sa.JSON())
    instances: Mapped[list[Any]] = mapped_column(sa.JSON())
    job_id: Mapped[str | None] = mapped_column(sa.ForeignKey("job.id"))
    exchanges: Mapped[dict[str, Any]]
    exchanged_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


class PieceRow(Table):
    """One instance as changed, solved once for its owner, whatever studies ask for it.

    Attributes:
        key: of what goes into it.
        instance_id: of the base.
        piece: what makes it of the instance; see `kehou_simulation.runs.planning`.
        effort: how hard it is looked at.
        start_key: key of the piece that is solved before it.
        job_id: the job that solves it; None = not queued, or nothing to be solved.
        row: what came of it; None = nothing yet.
        content: its timetable, packed; None = none.
    """

    __tablename__ = "piece"
    __table_args__ = (sa.UniqueConstraint("owner_id", "key"),)

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    key: Mapped[str] = mapped_column(sa.String(64))
    instance_id: Mapped[str] = mapped_column(sa.ForeignKey("instance.id"), index=True)
    piece: Mapped[dict[str, Any]]
    effort: Mapped[dict[str, Any]]
    start_key: Mapped[str | None] = mapped_column(sa.String(64))
    job_id: Mapped[str | None] = mapped_column(sa.ForeignKey("job.id"), index=True)
    row: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class CellRow(Table):
    """One instance in one scenario and one replication of a study."""

    __tablename__ = "cell"

    study_id: Mapped[str] = mapped_column(
        sa.ForeignKey("study.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    scenario: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    replication: Mapped[int] = mapped_column(primary_key=True)
    piece_id: Mapped[str] = mapped_column(sa.ForeignKey("piece.id"), index=True)
