"""Has webhooks hear that a job has ended."""

from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.jobs.results import timetable_of
from kehou_api.webhooks.kinds import Kind
from kehou_api.webhooks.outbox import announce


def announce_end(session: Session, job: JobRow) -> None:
    """Say how it ended and where to read more; what went wrong is read there too."""
    made = timetable_of(session, job)
    announce(
        session,
        owner_id=job.owner_id,
        kind=Kind.JOB_ENDED,
        subject=job.id,
        data={
            "job": f"/v1/jobs/{job.id}",
            "kind": job.kind,
            "status": job.status,
            "timetable": f"/v1/timetables/{made.id}" if made else None,
            "solution_status": made.solution if made else None,
        },
    )
