"""`/v1/jobs`: long work that makes no timetable, such as an explanation."""

from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Depends

from kehou_api.db.tables.job import JobRow
from kehou_api.doors import May, Reading, Writing, refusals
from kehou_api.jobs import store
from kehou_api.jobs.schemas import JobSaid, said_of
from kehou_api.jobs.status import ENDED, Wanted
from kehou_api.links import leads, to_job
from kehou_api.pages import After, Limit, Page, newest_first
from kehou_api.people.acting import Acting, owned_by
from kehou_api.problems import Refusal, unknown
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

Reader = Annotated[Acting, Depends(May("jobs.read"))]
Writer = Annotated[Acting, Depends(May("jobs.write"))]


@router.get(
    "",
    responses={
        **leads(200, to_job("$response.body#/items/0/id")),
        **refusals(401, 403, 422, 429),
    },
)
def list_jobs(
    session: Reading, who: Reader, after: After = None, limit: Limit = 50
) -> Page[JobSaid]:
    """List jobs of every kind, newest first."""
    asked = sa.select(JobRow).where(owned_by(who, JobRow.owner_id))
    rows, following = newest_first(session, asked, JobRow.id, after, limit)
    return Page(items=[said_of(row) for row in rows], next=following)


@router.get("/{job_id}", responses=refusals(401, 403, 404, 422, 429))
def read_job(session: Reading, who: Reader, job_id: str) -> JobSaid:
    """Say where a job stands, and what came out."""
    return said_of(_job(session, who, job_id))


@router.post("/{job_id}/stop", responses=refusals(401, 403, 404, 409, 422, 429))
def stop_job(session: Writing, who: Writer, job_id: str) -> JobSaid:
    """End a job and keep what it has found."""
    return _wanted(session, who, job_id, "stop")


@router.post("/{job_id}/cancel", responses=refusals(401, 403, 404, 409, 422, 429))
def cancel_job(session: Writing, who: Writer, job_id: str) -> JobSaid:
    """End a job and throw away what it has found."""
    return _wanted(session, who, job_id, "cancel")


def _wanted(session: Writing, who: Acting, job_id: str, wanted: Wanted) -> JobSaid:
    row = _job(session, who, job_id, change=True)
    if row.status in ENDED:
        said = Text("任务已经结束。", "The job is over already.")
        raise Refusal(409, "job.ended", said)
    store.end_early(session, row, wanted)
    return said_of(row)


def _job(session: Reading, who: Acting, job_id: str, *, change: bool = False) -> JobRow:
    asked = sa.select(JobRow).where(JobRow.id == job_id, owned_by(who, JobRow.owner_id))
    if change:
        asked = asked.with_for_update()
    row = session.execute(asked).scalar_one_or_none()
    if row is None:
        raise unknown(Text("任务", "job"))
    return row
