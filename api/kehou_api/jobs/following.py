"""Follows the news of jobs: however many listen, the database is asked once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool

from kehou_api.db.engine import Database
from kehou_api.db.patience import patiently
from kehou_api.jobs import store

LOOK = 0.3
"""Seconds between two looks for news."""

END = "end"
"""Kind of the last event of every job."""


class Event(NamedTuple):
    """One piece of news; see `EventRow`."""

    number: int
    kind: str
    data: dict[str, Any]


class _Feed:
    """The news of one job, from the first on, for all who listen."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.grown = asyncio.Condition()
        self.listeners = 0
        self.reader: asyncio.Task[None] | None = None


class Following:
    """All feeds of this process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._feeds: dict[str, _Feed] = {}

    async def follow(self, job_id: str, after: int) -> AsyncIterator[Event]:
        """Yield the events of a job after one, as they come, until its end."""
        feed = self._feeds.setdefault(job_id, _Feed())
        feed.listeners += 1
        if feed.reader is None:
            feed.reader = asyncio.create_task(self._read(job_id, feed))
        try:
            while True:
                async with feed.grown:
                    while len(feed.events) <= after:
                        await feed.grown.wait()
                    news = feed.events[after:]
                for event in news:
                    yield event
                    if event.kind == END:
                        return
                after = news[-1].number
        finally:
            feed.listeners -= 1
            if feed.listeners == 0:
                feed.reader.cancel()
                if self._feeds.get(job_id) is feed:
                    del self._feeds[job_id]

    async def _read(self, job_id: str, feed: _Feed) -> None:
        while True:
            news = await run_in_threadpool(self._after, job_id, len(feed.events))
            if news:
                async with feed.grown:
                    feed.events += news
                    feed.grown.notify_all()
                if news[-1].kind == END:
                    return
            await asyncio.sleep(LOOK)

    def _after(self, job_id: str, number: int) -> list[Event]:
        def read() -> list[Event]:
            with self._database.reading() as session:
                rows = store.events_after(session, job_id, number)
                return [Event(row.number, row.kind, row.data) for row in rows]

        return patiently(read)
