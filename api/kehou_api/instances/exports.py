"""`/v1/instances/{id}/export`: the workbook that can be edited and imported again."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from kehou_api.db.content import unpacked
from kehou_api.doors import May, Reading, refusals
from kehou_api.files.answers import attached, described
from kehou_api.files.media import XLSX
from kehou_api.instances import store
from kehou_api.instances.routes import WHAT
from kehou_api.people.acting import Acting
from kehou_api.people.hidden import without_hardship
from kehou_api.problems import unknown
from kehou_instances.workbook import workbook_of
from kehou_solver.domain.reading import read_instance

router = APIRouter(prefix="/v1/instances/{instance_id}/export", tags=["exports"])


@router.get(
    "/xlsx",
    response_class=Response,
    responses=described(XLSX) | refusals(401, 403, 404, 422, 429),
)
def export_instance(
    session: Reading,
    who: Annotated[Acting, Depends(May("instances.read"))],
    instance_id: str,
) -> Response:
    """Return an instance as a workbook; hardship only for roles that need it."""
    row = store.theirs(session, who, instance_id, whole=True)
    if row is None:
        raise unknown(WHAT)
    content = unpacked(row.content)
    if not who.sees_hardship:
        content = json.dumps(without_hardship(json.loads(content))).encode()
    return attached(workbook_of(read_instance(content)), XLSX, f"{row.id}.xlsx")
