"""`/v1/self`, `/v1/owners` and `/v1/keys`: who there is, and what opens what."""

from typing import Annotated

from fastapi import APIRouter, Depends

from kehou_api.db.base import now
from kehou_api.db.tables.key import KeyRow
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.doors import May, Reading, Writing, refusals
from kehou_api.ids import new_id
from kehou_api.links import leads, link
from kehou_api.pages import After, Limit, Page
from kehou_api.people import store
from kehou_api.people.acting import Acting, may_act_for
from kehou_api.people.keys import make_key
from kehou_api.people.roles import RIGHTS, ROLE_WORDS, Role
from kehou_api.people.schemas import (
    KeyMade,
    KeySaid,
    NewKey,
    NewOwner,
    OwnerSaid,
    SelfSaid,
)
from kehou_api.problems import Refusal, unknown
from kehou_api.trail.chain import record
from kehou_solver.domain.base import Text

router = APIRouter(prefix="/v1", tags=["people"])

OWNER, KEY = Text("单位", "owner"), Text("密钥", "key")


@router.get("/self", responses=refusals(401, 403, 429))
def who_am_i(who: Annotated[Acting, Depends(May("self.read"))]) -> SelfSaid:
    """Say who asks."""
    words = ROLE_WORDS[who.role]
    return SelfSaid(
        id=who.id,
        role=who.role,
        role_zh=words.zh,
        role_en=words.en,
        owner=who.owner_id,
        vendor=who.vendor,
        rights=sorted(right for right, roles in RIGHTS.items() if who.role in roles),
    )


@router.post(
    "/owners", status_code=201, responses=refusals(400, 401, 403, 409, 413, 422, 429)
)
def make_owner(
    session: Writing,
    who: Annotated[Acting, Depends(May("owners.write"))],
    asked: NewOwner,
) -> OwnerSaid:
    """Make a district, or a school of one."""
    if store.owner_with(session, asked.code) is not None:
        raise Refusal(
            409,
            "owner.code",
            Text("这个代码已被使用；请换一个。", "That code is taken; choose another."),
        )
    if asked.parent is not None:
        parent = session.get(OwnerRow, asked.parent)
        if parent is None or parent.kind != "district":
            said = Text("parent 不是一个区。", "parent is no district.")
            raise Refusal(422, "owner.parent", said)
    row = OwnerRow(
        id=new_id("ow"),
        kind=asked.kind,
        parent_id=asked.parent,
        code=asked.code,
        title=asked.title,
        created_at=now(),
    )
    session.add(row)
    session.flush()
    record(
        session,
        owner_id=row.id,
        actor=who.id,
        deed="owners.make",
        subject=row.id,
        detail={"kind": row.kind, "code": row.code},
    )
    return _owner(row)


@router.get("/owners", responses=refusals(401, 403, 422, 429))
def list_owners(
    session: Reading,
    who: Annotated[Acting, Depends(May("owners.read"))],
    after: After = None,
    limit: Limit = 50,
) -> Page[OwnerSaid]:
    """List districts and schools, newest first."""
    rows, following = store.owners_page(session, who, after, limit)
    return Page(items=[_owner(row) for row in rows], next=following)


REVOKE = link("POST /v1/keys/{key_id}/revoke", key_id="$response.body#/id")


@router.post(
    "/keys",
    status_code=201,
    responses={
        **leads(201, {"revoke": REVOKE}),
        **refusals(400, 401, 403, 404, 413, 422, 429),
    },
)
def make_a_key(
    session: Writing,
    who: Annotated[Acting, Depends(May("keys.write"))],
    asked: NewKey,
) -> KeyMade:
    """Make a key; its secret is said this once. A bureau makes keys for its schools."""
    if who.role != Role.KEEPER and asked.role == Role.KEEPER:
        said = Text(
            "只有系统管理员能发管理员密钥。", "Only the keeper makes such keys."
        )
        raise Refusal(403, "rights.role", said)
    if asked.owner is not None and not may_act_for(session, who, asked.owner):
        raise unknown(OWNER)
    row, secret = make_key(
        session,
        name=asked.name,
        role=asked.role,
        owner_id=asked.owner,
        vendor=asked.vendor,
    )
    _note(session, who, row, "keys.make")
    return KeyMade(**_key(row).model_dump(), secret=secret)


@router.get("/keys", responses=refusals(401, 403, 422, 429))
def list_keys(
    session: Reading,
    who: Annotated[Acting, Depends(May("keys.read"))],
    after: After = None,
    limit: Limit = 50,
) -> Page[KeySaid]:
    """List keys, newest first; nobody can read their secrets."""
    rows, following = store.keys_page(session, who, after, limit)
    return Page(items=[_key(row) for row in rows], next=following)


@router.post("/keys/{key_id}/revoke", responses=refusals(401, 403, 404, 409, 422, 429))
def revoke_key(
    session: Writing,
    who: Annotated[Acting, Depends(May("keys.write"))],
    key_id: str,
) -> KeySaid:
    """Revoke a key for good; the last one of the keeper stays."""
    row = store.key_of(session, who, key_id)
    if row is None:
        raise unknown(KEY)
    if row.revoked_at is None:
        if list(store.keepers_left(session)) == [row.id]:
            raise Refusal(
                409,
                "keys.last",
                Text(
                    "这是最后一把管理员密钥；请先发一把新的。",
                    "It is the keeper's last key; make another one first.",
                ),
            )
        row.revoked_at = now()
        session.flush()
        _note(session, who, row, "keys.revoke")
    return _key(row)


def _note(session: Writing, who: Acting, row: KeyRow, deed: str) -> None:
    record(
        session,
        owner_id=row.owner_id,
        actor=who.id,
        deed=deed,
        subject=row.id,
        detail={"role": row.role, "name": row.name},
    )


def _owner(row: OwnerRow) -> OwnerSaid:
    return OwnerSaid(
        id=row.id,
        kind=row.kind,
        code=row.code,
        title=row.title,
        parent=row.parent_id,
        created_at=row.created_at,
    )


def _key(row: KeyRow) -> KeySaid:
    return KeySaid(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        owner=row.owner_id,
        vendor=row.vendor,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
