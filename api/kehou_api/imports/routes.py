"""`/v1/imports`: an Excel workbook becomes a stored instance."""

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from kehou_api.bodies import file_of
from kehou_api.doors import JobQueue, May, Writing, refusals
from kehou_api.files.answers import BINARY
from kehou_api.files.media import XLSX
from kehou_api.imports import service
from kehou_api.jobs.schemas import JobSaid, said_of
from kehou_api.owning import Owner, owner_for
from kehou_api.people.acting import Acting
from kehou_api.repeats import Answer, IdempotencyKey, once

router = APIRouter(prefix="/v1/imports", tags=["instances"])

WORKBOOK_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "kehou template: docs/workbook.md",
        "content": {XLSX: {"schema": BINARY}},
    }
}


async def the_workbook(request: Request) -> bytes:
    """Return the body as it was sent."""
    return await file_of(request, XLSX)


@router.post(
    "",
    status_code=202,
    openapi_extra=WORKBOOK_BODY,
    responses=refusals(400, 401, 403, 404, 413, 415, 422, 429),
)
def import_workbook(
    session: Writing,
    queue: JobQueue,
    who: Annotated[Acting, Depends(May("instances.write"))],
    workbook: Annotated[bytes, Depends(the_workbook)],
    response: Response,
    owner: Owner = None,
    idempotency_key: IdempotencyKey = None,
) -> JobSaid:
    """Have a workbook read; the file itself is not kept.

    The job's `result` names the stored instance, or its `problem` everything that is
    wrong, by sheet, row and column.
    """
    owner_id = owner_for(session, who, owner)

    def do() -> Answer:
        job = service.ask_for(session, queue, who, owner_id, workbook)
        return Answer(said_of(job).model_dump(mode="json"), f"/v1/jobs/{job.id}")

    asked = [hashlib.sha256(workbook).hexdigest(), owner_id]
    told = once(session, who, idempotency_key, asked, do)
    response.headers["Location"] = told.location or ""
    response.headers["Retry-After"] = "1"
    return JobSaid.model_validate(told.body)
