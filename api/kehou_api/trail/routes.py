"""`/v1/trail`: who did what, and whether the chain is whole."""

from datetime import datetime
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from kehou_api.db.tables.trail import TrailRow
from kehou_api.doors import May, Reading, refusals
from kehou_api.people.acting import Acting, owned_by
from kehou_api.trail.chain import first_fault

router = APIRouter(prefix="/v1/trail", tags=["trail"])

Reader = Annotated[Acting, Depends(May("trail.read"))]


class Deed(BaseModel):
    """One line of the trail."""

    number: int
    at: datetime
    owner: str | None
    actor: str
    deed: str
    subject: str
    detail: dict[str, Any]
    before: str
    sha256: str


class Deeds(BaseModel):
    """A page of the trail, newest first; `next` is to be sent as `before`."""

    items: list[Deed]
    next: int | None


class Checked(BaseModel):
    """Whether every line holds the hash of the one before.

    Attributes:
        first_fault: number of the first line altered, added or lost; None = none.
    """

    lines: int
    whole: bool
    first_fault: int | None


@router.get("", responses=refusals(401, 403, 422, 429))
def read_trail(
    session: Reading,
    who: Reader,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Deeds:
    """Read the trail: all of it for the keeper, what concerns their own for others."""
    asked = sa.select(TrailRow).order_by(TrailRow.number.desc()).limit(limit + 1)
    if who.owner_id is not None:
        asked = asked.where(owned_by(who, TrailRow.owner_id))
    if before is not None:
        asked = asked.where(TrailRow.number < before)
    rows = list(session.execute(asked).scalars())
    shown = rows[:limit]
    return Deeds(
        items=[
            Deed(
                number=row.number,
                at=row.at,
                owner=row.owner_id,
                actor=row.actor,
                deed=row.deed,
                subject=row.subject,
                detail=row.detail,
                before=row.before,
                sha256=row.sha256,
            )
            for row in shown
        ],
        next=shown[-1].number if len(rows) > limit else None,
    )


@router.get("/check", responses=refusals(401, 403, 429))
def check_trail(session: Reading, who: Reader) -> Checked:
    """Check the whole chain; anybody who may read it may check all of it."""
    asked = sa.select(TrailRow).order_by(TrailRow.number)
    lines = 0

    def counted() -> Any:
        nonlocal lines
        for row in session.execute(asked.execution_options(yield_per=500)).scalars():
            lines += 1
            yield row

    fault = first_fault(counted())
    return Checked(lines=lines, whole=fault is None, first_fault=fault)
