"""Load: many readers while schools are solved, many listeners, many waiting jobs.

`python -m tests.service.load --database sqlite --seconds 600` prints one JSON line a
part. Nothing is asserted here: figures go into docs/benchmarks.md.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from tests.service.bodies import body
from tests.service.conftest import new_service
from tests.service.postgres import Postgres
from tests.service.readers import Reader, Took
from tests.service.running import Service

READERS, LISTENERS, WAITING = 50, 100, 1000


def percentile(values: list[float], part: float) -> float:
    """Return a percentile, in milliseconds."""
    ordered = sorted(values)
    return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1)


def memory_mib(service: Service) -> float:
    """Return the resident memory of the web process."""
    assert service.web is not None
    status = Path(f"/proc/{service.web.pid}/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


async def reading(service: Service, seconds: float) -> dict[str, Any]:
    """Have fifty clients read while two schools are solved."""
    headers = dict(service.client().headers)
    async with httpx.AsyncClient(
        base_url=service.base,
        headers=headers,
        timeout=60,
        limits=httpx.Limits(max_connections=READERS),
    ) as client:
        solves = [
            (await client.post("/v1/timetables", json=body("M", seconds, seed))).json()
            for seed in range(2)
        ]
        ids = [solve["id"] for solve in solves]
        paths = [
            "/v1/timetables",
            "/v1/instances",
            *(f"/v1/timetables/{one}/metadata" for one in ids),
            f"/v1/instances/{solves[0]['instance']}",
            "/v1/self",
        ]
        until = time.monotonic() + seconds
        memory = [memory_mib(service)]
        took, secret = Took(), headers["authorization"].removeprefix("Bearer ")
        readers = [
            asyncio.create_task(
                Reader("127.0.0.1", service.port, secret).read(
                    paths[n % 6 :] + paths[: n % 6],
                    until,
                    random.Random(n),  # noqa: S311
                    took,
                )
            )
            for n in range(READERS)
        ]
        while time.monotonic() < until:
            await asyncio.sleep(min(30.0, seconds / 4))
            memory.append(memory_mib(service))
        await asyncio.gather(*readers)
        for one in ids:
            await client.post(f"/v1/timetables/{one}/cancel")
    return {
        "part": "reading",
        "readers": READERS,
        "reads": len(took.seconds),
        "failed": took.failed,
        "ms": {str(p): percentile(took.seconds, p) for p in (0.5, 0.95, 0.99)},
        "memory_mib": memory,
    }


async def listening(service: Service) -> dict[str, Any]:
    """Have a hundred listeners follow one search to its end."""
    headers = dict(service.client().headers)
    async with httpx.AsyncClient(
        base_url=service.base,
        headers=headers,
        timeout=120,
        limits=httpx.Limits(max_connections=LISTENERS + 10),
    ) as client:
        asked = await client.post("/v1/timetables", json=body("XS", 20, 1))
        where = f"{asked.headers['location']}/events"

        async def listen() -> int:
            events = 0
            async with client.stream("GET", where) as stream:
                async for line in stream.aiter_lines():
                    events += line.startswith("id: ")
            return events

        heard = await asyncio.gather(*(listen() for _ in range(LISTENERS)))
    return {
        "part": "listening",
        "listeners": LISTENERS,
        "events": sorted(set(heard)),
        "memory_mib": memory_mib(service),
    }


async def draining(service: Service) -> dict[str, Any]:
    """Queue a thousand short searches and wait until all have ended."""
    headers = dict(service.client().headers)
    began = time.monotonic()
    async with httpx.AsyncClient(
        base_url=service.base, headers=headers, timeout=120
    ) as client:
        stored = await client.post("/v1/instances", json=body()["modelInput"])
        wanted = {
            "config": {"run": {"seconds": 0.2, "workers": 1}},
            "instanceId": stored.json()["id"],
        }
        last = ""
        for _ in range(WAITING):
            answer = await client.post("/v1/timetables", json=wanted)
            last = answer.headers["location"]
        queued = time.monotonic() - began
        keeper = {"Authorization": f"Bearer {service.people.keys['', 'keeper']}"}
        while True:
            metrics = (await client.get("/metrics", headers=keeper)).text
            left = sum(
                float(line.rpartition(" ")[2])
                for line in metrics.splitlines()
                if line.startswith(
                    ('kehou_jobs{status="QUEUED"', 'kehou_jobs{status="SOLVING"')
                )
            )
            if left == 0:
                break
            await asyncio.sleep(2)
        end = (await client.get(f"{last}/metadata")).json()
    return {
        "part": "draining",
        "jobs": WAITING,
        "queued_in_s": round(queued, 1),
        "drained_in_s": round(time.monotonic() - began, 1),
        "last": end["status"],
    }


def main(words: list[str] | None = None) -> int:
    """Run all parts."""
    parser = argparse.ArgumentParser(prog="tests.service.load")
    parser.add_argument("--database", choices=("sqlite", "postgres"), required=True)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--parts", default="reading,listening,draining")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        postgres = Postgres.start() if given.database == "postgres" else None
        url = (
            postgres.new_database("load")
            if postgres
            else f"sqlite:///{folder}/kehou.sqlite"
        )
        service = new_service(url, Path(folder), KEHOU_SOLVER_WORKERS="8")
        try:
            service.prepare()
            service.start_web()
            service.start_worker()
            for part in given.parts.split(","):
                match part:
                    case "reading":
                        told = asyncio.run(reading(service, given.seconds))
                    case "listening":
                        told = asyncio.run(listening(service))
                    case _:
                        told = asyncio.run(draining(service))
                sys.stdout.write(json.dumps({"database": given.database} | told) + "\n")
                sys.stdout.flush()
        finally:
            service.end()
            if postgres:
                postgres.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
