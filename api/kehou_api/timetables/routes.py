"""`/v1/timetables`: asked for, followed, ended, changed by hand."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from kehou_api.db.content import unpacked
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.doors import JobQueue, May, Reading, ServiceSet, Writing, refusals
from kehou_api.instances import service as instance_service
from kehou_api.instances import store as instance_store
from kehou_api.links import leads, onward, to_timetable
from kehou_api.matching import etag_of
from kehou_api.owning import Owner, owner_for
from kehou_api.pages import After, Limit, Page
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal, unknown
from kehou_api.repeats import Answer, IdempotencyKey, once
from kehou_api.timetables import service, store
from kehou_api.timetables.asked import BODIES, the_solve
from kehou_api.timetables.finding import the_timetable
from kehou_api.timetables.said import head_of
from kehou_api.timetables.schemas import (
    Compared,
    SolveRequest,
    TimetableHead,
    TimetableWhole,
)
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1/timetables", tags=["timetables"])

WHAT = Text("课表", "timetable")
INSTANCE = Text("实例", "instance")

Reader = Annotated[Acting, Depends(May("timetables.read"))]
Writer = Annotated[Acting, Depends(May("timetables.write"))]


@router.post(
    "",
    status_code=202,
    openapi_extra=BODIES["solve"],
    responses={
        **leads(202, to_timetable("$response.body#/id")),
        **refusals(400, 401, 403, 404, 409, 413, 415, 422, 429),
    },
)
def ask_for_timetable(
    session: Writing,
    queue: JobQueue,
    settings: ServiceSet,
    who: Writer,
    asked: Annotated[SolveRequest, Depends(the_solve)],
    response: Response,
    owner: Owner = None,
    idempotency_key: IdempotencyKey = None,
) -> TimetableHead:
    """Have a timetable made; it is there at once, and gets better as it is read."""
    read = None
    if asked.modelInput is not None:
        read = instance_service.read(asked.modelInput, "/modelInput")

    def do() -> Answer:
        if read is not None:
            owner_id = owner_for(session, who, owner)
            instance = instance_service.keep(session, who.id, owner_id, read.packed)
        else:
            instance = _instance(session, who, asked.instanceId or "")
        start = None
        if asked.startId is not None:
            start = _start(session, who, asked.startId, instance)
        run = asked.config.run
        row, job = service.ask_for(session, queue, settings, who, instance, run, start)
        head = head_of(row, job)
        return Answer(head.model_dump(mode="json"), f"/v1/timetables/{row.id}")

    told = once(session, who, idempotency_key, [asked.model_dump(), owner], do)
    response.headers["Location"] = told.location or ""
    response.headers["Retry-After"] = "1"
    return TimetableHead.model_validate(told.body)


@router.get(
    "",
    responses={
        **leads(200, to_timetable("$response.body#/items/0/id")),
        **refusals(401, 403, 422, 429),
    },
)
def list_timetables(
    session: Reading,
    who: Reader,
    after: After = None,
    limit: Limit = 50,
    instance: str | None = None,
) -> Page[TimetableHead]:
    """List timetables, newest first."""
    rows, following = store.page(session, who, after, limit, instance)
    jobs = store.jobs_of(session, rows)
    return Page(
        items=[head_of(row, jobs.get(row.job_id or "")) for row in rows],
        next=following,
    )


@router.get(
    "/{timetable_id}",
    responses={
        **leads(200, onward()),
        **refusals(401, 403, 404, 422, 429),
    },
)
def read_timetable(
    session: Reading, who: Reader, timetable_id: str, response: Response
) -> TimetableWhole:
    """Return a timetable: the best so far while its search runs."""
    row = the_timetable(session, who, timetable_id, whole=True)
    response.headers["ETag"] = etag_of(row.version)
    content = None if row.content is None else json.loads(unpacked(row.content))
    return TimetableWhole(metadata=_head(session, row), modelOutput=content)


@router.get("/{timetable_id}/metadata", responses=refusals(401, 403, 404, 422, 429))
def read_metadata(
    session: Reading, who: Reader, timetable_id: str, response: Response
) -> TimetableHead:
    """Say where a timetable stands; cheap enough to ask every second."""
    row = the_timetable(session, who, timetable_id)
    response.headers["ETag"] = etag_of(row.version)
    return _head(session, row)


@router.post("/{timetable_id}/stop", responses=refusals(401, 403, 404, 409, 422, 429))
def stop(session: Writing, who: Writer, timetable_id: str) -> TimetableHead:
    """End the search and keep the best so far; it ends within seconds."""
    row = the_timetable(session, who, timetable_id)
    service.want(session, who, row, "stop")
    return _head(session, row)


@router.post("/{timetable_id}/cancel", responses=refusals(401, 403, 404, 409, 422, 429))
def cancel(session: Writing, who: Writer, timetable_id: str) -> TimetableHead:
    """End the search and throw away what it found."""
    row = the_timetable(session, who, timetable_id)
    service.want(session, who, row, "cancel")
    return _head(session, row)


@router.get(
    "/{timetable_id}/certificate", responses=refusals(401, 403, 404, 409, 422, 429)
)
def read_certificate(
    session: Reading, who: Reader, timetable_id: str
) -> dict[str, Any]:
    """Return the priority certificate: multipliers anybody can add up again."""
    row = the_timetable(session, who, timetable_id, whole=True)
    if row.certificate is None:
        raise Refusal(
            409,
            "timetable.no_certificate",
            Text("这张课表没有证书。", "This timetable has no certificate."),
        )
    document: dict[str, Any] = json.loads(unpacked(row.certificate))
    return document


@router.get("/{timetable_id}/compare", responses=refusals(401, 403, 404, 409, 422, 429))
def compare(session: Reading, who: Reader, timetable_id: str, other: str) -> Compared:
    """Compare a timetable with another one of the same instance."""
    left = the_timetable(session, who, timetable_id, whole=True)
    right = the_timetable(session, who, other, whole=True)
    if left.instance_id != right.instance_id:
        raise Refusal(
            409,
            "timetable.other_instance",
            Text("两张课表不是同一实例的。", "They are of different instances."),
        )
    instance = service.instance_in(session.get_one(InstanceRow, left.instance_id))
    return service.compared(
        instance, service.timetable_in(left), service.timetable_in(right)
    )


def _instance(session: Reading, who: Acting, instance_id: str) -> InstanceRow:
    row = instance_store.theirs(session, who, instance_id)
    if row is None:
        raise unknown(INSTANCE)
    return row


def _start(
    session: Reading, who: Acting, timetable_id: str, instance: InstanceRow
) -> TimetableRow:
    row = the_timetable(session, who, timetable_id, whole=True)
    if row.instance_id != instance.id:
        raise Refusal(
            409,
            "timetable.other_instance",
            Text(
                "startId 不是这个实例的课表。",
                "startId is no timetable of the instance.",
            ),
        )
    service.timetable_in(row)
    return row


def _head(session: Reading, row: TimetableRow) -> TimetableHead:
    return head_of(row, store.jobs_of(session, [row]).get(row.job_id or ""))
