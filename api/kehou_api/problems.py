"""Turns everything that goes wrong into problem documents (RFC 9457), in one place."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kehou_api.logs.lines import logger
from kehou_solver.domain.base import Text
from kehou_solver.errors import DefectError, InputError, Problem

MEDIA_TYPE = "application/problem+json"
MOST_SEEN = 80

log = logger("problems")


class Issue(BaseModel):
    """One thing wrong with what was sent.

    Attributes:
        pointer: where: a JSON pointer into the body, or a parameter.
        seen: what stands there, shortened.
        zh, en: what should stand there, and a way out.
        clause: the clause that needs it, or "".
    """

    pointer: str
    seen: str
    zh: str
    en: str
    clause: str = ""


class ProblemDocument(BaseModel):
    """What every refusal looks like (RFC 9457); programs read `code`."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="中文 / the same in Chinese")
    detail_en: str
    code: str
    issues: list[Issue] = Field(default_factory=list)


class Refusal(Exception):
    """A request is refused; the sender can mend it or wait."""

    def __init__(
        self,
        status: int,
        code: str,
        said: Text,
        issues: Sequence[Issue] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(said.en)
        self.status, self.code, self.said = status, code, said
        self.issues, self.headers = tuple(issues), headers


def unknown(what: Text) -> Refusal:
    """Return the refusal for what is not there, or is somebody else's: the same."""
    said = Text(
        f"没有这个{what.zh}，或它不属于您的单位；请核对编号。",
        f"No such {what.en}, or it is not yours; check the id.",
    )
    return Refusal(404, "unknown", said)


def issue_of(problem: Problem, prefix: str = "") -> Issue:
    """Return a problem of the core as an issue; `prefix` is where its document is."""
    where = problem.where
    pointer = prefix + where if where.startswith("/") else where
    return Issue(
        pointer=pointer,
        seen=problem.seen,
        zh=problem.expected_zh,
        en=problem.expected_en,
        clause=problem.clause,
    )


def input_refusal(error: InputError, prefix: str = "") -> Refusal:
    """Return the refusal for data that is wrong, with every problem of it."""
    count = len(error.problems)
    said = Text(f"数据有 {count} 处问题。", f"The data has {count} problem(s).")
    issues = [issue_of(problem, prefix) for problem in error.problems]
    return Refusal(422, error.code, said, issues)


def malformed(details: Sequence[Any], *place: str) -> Refusal:
    """Return the refusal for a request that has not the form it should have.

    Args:
        details: what pydantic says of it.
        place: where what it speaks of stands, such as "body", "events".
    """
    issues = [_issue(detail, *place, *detail["loc"]) for detail in details]
    count = len(issues)
    said = Text(f"请求有 {count} 处问题。", f"The request has {count} problem(s).")
    return Refusal(422, "request.invalid", said, issues)


def install(app: FastAPI) -> None:
    """Have every error we expect answered as a problem document."""

    @app.exception_handler(Refusal)
    def refused(_: Request, refusal: Refusal) -> JSONResponse:
        return _answer(refusal)

    @app.exception_handler(InputError)
    def bad_input(_: Request, error: InputError) -> JSONResponse:
        return _answer(input_refusal(error))

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return _answer(malformed(error.errors()))

    @app.exception_handler(HTTPException)
    def http(_: Request, error: HTTPException) -> JSONResponse:
        said = _HTTP.get(error.status_code, Text("请求被拒绝。", "Request refused."))
        code = f"http.{error.status_code}"
        headers = dict(error.headers) if error.headers else None
        return _answer(Refusal(error.status_code, code, said, headers=headers))

    @app.exception_handler(IntegrityError)
    def collision(_: Request, _error: IntegrityError) -> JSONResponse:
        said = Text(
            "同时有另一个相同的请求；请再试一次。",
            "Another request did the same at the same time; try again.",
        )
        return _answer(Refusal(409, "request.collision", said))

    @app.exception_handler(DataError)
    def unstorable(_: Request, _error: DataError) -> JSONResponse:
        said = Text(
            "编号或文字中有数据库不能处理的字符（如 NUL）；请删去。",
            "An id or a text has characters the database refuses, such as NUL; "
            "take them out.",
        )
        return _answer(Refusal(422, "request.characters", said))

    @app.exception_handler(OperationalError)
    def away(_: Request, error: OperationalError) -> JSONResponse:
        log.warning("database away", exc_info=error)
        said = Text(
            "数据库暂时不可用；请稍后再试。", "The database is away; try later."
        )
        headers = {"Retry-After": "5"}
        return _answer(Refusal(503, "database.away", said, headers=headers))


class Defects:
    """Answers errors that nobody expected.

    Starlette's own place for them lies outside all other middleware: such answers would
    have no safe headers and no id, and the server would log each error once more.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except ClientDisconnect:
            return  # nobody is there to be answered
        except Exception as error:
            code = error.code if isinstance(error, DefectError) else "defect.unexpected"
            log.error("defect", code=code, exc_info=error)
            if begun or scope["type"] != "http":
                raise
            await _answer(Refusal(500, code, _DEFECT))(scope, receive, send)


_DEFECT = Text(
    "程序自身出错，不是数据的问题；已记入日志。",
    "This is our own mistake, not your data's; it has been logged.",
)


_HTTP = {
    400: Text("请求无法识别。", "The request cannot be read."),
    404: Text("没有这个地址。", "There is no such address."),
    405: Text("这个地址不支持该方法。", "That method is not allowed here."),
    413: Text("请求体太大。", "The body is too large."),
}


def _issue(detail: Any, place: str = "body", *path: str | int) -> Issue:
    inside = "".join(f"/{part}" for part in path)
    pointer = inside or "/" if place == "body" else f"{place}{inside}"
    return Issue(
        pointer=pointer,
        seen=repr(detail.get("input"))[:MOST_SEEN],
        zh=f"不符合要求（{detail['type']}）；请对照接口说明",
        en=f"{detail['msg']}; see the API description",
    )


def _answer(refusal: Refusal) -> JSONResponse:
    document = ProblemDocument(
        title=refusal.said.en,
        status=refusal.status,
        detail=refusal.said.zh,
        detail_en=refusal.said.en,
        code=refusal.code,
        issues=list(refusal.issues),
    )
    return JSONResponse(
        document.model_dump(),
        refusal.status,
        media_type=MEDIA_TYPE,
        headers=refusal.headers,
    )
