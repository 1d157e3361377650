"""`/v1/instances`: what is to be solved."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from kehou_api.bodies import json_of
from kehou_api.db.content import unpacked
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.doors import May, Reading, Writing, refusals
from kehou_api.instances import service, store
from kehou_api.instances.schemas import Checked, InstanceHead, Operation
from kehou_api.links import leads, to_instance
from kehou_api.owning import Owner, owner_for
from kehou_api.pages import After, Limit, Page
from kehou_api.people.acting import Acting
from kehou_api.people.hidden import without_hardship
from kehou_api.problems import Refusal, unknown
from kehou_api.repeats import Answer, IdempotencyKey, once
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1/instances", tags=["instances"])

WHAT = Text("实例", "instance")


async def the_instance(request: Request) -> Any:
    """Return the body as plain JSON values."""
    return await json_of(request)


INSTANCE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "description": "kehou-instance/1: kehou schema instance",
                }
            }
        },
    }
}


@router.post(
    "",
    status_code=202,
    openapi_extra=INSTANCE_BODY,
    responses={
        200: {"model": Checked, "description": "只检查，未保存 / checked, not stored"},
        **leads(202, to_instance("$response.body#/id")),
        **refusals(400, 401, 403, 404, 413, 415, 422, 429),
    },
)
def store_instance(
    session: Writing,
    who: Annotated[Acting, Depends(May("instances.write"))],
    document: Annotated[Any, Depends(the_instance)],
    response: Response,
    operation: Annotated[Operation, Query()] = "STORE",
    owner: Owner = None,
    idempotency_key: IdempotencyKey = None,
) -> Checked:
    """Check an instance and store it; `operation=NONE` stores nothing.

    What is wrong is answered with 422 when it should be stored, and as a list when it
    should only be checked: then that list is what was asked for.
    """
    if operation == "NONE":
        response.status_code = 200
        return _dry_run(document)
    # Reading takes seconds for a big school: before the transaction, not in it.
    read = service.read(document)
    checked = service.checked(read)
    owner_id = owner_for(session, who, owner)

    def do() -> Answer:
        row = service.keep(session, who.id, owner_id, read.packed)
        stored = checked.model_copy(update={"id": row.id})
        return Answer(stored.model_dump(), f"/v1/instances/{row.id}")

    answer = once(session, who, idempotency_key, [document, owner_id], do)
    if answer.location:
        response.headers["Location"] = answer.location
    return Checked.model_validate(answer.body)


def _dry_run(document: Any) -> Checked:
    try:
        return service.checked(service.read(document))
    except Refusal as refusal:
        return service.not_valid(refusal)


@router.get(
    "",
    responses={
        **leads(200, to_instance("$response.body#/items/0/id")),
        **refusals(401, 403, 422, 429),
    },
)
def list_instances(
    session: Reading,
    who: Annotated[Acting, Depends(May("instances.read"))],
    after: After = None,
    limit: Limit = 50,
) -> Page[InstanceHead]:
    """List instances, newest first."""
    rows, following = store.page(session, who, after, limit)
    return Page(items=[head_of(row) for row in rows], next=following)


@router.get("/{instance_id}", responses=refusals(401, 403, 404, 422, 429))
def read_instance_head(
    session: Reading,
    who: Annotated[Acting, Depends(May("instances.read"))],
    instance_id: str,
) -> InstanceHead:
    """Say what an instance is."""
    row = store.theirs(session, who, instance_id)
    if row is None:
        raise unknown(WHAT)
    return head_of(row)


@router.get("/{instance_id}/content", responses=refusals(401, 403, 404, 422, 429))
def read_instance_content(
    session: Reading,
    who: Annotated[Acting, Depends(May("instances.read"))],
    instance_id: str,
) -> dict[str, Any]:
    """Return an instance as it was sent; hardship only for roles that need it."""
    row = store.theirs(session, who, instance_id, whole=True)
    if row is None:
        raise unknown(WHAT)
    document: dict[str, Any] = json.loads(unpacked(row.content))
    return document if who.sees_hardship else without_hardship(document)


def head_of(row: InstanceRow) -> InstanceHead:
    """Return what is said of a row."""
    return InstanceHead(
        id=row.id,
        owner=row.owner_id,
        name=row.name,
        title=row.title,
        week_of=row.week_of,
        sha256=row.sha256,
        sizes=row.sizes,
        created_at=row.created_at,
    )
