"""Long lists, a page at a time: each page says where the next one begins."""

from typing import Annotated, Any, Generic, TypeVar

import sqlalchemy as sa
from fastapi import Query
from pydantic import BaseModel
from sqlalchemy.orm import InstrumentedAttribute, Session

Item = TypeVar("Item")

After = Annotated[
    str | None,
    Query(
        max_length=64,
        description="上一页的 next / `next` of the page before",
        pattern=r"^[a-z0-9_]+$",
    ),
]
Limit = Annotated[int, Query(ge=1, le=200, description="每页条数 / items a page")]


class Page(BaseModel, Generic[Item]):
    """One page, newest first.

    Attributes:
        next: send it as `after` to get the next page; None = this is the last.
    """

    items: list[Item]
    next: str | None = None


def newest_first(
    session: Session,
    asked: sa.Select[Any],
    id_column: InstrumentedAttribute[str],
    after: str | None,
    limit: int,
) -> tuple[list[Any], str | None]:
    """Return the rows of a page, and where the next begins; ids sort by time."""
    if after is not None:
        asked = asked.where(id_column < after)
    asked = asked.order_by(id_column.desc()).limit(limit + 1)
    rows = list(session.execute(asked).scalars())
    more = len(rows) > limit
    return rows[:limit], rows[limit - 1].id if more else None
