"""What is written and read about jobs. Only the attempt that has a job may write."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.job import EventRow, JobRow, WorkerRow
from kehou_api.files import store as files
from kehou_api.jobs.announcing import announce_end
from kehou_api.jobs.status import ENDED, JobStatus, Wanted


class LostJob(Exception):
    """Another attempt has the job now, or it has ended: whoever asks must stop."""


@dataclass(frozen=True)
class Claim:
    """A job somebody has begun to do."""

    job_id: str
    attempt: int


def claim(session: Session, job_id: str, executor: str) -> Claim:
    """Begin a job, or go on with it after a crash; whoever had it loses it.

    Raises:
        LostJob: if it has ended.
    """
    row = _locked(session, job_id)
    if row.status in ENDED:
        raise LostJob(job_id)
    row.attempt += 1
    row.executor = executor
    row.status = JobStatus.SOLVING
    row.started_at = row.started_at or now()
    tell(session, job_id, "status", {"status": row.status, "attempt": row.attempt})
    return Claim(job_id, row.attempt)


def held(session: Session, claim: Claim) -> JobRow:
    """Return a job for its holder to write on, locked until the transaction ends.

    Raises:
        LostJob: if it is held no longer.
    """
    row = _locked(session, claim.job_id)
    if row.attempt != claim.attempt or row.status in ENDED:
        raise LostJob(claim.job_id)
    return row


def begun_by(session: Session, job_id: str, executor: str) -> JobRow:
    """Return a job that a worker has, whatever the attempt, locked.

    Raises:
        LostJob: if it is another's, or has ended.
    """
    row = _locked(session, job_id)
    if row.executor != executor or row.status in ENDED:
        raise LostJob(job_id)
    return row


def end(
    session: Session,
    row: JobRow,
    status: JobStatus,
    *,
    result: dict[str, Any] | None = None,
    problem: dict[str, Any] | None = None,
) -> None:
    """End a job; its last event is the end, and a file it was given goes with it.

    Webhooks hear of it.
    """
    if "file" in row.request:
        files.remove(session, row.request["file"])
    row.status = status
    row.ended_at = now()
    row.result = result
    row.problem = problem
    # What is wrong with a file may name children: that is told by the job only.
    told = None if problem is None else problem | {"issues": []}
    tell(session, row.id, "end", {"status": status, "problem": told})
    announce_end(session, row)


def end_early(session: Session, row: JobRow, wanted: Wanted) -> None:
    """Note that somebody wants a job to end; one that still waits ends at once.

    Nobody may want less after more. The row must be locked.
    """
    if row.status in ENDED or row.wanted == "cancel":
        return
    row.wanted = wanted
    if row.status == JobStatus.QUEUED:
        cancelled = wanted == "cancel"
        end(session, row, JobStatus.CANCELLED if cancelled else JobStatus.STOPPED)


def tell(session: Session, job_id: str, kind: str, data: dict[str, Any]) -> None:
    """Add one event. The job's row must be locked, so that numbers have no gaps."""
    last = session.execute(
        sa.select(sa.func.max(EventRow.number)).where(EventRow.job_id == job_id)
    ).scalar_one()
    session.add(EventRow(job_id=job_id, number=(last or 0) + 1, kind=kind, data=data))
    session.flush()


def events_after(session: Session, job_id: str, number: int) -> list[EventRow]:
    """Return the events of a job after one, in their order."""
    asked = (
        sa.select(EventRow)
        .where(EventRow.job_id == job_id, EventRow.number > number)
        .order_by(EventRow.number)
    )
    return list(session.execute(asked).scalars())


def beat(session: Session, executor: str, slots: int, *, first: bool = False) -> None:
    """Note that a worker lives."""
    row = session.get(WorkerRow, executor)
    moment = now()
    if row is None:
        row = WorkerRow(executor=executor, started_at=moment, slots=slots)
        session.add(row)
    if first:
        row.started_at, row.slots = moment, slots
    row.beat_at = moment


def leave(session: Session, executor: str) -> None:
    """Note that a worker goes; others may take its jobs at once."""
    session.execute(sa.delete(WorkerRow).where(WorkerRow.executor == executor))


def living(session: Session, silence: float) -> list[str]:
    """Return the names of the workers heard of lately, in their order.

    Args:
        session: to read in.
        silence: seconds without a beat after which a worker is dead.
    """
    since = now() - timedelta(seconds=silence)
    asked = sa.select(WorkerRow.executor).where(WorkerRow.beat_at > since)
    return list(session.execute(asked.order_by(WorkerRow.executor)).scalars())


def orphans(session: Session, living: list[str]) -> list[str]:
    """Return the ids of jobs whose worker is not among the living."""
    asked = (
        sa.select(JobRow.id)
        .where(JobRow.status == JobStatus.SOLVING, JobRow.executor.not_in(living))
        .order_by(JobRow.id)
    )
    return list(session.execute(asked).scalars())


def _locked(session: Session, job_id: str) -> JobRow:
    asked = sa.select(JobRow).where(JobRow.id == job_id).with_for_update()
    asked = asked.execution_options(populate_existing=True)
    row = session.execute(asked).scalar_one_or_none()
    if row is None:
        raise LostJob(job_id)
    return row
