"""`/v1/timetables/{id}/recommendations`: who else could take each lost lesson.

A repair ranks everybody who could lawfully take a lesson, and gives it to the first.
Whoever knows better takes another one here; the judge is asked again.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from kehou_api.asked import Asked
from kehou_api.db.engine import Database
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.doors import May, Reading, database_of, refusals
from kehou_api.people.acting import Acting
from kehou_api.problems import Issue, Refusal
from kehou_api.timetables import service, store
from kehou_api.timetables.finding import the_timetable
from kehou_api.timetables.said import head_of
from kehou_api.timetables.schemas import ByHand
from kehou_solver.domain.base import Text
from kehou_solver.domain.timetable import Timetable
from kehou_solver.repair import given_to

router = APIRouter(prefix="/v1/timetables", tags=["timetables"])

Name = Annotated[str, Field(min_length=1, max_length=64)]


class CandidateSaid(BaseModel):
    """Somebody who could take a lesson.

    Attributes:
        chosen: has it in this timetable.
        new_lessons: lessons more in the week than published.
        reasons_zh, reasons_en: what speaks for this one.
    """

    adult: str
    chosen: bool
    new_lessons: int
    reasons_zh: str
    reasons_en: str


class Recommended(BaseModel):
    """One lost lesson with everybody who could take it, best first.

    Attributes:
        adult: who had it in the timetable before.
    """

    adult: str
    group: str
    slot: str
    weeks: str
    role: str
    candidates: list[CandidateSaid]


class ApplyRequest(Asked):
    """Which lesson is to be given to whom; both as recommended."""

    group: Name
    slot: Name
    role: Literal["lead", "assistant"] = "lead"
    weeks: Literal["every", "odd", "even"] = "every"
    adult: Name


@router.get(
    "/{timetable_id}/recommendations", responses=refusals(401, 403, 404, 409, 422, 429)
)
def recommend(
    session: Reading,
    who: Annotated[Acting, Depends(May("timetables.read"))],
    timetable_id: str,
    most: Annotated[int, Query(ge=1, le=100)] = 5,
) -> list[Recommended]:
    """List who could take each lesson that a repair had to give away."""
    row = the_timetable(session, who, timetable_id, whole=True)
    return [_said(lesson, most) for lesson in _lessons_of(session, row)]


@router.post(
    "/{timetable_id}/recommendations/apply",
    status_code=201,
    responses=refusals(400, 401, 403, 404, 409, 413, 422, 429),
)
def apply(
    database: Annotated[Database, Depends(database_of)],
    who: Annotated[Acting, Depends(May("timetables.write"))],
    timetable_id: str,
    asked: ApplyRequest,
    response: Response,
) -> ByHand:
    """Give a lost lesson to another candidate: a new timetable, the judge's word on it.

    Refused if the judge finds a rule broken: candidates were confirmed one by one, and
    two of them together may be too much.
    """
    with database.reading() as session:
        parent = the_timetable(session, who, timetable_id, whole=True)
        now = _held_by(_lessons_of(session, parent), asked)
        timetable = service.timetable_in(parent)
        instance = service.instance_in(session.get_one(InstanceRow, parent.instance_id))
    changed = _changed(timetable, asked, now)
    # Judging takes seconds for a big school: between transactions, not in one.
    analysis = service.analysed(instance, changed)
    if not analysis.lawful:
        issues = [
            Issue(pointer=one.about, seen=one.rule, zh=one.zh, en=one.en)
            for one in analysis.findings
            if not one.waived
        ]
        said = Text("这样安排不合规。", "That would break a rule.")
        raise Refusal(409, "recommendation.unlawful", said, issues)
    with database.writing() as session:
        of = session.get_one(InstanceRow, parent.instance_id)
        row = service.store_by_hand(
            session, who, of, changed, analysis, parent, parent.name
        )
        response.headers["Location"] = f"/v1/timetables/{row.id}"
        return ByHand(metadata=head_of(row, None), analysis=analysis)


def _lessons_of(session: Session, row: TimetableRow) -> list[dict[str, Any]]:
    """Return what the repair that made a timetable says of lost lessons."""
    job = store.jobs_of(session, [row]).get(row.job_id or "")
    found = (job.result or {}).get("alternatives") if job else None
    if found is None:
        raise Refusal(
            409,
            "recommendation.none",
            Text(
                "这张课表不是修复得来的，或修复尚未结束；请先 POST …/repair。",
                "No repair made this timetable, or it has not ended: POST …/repair.",
            ),
        )
    lessons: list[dict[str, Any]] = found
    return lessons


def _held_by(lessons: list[dict[str, Any]], asked: ApplyRequest) -> set[str]:
    """Return who has the lesson now, if the one asked for was recommended for it."""
    lesson = asked.model_dump(exclude={"adult"})
    for one in lessons:
        if all(one[name] == value for name, value in lesson.items()):
            named = {who["adult"]: who["chosen"] for who in one["candidates"]}
            if asked.adult in named and not named[asked.adult]:
                return {adult for adult, chosen in named.items() if chosen}
    raise Refusal(
        409,
        "recommendation.unknown",
        Text(
            "没有为这节课推荐过此人；请核对推荐清单。",
            "Not recommended for that lesson; see the list.",
        ),
    )


def _changed(timetable: Timetable, asked: ApplyRequest, now: set[str]) -> Timetable:
    group = next(one for one in timetable.groups if one.id == asked.group)
    staff = given_to(
        timetable,
        group,
        asked.slot,
        asked.role,
        asked.weeks,
        now=now,
        newcomer=asked.adult,
    )
    return timetable.model_copy(update={"staff": tuple(staff)})


def _said(lesson: dict[str, Any], most: int) -> Recommended:
    candidates = [
        CandidateSaid(
            adult=one["adult"],
            chosen=one["chosen"],
            new_lessons=one["new_lessons"],
            reasons_zh=one["reasons"]["zh"],
            reasons_en=one["reasons"]["en"],
        )
        for one in lesson["candidates"][:most]
    ]
    return Recommended(
        adult=lesson["adult"],
        group=lesson["group"],
        slot=lesson["slot"],
        weeks=lesson["weeks"],
        role=lesson["role"],
        candidates=candidates,
    )
