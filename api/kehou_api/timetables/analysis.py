"""`/v1/analysis`: the judge's word on any timetable, without a solve."""

from typing import Annotated

from fastapi import APIRouter, Depends

from kehou_api.db.engine import Database
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.doors import May, Reading, database_of, refusals
from kehou_api.instances import service as instance_service
from kehou_api.instances import store as instance_store
from kehou_api.people.acting import Acting
from kehou_api.problems import unknown
from kehou_api.timetables import service
from kehou_api.timetables.asked import BODIES, the_analysis
from kehou_api.timetables.finding import the_timetable
from kehou_api.timetables.schemas import Analysis, AnalysisRequest
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance

router = APIRouter(prefix="/v1", tags=["timetables"])

Reader = Annotated[Acting, Depends(May("timetables.read"))]


@router.post(
    "/analysis",
    openapi_extra=BODIES["analysis"],
    responses=refusals(400, 401, 403, 404, 413, 415, 422, 429),
)
def analyse_any(
    database: Annotated[Database, Depends(database_of)],
    who: Reader,
    asked: Annotated[AnalysisRequest, Depends(the_analysis)],
) -> Analysis:
    """Judge and measure a timetable, whoever made it; nothing is stored."""
    timetable = service.timetable_of(asked.timetable, "/timetable")
    if asked.modelInput is not None:
        instance = instance_service.read(asked.modelInput, "/modelInput").instance
    else:
        instance = _stored(database, who, asked.instanceId or "")
    return service.analysed(instance, timetable)


@router.get(
    "/timetables/{timetable_id}/analysis",
    responses=refusals(401, 403, 404, 409, 422, 429),
)
def analyse_stored(session: Reading, who: Reader, timetable_id: str) -> Analysis:
    """Judge and measure a stored timetable."""
    row = the_timetable(session, who, timetable_id, whole=True)
    timetable = service.timetable_in(row)
    instance = service.instance_in(session.get_one(InstanceRow, row.instance_id))
    return service.analysed(instance, timetable)


def _stored(database: Database, who: Acting, instance_id: str) -> Instance:
    with database.reading() as session:
        row = instance_store.theirs(session, who, instance_id, whole=True)
        if row is None:
            raise unknown(Text("实例", "instance"))
        return service.instance_in(row)
