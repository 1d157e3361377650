"""`/v1/timetables/{id}/events`: news of a search as it comes (server-sent events)."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from kehou_api.doors import May, Reading, refusals
from kehou_api.jobs.following import Following
from kehou_api.jobs.status import ENDED
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal
from kehou_api.timetables import store
from kehou_api.timetables.finding import the_timetable
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1/timetables", tags=["timetables"])

LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        max_length=20,
        description="断线后从这里继续 / go on after this event",
    ),
]


def followed(
    session: Reading,
    who: Annotated[Acting, Depends(May("timetables.read"))],
    timetable_id: str,
    last_event_id: LastEventId = None,
) -> str:
    """Return the id of the job to follow.

    Raises:
        Refusal: 404; 410 if the search is over and all of its news was heard.
    """
    row = the_timetable(session, who, timetable_id)
    job = store.jobs_of(session, [row]).get(row.job_id or "")
    if job is None or (job.status in ENDED and last_event_id is None):
        raise Refusal(
            410,
            "timetable.ended",
            Text(
                "求解已经结束；请直接读取课表。",
                "The search is over; read the timetable itself.",
            ),
        )
    return job.id


@router.get(
    "/{timetable_id}/events",
    response_class=EventSourceResponse,
    responses=refusals(401, 403, 404, 410, 422, 429),
)
async def follow(
    request: Request,
    job_id: Annotated[str, Depends(followed)],
    last_event_id: LastEventId = None,
) -> AsyncIterator[ServerSentEvent]:
    """Send events: `status`, `progress`, `timetable` (a better one is there), `end`.

    Ids count from 1; send the last one heard as `Last-Event-ID` to go on after it.
    """
    following: Following = request.app.state.following
    heard = last_event_id or "0"
    after = int(heard) if heard.isdecimal() else 0
    async for event in following.follow(job_id, after):
        yield ServerSentEvent(data=event.data, event=event.kind, id=str(event.number))
