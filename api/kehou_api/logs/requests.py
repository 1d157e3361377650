"""One line for each request, and one id for all lines that it causes."""

import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from kehou_api.ids import new_id
from kehou_api.logs.lines import logger

HEADER = b"x-request-id"
HARMLESS = re.compile(rb"[A-Za-z0-9._-]{1,64}")

QUIET = frozenset({"/health", "/ready", "/metrics"})
"""Asked every few seconds by machines that watch: their lines would hide the others."""

GONE = 499
"""Status of a request whose sender left before there was an answer."""

log = logger("requests")


class Logged:
    """Writes the line when the answer is out; its id is the sender's, or made here.

    The route is its template and there is no query: ids and searches stay out of lines.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, request = time.perf_counter(), GONE, _id_of(scope)

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, request.encode())]
            await send(message)

        with bound_contextvars(request=request):
            try:
                await self._app(scope, receive, with_id)
            finally:
                route = getattr(scope.get("route"), "path", "-")
                say = log.debug if route in QUIET else log.info
                say(
                    "request",
                    method=scope["method"],
                    route=route,
                    status=status,
                    milliseconds=round(1000 * (time.perf_counter() - began), 1),
                    asker=scope.get("state", {}).get("asker"),
                )


def _id_of(scope: Scope) -> str:
    sent = next((value for name, value in scope["headers"] if name == HEADER), b"")
    return sent.decode() if HARMLESS.fullmatch(sent) else new_id("rq")
