"""More requests at once than there are threads and connections: all are served."""

import asyncio
import random
import time
from typing import Any

import httpx

from kehou_api.db.engine import CONNECTIONS, PLACES
from tests.service.readers import Reader, Took
from tests.service.running import Service

THREADS = 40
"""That the web process has for work that waits."""


def test_a_crowd_that_reads_is_served(service: Service, solved: dict[str, Any]) -> None:
    paths = ["/v1/timetables", f"{solved['location']}/metadata", "/v1/self"]
    secret = service.client().headers["authorization"].removeprefix("Bearer ")
    took = Took()

    async def crowd() -> None:
        until = time.monotonic() + 3
        await asyncio.gather(
            *(
                Reader("127.0.0.1", service.port, secret).read(
                    paths,
                    until,
                    random.Random(number),  # noqa: S311
                    took,
                )
                for number in range(3 * (THREADS + CONNECTIONS))
            )
        )

    asyncio.run(crowd())
    assert took.failed == 0
    assert len(took.seconds) > 3 * THREADS
    assert max(took.seconds) < 25  # a wait for a connection would end after 30


def test_a_crowd_that_writes_is_served(service: Service) -> None:
    secret = service.client("east-1").headers["authorization"]

    async def crowd() -> list[int]:
        async with httpx.AsyncClient(
            base_url=service.base,
            headers={"Authorization": secret},
            timeout=60,
            limits=httpx.Limits(max_connections=None),
        ) as client:
            asked = [
                client.post("/v1/plans", json={"title": f"t{n}", "timetable": "tt_0"})
                for n in range(THREADS + PLACES + CONNECTIONS)
            ]
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    assert set(asyncio.run(crowd())) == {404}
