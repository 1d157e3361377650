"""Whose the thing is that somebody makes."""

from typing import Annotated

from fastapi import Query
from sqlalchemy.orm import Session

from kehou_api.people.acting import Acting, owns
from kehou_api.problems import Refusal, unknown
from kehou_solver.domain.base import Text

Owner = Annotated[
    str | None,
    Query(
        max_length=32,
        description="归属单位，默认自己的 / whose it is; default: your own",
    ),
]


def owner_for(session: Session, who: Acting, asked: str | None) -> str:
    """Return the owner of what somebody makes: the one asked for, or their own.

    Raises:
        Refusal: if it is not theirs to make things for.
    """
    if asked is None:
        if who.owner_id is None:
            raise Refusal(
                422,
                "owner.missing",
                Text("请用 owner 指定单位。", "Say whose it is, with `owner`."),
            )
        return who.owner_id
    if not owns(session, who, asked):
        raise unknown(Text("单位", "owner"))
    return asked
