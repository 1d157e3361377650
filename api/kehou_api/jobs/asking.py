"""Queues a job: its row and its place in the queue are written together."""

from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.ids import new_id
from kehou_api.jobs import store
from kehou_api.jobs.engine import Queue
from kehou_api.jobs.status import JobStatus


def queue_job(
    session: Session,
    queue: Queue,
    *,
    kind: str,
    owner_id: str,
    instance_id: str | None,
    request: dict[str, Any],
) -> JobRow:
    """Queue a job in this transaction; its first event is that it waits."""
    job = JobRow(
        id=new_id("job"),
        owner_id=owner_id,
        kind=kind,
        instance_id=instance_id,
        request=request,
        status=JobStatus.QUEUED,
    )
    session.add(job)
    session.flush()
    store.tell(session, job.id, "status", {"status": job.status, "attempt": 0})
    queue.put(session, job.id, job.owner_id)
    return job
