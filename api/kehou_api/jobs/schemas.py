"""What is said about jobs that make no timetable."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from kehou_api.db.tables.job import JobRow
from kehou_api.jobs.status import JobStatus


class JobSaid(BaseModel):
    """Where a job stands, and what came out.

    Attributes:
        kind: what is done, such as "explain".
        result: what came out; None = nothing yet.
        problem: why it failed.
    """

    id: str
    owner: str
    kind: str
    instance: str | None
    status: JobStatus
    wanted: Literal["stop", "cancel"] | None
    attempts: int
    request: dict[str, Any]
    result: dict[str, Any] | None
    problem: dict[str, Any] | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


def said_of(row: JobRow) -> JobSaid:
    """Return what is said of a row."""
    return JobSaid(
        id=row.id,
        owner=row.owner_id,
        kind=row.kind,
        instance=row.instance_id,
        status=JobStatus(row.status),
        wanted=row.wanted,
        attempts=row.attempt,
        request=row.request,
        result=row.result,
        problem=row.problem,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
