"""Jobs, their news, and the workers that do them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kehou_api.db.base import Table, now


class JobRow(Table):
    """One long piece of work. The engine's workflow has the same id.

    Attributes:
        kind: what is to be done, such as "solve".
        request: what the work needs to know beside its instance.
        wanted: "stop" (keep the best) or "cancel" (throw away), once somebody asked.
        attempt: how often it was begun; a worker whose number is not this one has
            lost the job and may write nothing.
        crashes: how often its process ended without a word.
        executor: the worker that has it.
        spent: seconds worked so far, over all attempts.
        problem: why it failed, with a code and words in both languages.
        result: what came out, without timetables.
    """

    __tablename__ = "job"

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(sa.ForeignKey("owner.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    instance_id: Mapped[str | None] = mapped_column(
        sa.ForeignKey("instance.id"), index=True
    )
    request: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(sa.String(16), index=True)
    wanted: Mapped[str | None] = mapped_column(sa.String(8))
    attempt: Mapped[int] = mapped_column(default=0)
    crashes: Mapped[int] = mapped_column(default=0)
    executor: Mapped[str | None] = mapped_column(sa.String(100))
    spent: Mapped[float] = mapped_column(default=0.0)
    problem: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON())
    result: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON())
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class EventRow(Table):
    """One piece of news of a job; `number` counts from 1 without gaps."""

    __tablename__ = "event"

    job_id: Mapped[str] = mapped_column(
        sa.ForeignKey("job.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(default=now)


class WorkerRow(Table):
    """A worker and when it was last heard of."""

    __tablename__ = "worker"

    executor: Mapped[str] = mapped_column(sa.String(100), primary_key=True)
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime] = mapped_column(index=True)
    slots: Mapped[int]
