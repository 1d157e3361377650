"""A request sent twice under one `Idempotency-Key` is done once."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Header
from sqlalchemy.orm import Session

from kehou_api.db.tables.request import RequestRow
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal
from kehou_solver.domain.base import Text

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=200,
        description="同一编号只执行一次 / done once for the same key",
    ),
]


@dataclass(frozen=True)
class Answer:
    """What was answered.

    Attributes:
        body: of the answer.
        location: of what was made.
        status: of HTTP.
    """

    body: dict[str, Any]
    location: str | None = None
    status: int = 202


def once(
    session: Session,
    who: Acting,
    key: str | None,
    asked: Any,
    do: Callable[[], Answer],
) -> Answer:
    """Do something, unless it was done under the same key: then say so again.

    Args:
        session: of the transaction that does it.
        who: keys of one asker mean nothing to another.
        key: the `Idempotency-Key`; None = do it.
        asked: all that was asked, as JSON can say it.
        do: does it.

    Raises:
        Refusal: 422 if something else was asked under the key.
    """
    if key is None:
        return do()
    plain = json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()
    sha256 = hashlib.sha256(plain).hexdigest()
    row = session.get(RequestRow, (who.id, key))
    if row is None:
        answer = do()
        session.add(
            RequestRow(
                asker=who.id,
                idempotency_key=key,
                sha256=sha256,
                status=answer.status,
                location=answer.location,
                body=answer.body,
            )
        )
        session.flush()
        return answer
    if row.sha256 != sha256:
        raise Refusal(
            422,
            "request.idempotency_key",
            Text(
                "这个 Idempotency-Key 已用于另一请求；请换一个。",
                "That Idempotency-Key was used for another request; choose a new one.",
            ),
        )
    return Answer(row.body, row.location, row.status)
