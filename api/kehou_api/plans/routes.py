"""`/v1/plans`: drafted, consulted, submitted, returned or approved, published."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from kehou_api.db.engine import Database
from kehou_api.db.tables.plan import PlanRow
from kehou_api.doors import May, Reading, Writing, database_of, refusals
from kehou_api.links import leads, link, to_plan
from kehou_api.matching import IfMatch, etag_of, insist_on_match
from kehou_api.pages import After, Limit, Page
from kehou_api.people.acting import Acting
from kehou_api.plans import service, store
from kehou_api.plans.judging import Judgement, judged
from kehou_api.plans.road import STATE_WORDS, PlanState, Step
from kehou_api.plans.schemas import (
    Consulted,
    NewPlan,
    PlanChange,
    PlanSaid,
    Published,
    Returned,
    StepSaid,
)
from kehou_api.problems import unknown
from kehou_api.timetables.finding import the_timetable
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1", tags=["plans"])

WHAT = Text("方案", "plan")
CHANGED = Text("方案已被别人改过；请重新读取。", "Changed by somebody; read again.")

Reader = Annotated[Acting, Depends(May("plans.read"))]
Writer = Annotated[Acting, Depends(May("plans.write"))]
Head = Annotated[Acting, Depends(May("plans.head"))]
Bureau = Annotated[Acting, Depends(May("plans.approve"))]

REFUSED = refusals(401, 403, 404, 409, 422, 429)
BODY_REFUSED = {**refusals(400, 413), **REFUSED}


@router.post(
    "/plans",
    status_code=201,
    responses={**leads(201, to_plan("$response.body#/id")), **BODY_REFUSED},
)
def make_plan(session: Writing, who: Writer, asked: NewPlan) -> PlanSaid:
    """Begin a plan for a timetable."""
    timetable = the_timetable(session, who, asked.timetable)
    row = service.make(session, who, timetable, asked.title, asked.emergency_plan)
    return _said(session, row)


@router.get(
    "/plans",
    responses={
        **leads(200, to_plan("$response.body#/items/0/id")),
        **refusals(401, 403, 422, 429),
    },
)
def list_plans(
    session: Reading, who: Reader, after: After = None, limit: Limit = 50
) -> Page[PlanSaid]:
    """List plans, newest first."""
    rows, following = store.page(session, who, after, limit)
    return Page(items=[_said(session, row) for row in rows], next=following)


CHANGE = link(
    "PATCH /v1/plans/{plan_id}",
    **{"plan_id": "$response.body#/id", "if-match": "$response.header.etag"},
)


@router.get(
    "/plans/{plan_id}",
    responses={
        **leads(200, {"change": CHANGE}),
        **refusals(401, 403, 404, 422, 429),
    },
)
def read_plan(
    session: Reading, who: Reader, plan_id: str, response: Response
) -> PlanSaid:
    """Read a plan and its road so far."""
    row = _plan(session, who, plan_id)
    response.headers["ETag"] = etag_of(row.version)
    return _said(session, row)


@router.patch(
    "/plans/{plan_id}",
    responses=refusals(400, 401, 403, 404, 409, 412, 413, 422, 428, 429),
)
def change_plan(
    session: Writing,
    who: Writer,
    plan_id: str,
    asked: PlanChange,
    response: Response,
    if_match: IfMatch = None,
) -> PlanSaid:
    """Change a draft, or a plan that was returned. `If-Match` keeps others' changes."""
    row = _plan(session, who, plan_id, change=True)
    insist_on_match(if_match, row.version, CHANGED)
    changes = asked.model_dump(exclude_none=True, exclude={"timetable"})
    timetable = None
    if asked.timetable is not None:
        timetable = the_timetable(session, who, asked.timetable)
    service.change(session, who, row, changes, timetable)
    response.headers["ETag"] = etag_of(row.version)
    return _said(session, row)


@router.post("/plans/{plan_id}/consult", responses=BODY_REFUSED)
def consult(session: Writing, who: Writer, plan_id: str, asked: Consulted) -> PlanSaid:
    """Note that families and pupils were heard."""
    service.insist_on_past(asked.held_on)
    detail = asked.model_dump(mode="json")
    return _taken(session, who, plan_id, Step.CONSULT, detail)


@router.post("/plans/{plan_id}/submit", responses=REFUSED)
def submit(
    database: Annotated[Database, Depends(database_of)],
    session: Writing,
    who: Head,
    plan_id: str,
) -> PlanSaid:
    """Submit a plan to the bureau; its timetable must be lawful."""
    with database.reading() as before:
        judgement = judged(before, _plan(before, who, plan_id))
    return _taken(session, who, plan_id, Step.SUBMIT, {}, judgement)


@router.post("/plans/{plan_id}/return", responses=BODY_REFUSED)
def return_plan(
    session: Writing, who: Bureau, plan_id: str, asked: Returned
) -> PlanSaid:
    """Return a plan to the school, with the reason."""
    return _taken(session, who, plan_id, Step.RETURN, asked.model_dump())


@router.post("/plans/{plan_id}/approve", responses=REFUSED)
def approve(session: Writing, who: Bureau, plan_id: str) -> PlanSaid:
    """Approve and file a plan."""
    return _taken(session, who, plan_id, Step.APPROVE, {})


@router.post("/plans/{plan_id}/publish", responses=REFUSED)
def publish(session: Writing, who: Head, plan_id: str) -> PlanSaid:
    """Publish an approved plan; before approval this is refused (LZ-324)."""
    return _taken(session, who, plan_id, Step.PUBLISH, {})


@router.get("/published", responses=refusals(401, 403, 429))
def read_published(
    session: Reading, who: Annotated[Acting, Depends(May("published.read"))]
) -> list[Published]:
    """Read what is published: what, where and when; nobody's name is on it."""
    return [service.page_of(session, row) for row in store.published(session, who)]


def _taken(
    session: Writing,
    who: Acting,
    plan_id: str,
    step: Step,
    detail: dict[str, object],
    judgement: Judgement | None = None,
) -> PlanSaid:
    row = _plan(session, who, plan_id, change=True)
    service.take(session, who, row, step, detail, judgement)
    return _said(session, row)


def _plan(
    session: Reading, who: Acting, plan_id: str, *, change: bool = False
) -> PlanRow:
    row = store.theirs(session, who, plan_id, change=change)
    if row is None:
        raise unknown(WHAT)
    return row


def _said(session: Reading, row: PlanRow) -> PlanSaid:
    words = STATE_WORDS[PlanState(row.state)]
    return PlanSaid(
        id=row.id,
        owner=row.owner_id,
        timetable=row.timetable_id,
        title=row.title,
        emergency_plan=row.emergency_plan,
        state=PlanState(row.state),
        state_zh=words.zh,
        state_en=words.en,
        version=row.version,
        created_at=row.created_at,
        steps=[
            StepSaid(
                number=one.number,
                step=Step(one.step),
                actor=one.actor,
                at=one.at,
                detail=one.detail,
            )
            for one in store.steps_of(session, row.id)
        ],
    )
