"""`/v1/timetables/{id}/repair` and `…/explanations`: mended, and asked why not."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import Field, TypeAdapter, ValidationError

from kehou_api.asked import Asked
from kehou_api.db.engine import Database
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.doors import (
    JobQueue,
    May,
    ServiceSet,
    Writing,
    database_of,
    refusals,
)
from kehou_api.instances import service as instance_service
from kehou_api.jobs.asking import queue_job
from kehou_api.jobs.schemas import JobSaid, said_of
from kehou_api.links import leads, to_job, to_timetable
from kehou_api.people.acting import Acting
from kehou_api.problems import input_refusal, malformed
from kehou_api.timetables import service
from kehou_api.timetables.finding import the_timetable
from kehou_api.timetables.making import Work, make
from kehou_api.timetables.said import head_of
from kehou_api.timetables.schemas import Config, TimetableHead
from kehou_solver.domain.events import (
    AdultAway,
    Event,
    RoomClosed,
    applied,
    weekdays_of,
)
from kehou_solver.errors import InputError

router = APIRouter(prefix="/v1/timetables", tags=["timetables"])

Writer = Annotated[Acting, Depends(May("timetables.write"))]

Level = Literal["FIXED", "KEEP_PERSON", "KEEP_TIME", "FREE"]
Weekday = Annotated[str, Field(pattern="^[1-7]$")]

_EVENTS: TypeAdapter[list[Event]] = TypeAdapter(list[Event])


class RepairRequest(Asked):
    """What happened since a timetable was published.

    Attributes:
        events: as in docs/repair.md: who is away, which room is closed, and so on.
        freeze: what may change on each weekday, "1" = Monday; default: days before the
            first event are past, the others keep their times.
        substitute_lessons: most lessons a day one adult takes over; None = practice.
    """

    config: Config = Config()
    events: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=500)]
    freeze: dict[Weekday, Level] = Field(default_factory=dict)
    substitute_lessons: Annotated[int, Field(ge=0, le=20)] | None = None


class WhyNotRequest(Asked):
    """One question, as in docs/why-not.md.

    Attributes:
        question: such as {"kind": "wish", "pupil": …, "club": …}.
    """

    config: Config = Config()
    question: dict[str, Any]


@router.post(
    "/{timetable_id}/repair",
    status_code=202,
    responses={
        **leads(202, to_timetable("$response.body#/id")),
        **refusals(400, 401, 403, 404, 409, 413, 422, 429),
    },
)
def repair(
    database: Annotated[Database, Depends(database_of)],
    session: Writing,
    queue: JobQueue,
    settings: ServiceSet,
    who: Writer,
    timetable_id: str,
    asked: RepairRequest,
    response: Response,
) -> TimetableHead:
    """Have a timetable mended with the fewest changed cells.

    The new timetable has this one as its parent, and is of an instance as it is after
    the events; `result` ranks who else could take each lost lesson.
    """
    request = service.request_of(settings, asked.config.run)
    # Reading takes seconds for a big school: before the transaction that writes.
    with database.reading() as before:
        parent = the_timetable(before, who, timetable_id, whole=True)
        published = service.timetable_in(parent)
        instance = service.instance_in(before.get_one(InstanceRow, parent.instance_id))
    events = _events(asked.events)
    try:
        after = instance_service.read_again(applied(instance, published, events))
        dated = all(isinstance(event, AdultAway | RoomClosed) for event in events)
        first = min(weekdays_of(instance, events)) if dated else 1
    except InputError as error:
        raise input_refusal(error) from None
    levels = {str(day): "FIXED" if day < first else "KEEP_TIME" for day in range(1, 8)}
    kept = instance_service.keep(session, who.id, parent.owner_id, after.packed)
    request |= {
        "freeze": levels | asked.freeze,
        "substitute_lessons": asked.substitute_lessons,
    }
    row, job = make(
        session,
        who,
        kept,
        deed="timetables.repair",
        detail={"parent": parent.id, "events": len(events)},
        name=asked.config.run.name,
        parent=parent,
        work=Work(queue, "repair", request),
    )
    response.headers["Location"] = f"/v1/timetables/{row.id}"
    return head_of(row, job)


@router.post(
    "/{timetable_id}/explanations",
    status_code=202,
    responses={
        **leads(202, to_job("$response.body#/id")),
        **refusals(400, 401, 403, 404, 409, 413, 422, 429),
    },
)
def explain(
    session: Writing,
    queue: JobQueue,
    settings: ServiceSet,
    who: Writer,
    timetable_id: str,
    asked: WhyNotRequest,
    response: Response,
) -> JobSaid:
    """Ask why not; the answer is the `result` of the job, each reason confirmed."""
    row = the_timetable(session, who, timetable_id)
    request = service.request_of(settings, asked.config.run)
    if row.sha256 is None:
        raise service.none_yet()
    job = queue_job(
        session,
        queue,
        kind="explain",
        owner_id=row.owner_id,
        instance_id=row.instance_id,
        request=request | {"question": asked.question, "timetable": row.id},
    )
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return said_of(job)


def _events(sent: list[dict[str, Any]]) -> tuple[Event, ...]:
    try:
        return tuple(_EVENTS.validate_json(json.dumps(sent)))
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise malformed(details, "body", "events") from None
