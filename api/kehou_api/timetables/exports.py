"""`/v1/timetables/{id}/export`: workbook, page, calendar and the portable zip."""

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.content import unpacked
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.doors import May, Reading, refusals
from kehou_api.files.answers import attached, described
from kehou_api.files.media import XLSX, ZIP
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal, unknown
from kehou_api.timetables import service
from kehou_api.timetables.calendar import Of, calendar_of
from kehou_api.timetables.finding import the_timetable
from kehou_solver.domain.answer import Found, GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.domain.certificate import Certificate, GoalCertificate, Multiplier
from kehou_solver.domain.instance import Instance
from kehou_solver.policy import Policy
from kehou_solver.report.pages import page
from kehou_solver.report.portable import without_categories, write_result
from kehou_solver.report.sheets import write_sheets

router = APIRouter(prefix="/v1/timetables/{timetable_id}/export", tags=["exports"])

Reader = Annotated[Acting, Depends(May("timetables.read"))]
Lang = Annotated[str, Query(pattern="^(zh|en)$", description="语言 / language")]

REFUSED = refusals(401, 403, 404, 409, 422, 429)


def _file(kind: str) -> dict[int | str, dict[str, Any]]:
    return described(kind) | REFUSED


@router.get("/xlsx", response_class=Response, responses=_file(XLSX))
def export_workbook(
    session: Reading, who: Reader, timetable_id: str, lang: Lang = "zh"
) -> Response:
    """Return the workbook: by class, club, adult, room and day, then goals."""
    row, instance, _ = _stored(session, who, timetable_id)
    timetable = service.timetable_in(row)
    goals = tuple(GoalResult.model_validate(goal) for goal in row.goals or ())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "timetable.xlsx"
        write_sheets(path, instance, timetable, goals, (), lang)
        return attached(path.read_bytes(), XLSX, f"{row.id}.xlsx")


@router.get("/html", response_class=Response, responses=_file("text/html"))
def export_page(
    session: Reading, who: Reader, timetable_id: str, lang: Lang = "zh"
) -> Response:
    """Return the page to print: no child, no hardship and no pay is on it."""
    row, instance, _ = _stored(session, who, timetable_id)
    timetable = service.timetable_in(row)
    html = page(instance, timetable, Policy.of(instance), (), lang)
    return attached(html.encode(), "text/html; charset=utf-8", f"{row.id}.html")


@router.get("/ics", response_class=Response, responses=_file("text/calendar"))
def export_calendar(
    session: Reading,
    who: Reader,
    timetable_id: str,
    of: Of,
    id: Annotated[str, Query(min_length=1, max_length=64)],
) -> Response:
    """Return the week's lessons of one adult, class or room as a calendar."""
    row, instance, _ = _stored(session, who, timetable_id)
    known = {
        "adult": {adult.id for adult in instance.adults},
        "class": {one.id for one in instance.classes},
        "room": {room.id for room in instance.rooms},
    }
    if id not in known[of]:
        raise unknown(Text("成人、班级或场地", "adult, class or room"))
    timetable = service.timetable_in(row)
    written = calendar_of(instance, timetable, of, id, now())
    return attached(written, "text/calendar; charset=utf-8", f"{row.id}.ics")


@router.get("/zip", response_class=Response, responses=_file(ZIP))
def export_result(session: Reading, who: Reader, timetable_id: str) -> Response:
    """Return what `kehou_verify.py` re-checks; hardship is only the general one."""
    row, instance, job = _stored(session, who, timetable_id)
    found = Found(
        timetable=service.timetable_in(row),
        goals=tuple(GoalResult.model_validate(goal) for goal in row.goals or ()),
        seconds=job.spent if job else 0.0,
        seed=int(job.request["seed"]) if job else 0,
        workers=int(job.request["workers"]) if job else 0,
        certificate=_certificate(row.certificate),
    )
    if not who.sees_hardship:
        instance = without_categories(instance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.zip"
        write_result(path, instance, Policy.of(instance), found)
        return attached(path.read_bytes(), ZIP, f"{row.id}.zip")


def _stored(
    session: Session, who: Acting, timetable_id: str
) -> tuple[TimetableRow, Instance, JobRow | None]:
    row = the_timetable(session, who, timetable_id, whole=True)
    job = None if row.job_id is None else session.get_one(JobRow, row.job_id)
    if job is not None and job.ended_at is None:
        said = Text("课表还在求解。", "The timetable is still being made.")
        raise Refusal(409, "timetable.solving", said)
    instance = service.instance_in(session.get_one(InstanceRow, row.instance_id))
    return row, instance, job


def _certificate(packed: bytes | None) -> Certificate | None:
    """Read a stored certificate back."""
    if packed is None:
        return None
    said = json.loads(unpacked(packed))
    return Certificate(
        denominator=said["denominator"],
        goals=tuple(
            GoalCertificate(
                name=goal["name"],
                value=goal["value"],
                bound=goal["bound"],
                kept=tuple((one["name"], one["value"]) for one in goal["kept"]),
                multipliers=tuple(
                    Multiplier(one["row"], tuple(one["of"]), one["times"])
                    for one in goal["multipliers"]
                ),
            )
            for goal in said["goals"]
        ),
    )
