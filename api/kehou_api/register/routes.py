"""`/v1/register`: records kept from week to week, and the weeks made of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sqlalchemy.orm import Session

from kehou_api.bodies import json_of
from kehou_api.db.content import unpacked
from kehou_api.db.engine import Database
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.record import RecordRow
from kehou_api.doors import May, Reading, Writing, database_of, refusals
from kehou_api.instances import service as instance_service
from kehou_api.instances import store as instance_store
from kehou_api.instances.schemas import Checked, Operation
from kehou_api.matching import IfMatch, etag_of, insist_on_match
from kehou_api.owning import Owner, owner_for
from kehou_api.pages import Limit
from kehou_api.people.acting import Acting
from kehou_api.people.hidden import pupil_without_hardship
from kehou_api.problems import Refusal, unknown
from kehou_api.register import assembling, keeping, store
from kehou_api.register.kinds import KINDS, Kind
from kehou_api.register.schemas import (
    AssembleRequest,
    Copied,
    CopyRequest,
    DaySaid,
    KindSaid,
    RecordPage,
    RecordSaid,
    WeekSaid,
)
from kehou_instances.terms import days_in, parity_of, weeks_of
from kehou_solver.domain.base import Text
from kehou_solver.domain.reading import read_instance

router = APIRouter(prefix="/v1/register", tags=["register"])

WHAT, INSTANCE = Text("登记项", "record"), Text("实例", "instance")
CHANGED = Text("已被别人改过或删去；请重新读取。", "Changed or removed; read it again.")

Reader = Annotated[Acting, Depends(May("register.read"))]
Writer = Annotated[Acting, Depends(May("register.write"))]

Code = Annotated[str, Path(min_length=1, max_length=64)]
AfterCode = Annotated[
    str | None,
    Query(max_length=64, description="上一页的 next / `next` of the page before"),
]

REFUSED = refusals(401, 403, 404, 422, 429)
CHANGING = refusals(400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429)

RECORD_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "description": "an item as in kehou-instance/1, a term or a frame",
                }
            }
        },
    }
}


async def the_content(request: Request) -> Any:
    """Return the body as plain JSON values."""
    return await json_of(request)


@router.get("", responses=REFUSED)
def list_kinds(session: Reading, who: Reader, owner: Owner = None) -> list[KindSaid]:
    """Say what an owner has in the register."""
    counts = store.counts(session, who, owner_for(session, who, owner))
    return [
        KindSaid(
            kind=kind,
            title_zh=kept.title.zh,
            title_en=kept.title.en,
            records=counts.get(kind, 0),
        )
        for kind, kept in KINDS.items()
    ]


@router.get("/{kind}", responses=REFUSED)
def list_records(
    session: Reading,
    who: Reader,
    kind: Kind,
    owner: Owner = None,
    after: AfterCode = None,
    limit: Limit = 50,
) -> RecordPage:
    """List records in the order of their codes; a vendor sees its own people."""
    owner_id = owner_for(session, who, owner)
    rows, following = store.page(session, who, owner_id, kind, after, limit)
    return RecordPage(items=[_said(who, row) for row in rows], next=following)


@router.get("/{kind}/{code}", responses=REFUSED)
def read_record(
    session: Reading,
    who: Reader,
    kind: Kind,
    code: Code,
    response: Response,
    owner: Owner = None,
) -> RecordSaid:
    """Read a record."""
    owner_id = owner_for(session, who, owner)
    row = store.theirs(session, who, owner_id, kind, code)
    if row is None:
        raise unknown(WHAT)
    response.headers["ETag"] = etag_of(row.version)
    return _said(who, row)


@router.put(
    "/{kind}/{code}",
    openapi_extra=RECORD_BODY,
    responses={201: {"model": RecordSaid}, **CHANGING},
)
def put_record(
    session: Writing,
    who: Writer,
    kind: Kind,
    code: Code,
    content: Annotated[Any, Depends(the_content)],
    response: Response,
    owner: Owner = None,
    if_match: IfMatch = None,
) -> RecordSaid:
    """Make a record, or change it: then `If-Match` says what was read before."""
    its = _owner(session, who, owner)
    keeping.insist_on_keeper(who, its, kind)
    row = store.theirs(session, who, its.id, kind, code, change=True)
    if row is not None or if_match is not None:
        insist_on_match(if_match, row.version if row else None, CHANGED)
    item = keeping.read(kind, code, content)
    response.status_code = 201 if row is None else 200
    row = keeping.put(session, who, its.id, kind, item, row)
    response.headers["ETag"] = etag_of(row.version)
    return _said(who, row)


@router.delete("/{kind}/{code}", status_code=204, responses=CHANGING)
def remove_record(
    session: Writing,
    who: Writer,
    kind: Kind,
    code: Code,
    owner: Owner = None,
    if_match: IfMatch = None,
) -> None:
    """Remove a record; instances made of it before keep their own copy."""
    its = _owner(session, who, owner)
    keeping.insist_on_keeper(who, its, kind)
    row = store.theirs(session, who, its.id, kind, code, change=True)
    if row is None:
        raise unknown(WHAT)
    insist_on_match(if_match, row.version, CHANGED)
    keeping.remove(session, who, row)


@router.post("/copies", responses=CHANGING)
def copy_instance(
    database: Annotated[Database, Depends(database_of)],
    who: Writer,
    asked: CopyRequest,
    owner: Owner = None,
) -> Copied:
    """Take over the items of a stored instance, such as one read from a workbook."""
    with database.reading() as session:
        stored = instance_store.theirs(session, who, asked.instance, whole=True)
        if stored is None:
            raise unknown(INSTANCE)
        content, source = unpacked(stored.content), stored.id
        owner_id = owner or stored.owner_id
    # Reading takes seconds for a big school: between transactions, not in one.
    instance = read_instance(content)
    with database.writing() as session:
        its = _owner(session, who, owner_id)
        return keeping.copy(session, who, its, instance, source)


@router.post(
    "/assembled",
    status_code=202,
    responses={
        200: {"model": Checked, "description": "只检查，未保存 / checked, not stored"},
        **refusals(400, 401, 403, 404, 413, 422, 429),
    },
)
def assemble(
    database: Annotated[Database, Depends(database_of)],
    who: Writer,
    asked: AssembleRequest,
    response: Response,
    operation: Annotated[Operation, Query()] = "STORE",
    owner: Owner = None,
) -> Checked:
    """Make the instance of a week of all that is in the register, and store it.

    Issues point to records: `/adults/t-017/papers/0`. With a term, holidays are taken
    out of the week and make-up days follow the weekday the calendar says.
    """
    with database.reading() as session:
        its = _owner(session, who, owner)
        rows, term = assembling.gathered(session, its, asked)
    if operation == "NONE":
        response.status_code = 200
    try:
        read = assembling.assembled(rows, term, asked, its.code)
    except Refusal as refusal:
        if operation == "NONE" and refusal.issues:
            return instance_service.not_valid(refusal)
        raise
    checked = instance_service.checked(read)
    if operation == "NONE":
        return checked
    with database.writing() as session:
        kept = instance_service.keep(session, who.id, its.id, read.packed).id
    response.headers["Location"] = f"/v1/instances/{kept}"
    return checked.model_copy(update={"id": kept})


@router.get("/terms/{term}/weeks", responses=REFUSED)
def list_weeks(
    session: Reading, who: Reader, term: Code, owner: Owner = None
) -> list[WeekSaid]:
    """List the weeks of a term with their days of service."""
    its = _owner(session, who, owner)
    named = assembling.term_of(session, its, term)
    return [
        WeekSaid(
            number=number,
            week_of=monday,
            parity=parity_of(named, monday),
            days=[
                DaySaid(date=day.date, weekday=day.weekday, follows=day.follows)
                for day in days_in(named, monday)
            ],
        )
        for number, monday in enumerate(weeks_of(named), 1)
    ]


def _owner(session: Session, who: Acting, asked: str | None) -> OwnerRow:
    return session.get_one(OwnerRow, owner_for(session, who, asked))


def _said(who: Acting, row: RecordRow) -> RecordSaid:
    content = row.content
    if row.kind == Kind.PUPILS and not who.sees_hardship:
        content = pupil_without_hardship(content)
    return RecordSaid(
        kind=Kind(row.kind),
        code=row.code,
        owner=row.owner_id,
        content=content,
        version=row.version,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
