"""`/v1/timetables/{id}/from-patch` and `/v1/timetables/by-hand`: changed by a person.

Whoever changes a timetable by hand may break rules; the judge says which, and what was
stored is never silently mended.
"""

import copy
import json
from typing import Annotated, Any

import jsonpatch
from fastapi import APIRouter, Depends, Response

from kehou_api.db.content import unpacked
from kehou_api.db.engine import Database
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.doors import May, database_of, refusals
from kehou_api.instances import store as instance_store
from kehou_api.links import leads, to_timetable
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal, unknown
from kehou_api.timetables import service, store
from kehou_api.timetables.asked import BODIES, the_analysis, the_patch
from kehou_api.timetables.finding import the_timetable
from kehou_api.timetables.said import head_of
from kehou_api.timetables.schemas import (
    Analysis,
    AnalysisRequest,
    ByHand,
    PatchRequest,
)
from kehou_solver.domain.base import Text
from kehou_solver.domain.timetable import Timetable

router = APIRouter(prefix="/v1/timetables", tags=["timetables"])

Writer = Annotated[Acting, Depends(May("timetables.write"))]

TIMETABLE, INSTANCE = Text("课表", "timetable"), Text("实例", "instance")


@router.post(
    "/{timetable_id}/from-patch",
    status_code=201,
    openapi_extra=BODIES["patch"],
    responses={
        **leads(201, to_timetable("$response.body#/metadata/id")),
        **refusals(400, 401, 403, 404, 409, 413, 415, 422, 429),
    },
)
def from_patch(
    database: Annotated[Database, Depends(database_of)],
    who: Writer,
    timetable_id: str,
    asked: Annotated[PatchRequest, Depends(the_patch)],
    response: Response,
) -> ByHand:
    """Store a changed copy (JSON Patch, RFC 6902); the parent stays as it is."""
    with database.reading() as session:
        parent = the_timetable(session, who, timetable_id, whole=True)
        service.timetable_in(parent)
        before = json.loads(unpacked(parent.content or b""))
        row = session.get_one(InstanceRow, parent.instance_id)
        instance = service.instance_in(row)
    timetable = service.timetable_of(_patched(before, asked.patch), "")
    # Judging takes seconds for a big school: between transactions, not in one.
    analysis = service.analysed(instance, timetable)
    return _stored(
        database, who, parent.instance_id, timetable, analysis, timetable_id, asked.name
    )


@router.post(
    "/by-hand",
    status_code=201,
    openapi_extra=BODIES["analysis"],
    responses={
        **leads(201, to_timetable("$response.body#/metadata/id")),
        **refusals(400, 401, 403, 404, 413, 415, 422, 429),
    },
)
def by_hand(
    database: Annotated[Database, Depends(database_of)],
    who: Writer,
    asked: Annotated[AnalysisRequest, Depends(the_analysis)],
    response: Response,
) -> ByHand:
    """Store a timetable somebody made, for a stored instance; it may break rules."""
    if asked.instanceId is None:
        said = Text("请给出 instanceId。", "Name a stored instance: instanceId.")
        raise Refusal(422, "request.instance", said)
    timetable = service.timetable_of(asked.timetable, "/timetable")
    with database.reading() as session:
        row = instance_store.theirs(session, who, asked.instanceId, whole=True)
        if row is None:
            raise unknown(INSTANCE)
        instance = service.instance_in(row)
    analysis = service.analysed(instance, timetable)
    return _stored(database, who, asked.instanceId, timetable, analysis, None, "")


def _stored(
    database: Database,
    who: Acting,
    instance_id: str,
    timetable: Timetable,
    analysis: Analysis,
    parent_id: str | None,
    name: str,
) -> ByHand:
    with database.writing() as session:
        instance = session.get_one(InstanceRow, instance_id)
        parent = store.theirs(session, who, parent_id) if parent_id else None
        row = service.store_by_hand(
            session, who, instance, timetable, analysis, parent, name
        )
        return ByHand(metadata=head_of(row, None), analysis=analysis)


def _patched(document: Any, patch: list[dict[str, Any]]) -> Any:
    """Apply a patch, one operation after the other.

    What the library says of a failure quotes the timetable, children and all; we say
    which operation it was.
    """
    changed = copy.deepcopy(document)
    for number, operation in enumerate(patch):
        if operation.get("op") == "copy":
            # Each may double a list: thirty of them would fill the memory.
            raise _refused(422, "patch.copy", number, "不接受 copy", "no copy; use add")
        try:
            changed = jsonpatch.apply_patch(changed, [operation], in_place=True)
        except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException):
            zh, en = "无法应用", "cannot be applied"
            raise _refused(409, "patch.conflict", number, zh, en) from None
        except (TypeError, KeyError, ValueError, RecursionError):
            zh, en = "无法识别", "cannot be read"
            raise _refused(422, "patch.invalid", number, zh, en) from None
    return changed


def _refused(status: int, code: str, number: int, zh: str, en: str) -> Refusal:
    said = Text(
        f"补丁第 {number + 1} 步：{zh}。", f"Operation {number + 1} of the patch: {en}."
    )
    return Refusal(status, code, said)
