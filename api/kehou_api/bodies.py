"""Reads bodies: unzips them within a limit, and says what they should be."""

import zlib
from typing import Any

from fastapi import HTTPException, Request
from pydantic_core import from_json
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kehou_api.doors import settings_of
from kehou_api.problems import Refusal
from kehou_solver.domain.base import Text

MIB = 1024 * 1024


class MostBody:
    """Ends bodies that are too large, whoever reads them.

    Small ones are read by the framework, whole, before anybody is asked who they are.
    A little more than the limit comes through: who counts, after unzipping, says more.
    """

    def __init__(self, app: ASGIApp, most_mib: int) -> None:
        self._app, self._most = app, (most_mib + 1) * MIB

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


async def json_of(request: Request) -> Any:
    """Return the JSON of a request's body.

    Raises:
        Refusal: 413 too large (also after unzipping), 415 no JSON by its type, 400 not
            JSON at all.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise Refusal(
            415,
            "body.type",
            Text("请求体应是 application/json。", "The body must be application/json."),
        )
    body = await _body(request, settings_of(request).most_body_mib * MIB)
    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise Refusal(
            400,
            "body.json",
            Text(f"请求体不是 JSON：{error}", f"The body is not JSON: {error}"),
        ) from None


async def _body(request: Request, most: int) -> bytes:
    """Return the body, unzipped; never more of it in memory than may be."""
    coding = request.headers.get("content-encoding", "identity").lower()
    if coding not in ("identity", "gzip"):
        raise Refusal(
            415,
            "body.encoding",
            Text(
                "Content-Encoding 只支持 gzip。",
                "Only gzip is read as Content-Encoding.",
            ),
        )
    unzip = zlib.decompressobj(31) if coding == "gzip" else None
    parts, size = [], 0
    async for part in request.stream():
        plain = _unzipped(unzip, part, most + 1 - size) if unzip else part
        size += len(plain)
        if size > most:
            raise _too_large(most)
        parts.append(plain)
    if unzip is not None and not unzip.eof:
        raise _no_gzip("ends too early")
    return b"".join(parts)


def _unzipped(unzip: "zlib._Decompress", part: bytes, most: int) -> bytes:
    try:
        return unzip.decompress(part, most)
    except zlib.error as error:
        raise _no_gzip(str(error)) from None


def _no_gzip(why: str) -> Refusal:
    said = Text("请求体不是有效的 gzip。", f"The body is no valid gzip: {why}.")
    return Refusal(400, "body.gzip", said)


def _too_large(most: int) -> Refusal:
    mib = most // MIB
    return Refusal(
        413,
        "body.size",
        Text(
            f"请求体（解压后）超过 {mib} MiB。",
            f"The body is larger than {mib} MiB, after unzipping.",
        ),
    )
