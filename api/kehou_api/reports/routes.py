"""`/v1/reports`: made by a job, fetched as one zip."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from kehou_api.db.tables.job import JobRow
from kehou_api.doors import JobQueue, May, Reading, Writing, refusals
from kehou_api.files import store as files
from kehou_api.files.answers import attached, described
from kehou_api.files.media import ZIP
from kehou_api.jobs.status import ENDED, JobStatus
from kehou_api.pages import After, Limit, Page
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal, unknown
from kehou_api.repeats import Answer, IdempotencyKey, once
from kehou_api.reports import service, store
from kehou_api.reports.schemas import (
    FileSaid,
    ReportRequest,
    ReportSaid,
    TimetableReport,
)
from kehou_api.timetables.finding import the_timetable
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1/reports", tags=["reports"])

Reader = Annotated[Acting, Depends(May("reports.read"))]


@router.post(
    "", status_code=202, responses=refusals(400, 401, 403, 404, 409, 413, 422, 429)
)
def ask_for_report(
    session: Writing,
    queue: JobQueue,
    who: Annotated[Acting, Depends(May("reports.write"))],
    asked: ReportRequest,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> ReportSaid:
    """Have a report made: of one `timetable`, or of all schools of the `district`.

    What it is about is fixed when it is asked for: plans that change afterwards do not
    change it.
    """

    def do() -> Answer:
        if isinstance(asked, TimetableReport):
            row = the_timetable(session, who, asked.timetable)
            job = service.ask_for_timetable(session, queue, who, row, asked)
        else:
            job = service.ask_for_district(session, queue, who, asked)
        said = _said(job).model_dump(mode="json")
        return Answer(said, f"/v1/reports/{job.id}")

    told = once(session, who, idempotency_key, asked.model_dump(), do)
    response.headers["Location"] = told.location or ""
    response.headers["Retry-After"] = "1"
    return ReportSaid.model_validate(told.body)


@router.get("", responses=refusals(401, 403, 422, 429))
def list_reports(
    session: Reading, who: Reader, after: After = None, limit: Limit = 50
) -> Page[ReportSaid]:
    """List reports, newest first."""
    rows, following = store.page(session, who, after, limit)
    return Page(items=[_said(row) for row in rows], next=following)


@router.get("/{report_id}", responses=refusals(401, 403, 404, 422, 429))
def read_report(session: Reading, who: Reader, report_id: str) -> ReportSaid:
    """Say where a report stands."""
    return _said(_report(session, who, report_id))


@router.get(
    "/{report_id}/content",
    response_class=Response,
    responses=described(ZIP) | refusals(401, 403, 404, 409, 410, 422, 429),
)
def fetch_report(session: Reading, who: Reader, report_id: str) -> Response:
    """Return the zip; 410 once its time is over."""
    job = _report(session, who, report_id)
    if job.result is None:
        over = job.status in ENDED
        said = (
            Text("这份报告没有生成。", "This report was not made.")
            if over
            else Text("报告还在生成。", "The report is still being made.")
        )
        raise Refusal(409, "report.none" if over else "report.making", said)
    row = files.theirs(session, who, job.result["file"])
    if row is None:
        said = Text("报告已过期；请重新生成。", "The report has expired; ask again.")
        raise Refusal(410, "report.expired", said)
    return attached(row.content, row.media_type, row.name)


def _report(session: Reading, who: Acting, report_id: str) -> JobRow:
    row = store.theirs(session, who, report_id)
    if row is None:
        raise unknown(Text("报告", "report"))
    return row


def _said(job: JobRow) -> ReportSaid:
    request = job.request
    return ReportSaid(
        id=job.id,
        owner=job.owner_id,
        kind=request["kind"],
        lang=request["lang"],
        timetable=request.get("timetable"),
        status=JobStatus(job.status),
        file=None if job.result is None else FileSaid.model_validate(job.result),
        problem=job.problem,
        created_at=job.created_at,
        ended_at=job.ended_at,
    )
