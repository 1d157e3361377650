"""How long a stop takes: schools of a rung are solved, and stopped at random moments.

`python -m tests.service.stops --rung L --stops 20` prints one JSON line a stop and one
with the summary. Nothing is asserted here: figures go into docs/benchmarks.md.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.service.bodies import body
from tests.service.conftest import new_service
from tests.service.running import Service, wait_for_end

LIMIT = 120.0
"""Seconds the searches are given."""

EARLIEST = 3.0
"""Seconds after which a search may be stopped: by then it has been read."""


def stopped(service: Service, instance: str, after: float, seed: int) -> dict[str, Any]:
    """Stop one search after a while; say how long it took, and what was kept."""
    client = service.client()
    run = {"seconds": LIMIT, "seed": seed}
    wanted = {"config": {"run": run}, "instanceId": instance}
    location = client.post("/v1/timetables", json=wanted).headers["location"]
    while client.get(f"{location}/metadata").json()["status"] == "QUEUED":
        time.sleep(0.05)
    time.sleep(after)
    before = client.get(f"{location}/metadata").json()
    began = time.monotonic()
    assert client.post(f"{location}/stop").status_code == 200
    after_stop = wait_for_end(client, location, 60)
    return {
        "after_s": round(after, 1),
        "stop_s": round(time.monotonic() - began, 2),
        "status": after_stop["status"],
        "had_timetable": before["has_timetable"],
        "has_timetable": after_stop["has_timetable"],
    }


def main(words: list[str] | None = None) -> int:
    """Stop searches and say how long each took."""
    parser = argparse.ArgumentParser(prog="tests.service.stops")
    parser.add_argument("--rung", default="L")
    parser.add_argument("--stops", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(words)
    chance = random.Random(given.seed)  # noqa: S311
    took = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/kehou.sqlite"
        service = new_service(url, Path(folder), KEHOU_SOLVER_WORKERS="8")
        try:
            service.prepare()
            service.start_web()
            service.start_worker()
            sent = body(given.rung)["modelInput"]
            stored = service.client().post("/v1/instances", json=sent).json()
            for number in range(given.stops):
                after = chance.uniform(EARLIEST, LIMIT)
                told = stopped(service, stored["id"], after, number)
                took.append(told["stop_s"])
                sys.stdout.write(json.dumps(told) + "\n")
                sys.stdout.flush()
        finally:
            service.end()
    took.sort()
    summary = {
        "rung": given.rung,
        "stops": len(took),
        "median_s": took[len(took) // 2],
        "worst_s": took[-1],
        "within_2_s": sum(one <= 2.0 for one in took),
    }
    sys.stdout.write(json.dumps(summary) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
