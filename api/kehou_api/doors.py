"""What every route stands on: the database, who asks, and what they may do."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from kehou_api.db.engine import Database
from kehou_api.jobs.engine import Queue
from kehou_api.limits import READS, Limits
from kehou_api.people.acting import Acting
from kehou_api.people.keys import holder_of
from kehou_api.people.roles import RIGHTS, ROLE_WORDS
from kehou_api.people.sessions import COOKIE, person_with
from kehou_api.problems import ProblemDocument, Refusal
from kehou_api.settings import ServiceSettings
from kehou_solver.domain.base import Text

T = TypeVar("T")


# Coroutines: what is no coroutine is handed to a thread, and that takes longer.
async def settings_of(request: Request) -> ServiceSettings:
    """Return the settings of the app."""
    settings: ServiceSettings = request.app.state.settings
    return settings


async def database_of(request: Request) -> Database:
    """Return the database of the app."""
    database: Database = request.app.state.database
    return database


async def limits_of(request: Request) -> Limits:
    """Return the limits of the app."""
    limits: Limits = request.app.state.limits
    return limits


async def queue_of(request: Request) -> Queue:
    """Return the queue of the app."""
    queue: Queue = request.app.state.queue
    return queue


async def _place(request: Request) -> AsyncIterator[None]:
    """Take one of the places at the database.

    Whoever waits for one holds no thread and no connection. Were connections waited
    for instead, those who wait could hold all threads, and those who have one need a
    thread to give it back.
    """
    places: asyncio.Semaphore = request.app.state.places
    async with places:
        yield


Place = Annotated[None, Depends(_place, scope="function")]


async def _reading(
    database: Annotated[Database, Depends(database_of)], place: Place
) -> AsyncIterator[Session]:
    session = database.reader()
    try:
        yield session
    finally:
        await aside(database, session.close)


def _writing(
    database: Annotated[Database, Depends(database_of)], place: Place
) -> Iterator[Session]:
    with database.writing() as session:
        yield session


# One request is one transaction; it is committed before the answer leaves.
Reading = Annotated[Session, Depends(_reading, scope="function")]
Writing = Annotated[Session, Depends(_writing, scope="function")]
JobQueue = Annotated[Queue, Depends(queue_of)]
ServiceSet = Annotated[ServiceSettings, Depends(settings_of)]

_bearer = HTTPBearer(auto_error=False, description="kh_… : kehou keys make")


async def aside(database: Database, work: Callable[[], T]) -> T:
    """Do a short read in a thread; from the embedded database at once.

    A server may keep us waiting, and nobody else must wait for that. A file does not:
    there the way to a thread and back takes longer than the read itself.
    """
    return work() if database.embedded else await run_in_threadpool(work)


class May:
    """A dependency: whoever asks has this right, and this is who they are."""

    def __init__(self, right: str) -> None:
        if right not in RIGHTS:
            raise KeyError(right)
        self.right = right

    async def __call__(
        self,
        request: Request,
        database: Annotated[Database, Depends(database_of)],
        session: Reading,
        sent: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    ) -> Acting:
        """Return who asks: the holder of a key, or a person who has logged in.

        Raises:
            Refusal: 401 if nobody known asks, 403 if their role has not the right, or
                a page of another site may have sent the request.
        """
        cookie = request.cookies.get(COOKIE)

        def known() -> Acting | None:
            if sent is not None:
                who = holder_of(session, sent.credentials)
            else:
                who = person_with(session, cookie) if cookie else None
            if request.method not in READS:
                # Rows are written through another connection; one at a time is held.
                session.close()
            return who

        who = await aside(database, known)
        if who is None:
            raise _nobody()
        request.state.asker = who.id  # for the line that is logged
        if sent is None and request.method not in READS and not _own_page(request):
            raise Refusal(
                403,
                "rights.page",
                Text(
                    "以 Cookie 登录时，修改请求须带 X-Kehou 头。",
                    "With a cookie, a request that changes needs a header X-Kehou.",
                ),
            )
        limits: Limits = request.app.state.limits
        limits.spend(who, request.method)
        if not who.may(self.right):
            role = ROLE_WORDS[who.role]
            raise Refusal(
                403,
                "rights.role",
                Text(
                    f"“{role.zh}”没有这项权限（{self.right}）。",
                    f"The role of {role.en} has no right to {self.right}.",
                ),
            )
        return who


def _own_page(request: Request) -> bool:
    """Say whether the request cannot come from a page of another site."""
    return "x-kehou" in request.headers


def _nobody() -> Refusal:
    return Refusal(
        401,
        "rights.key",
        Text(
            "请在 Authorization 头中给出有效的密钥：Bearer kh_…",
            "Send a valid key in the Authorization header: Bearer kh_…",
        ),
        headers={"WWW-Authenticate": "Bearer"},
    )


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how these refusals look, for the description of a route."""
    content = {"application/problem+json": {"schema": _SCHEMA}}
    return {
        status: {"description": _WORDS[status], "content": content}
        for status in statuses
    }


_SCHEMA = {"$ref": f"#/components/schemas/{ProblemDocument.__name__}"}
_WORDS = {
    400: "无法识别 / cannot be read",
    401: "没有有效的密钥 / no valid key",
    403: "没有权限 / no right",
    404: "没有，或不属于您 / not there, or not yours",
    409: "现在不行 / not now",
    410: "已经结束 / over",
    412: "已被别人改过 / changed by somebody else",
    413: "太大 / too large",
    415: "类型不对 / of another type",
    422: "数据有问题 / the data is wrong",
    428: "需要 If-Match / If-Match is needed",
    429: "太频繁 / too often",
}
