"""Ends requests whose body is larger than any may be, whoever reads it."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """Counts what comes in; most routes leave the reading of bodies to the framework.

    What a zipped body unpacks to is counted where it is unzipped: `bodies`.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        """Prepare; `most` is in bytes."""
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
