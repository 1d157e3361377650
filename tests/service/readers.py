"""Clients that only read: so light that what is measured is the service, not they."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

PAUSE = 0.5
"""Mean seconds between two reads of one reader: a page somebody looks at."""

STATUS_OK = b"200"


@dataclass
class Took:
    """What readers saw: the seconds of each read, and how many failed."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0


class Reader:
    """One client with one connection that is kept open.

    Args:
        host: where the service listens.
        port: where the service listens.
        secret: of its key.
    """

    def __init__(self, host: str, port: int, secret: str) -> None:
        self._host, self._port = host, port
        self._head = (
            f" HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {secret}\r\n"
            "Accept-Encoding: gzip\r\n\r\n"
        ).encode()
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def read(
        self, paths: Sequence[str], until: float, chance: random.Random, took: Took
    ) -> None:
        """Read one path after the other until a moment, with pauses of chance.

        Readers begin at different moments and do not keep step, like people.
        """
        await asyncio.sleep(chance.uniform(0, PAUSE))
        turn = 0
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                fine = await self._get(paths[turn % len(paths)])
            except (OSError, asyncio.IncompleteReadError, ValueError):
                fine = False
                self._leave()
            took.seconds.append(time.monotonic() - began)
            took.failed += not fine
            turn += 1
            await asyncio.sleep(chance.uniform(0.5 * PAUSE, 1.5 * PAUSE))
        if self._stream is not None:
            self._stream[1].close()
            await self._stream[1].wait_closed()

    def _leave(self) -> None:
        if self._stream is not None:
            self._stream[1].close()
            self._stream = None

    async def _get(self, path: str) -> bool:
        if self._stream is None:
            self._stream = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._stream
        writer.write(b"GET " + path.encode() + self._head)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.split(b"content-length:")[1].split(b"\r\n")[0]
        await reader.readexactly(int(length))
        return head.split(b" ", 2)[1] == STATUS_OK
