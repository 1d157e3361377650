"""What is left when processes die: a short trial on each database, and bad solvers."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.bodies import body
from tests.service.conftest import new_service
from tests.service.postgres import Postgres
from tests.service.running import Service, wait_for_end
from tests.service.trials import Trial


@pytest.fixture(params=["sqlite", "postgres"])
def shaken(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Service, Postgres | None]]:
    """Yield a service of its own, and the server below it."""
    postgres = Postgres.start() if request.param == "postgres" else None
    url = (
        postgres.new_database("shaken")
        if postgres
        else f"sqlite:///{tmp_path / 'kehou.sqlite'}"
    )
    service = new_service(url, tmp_path)
    service.prepare()
    service.start_web()
    service.start_worker()
    yield service, postgres
    service.end()
    if postgres:
        postgres.end()


def test_nothing_is_lost_doubled_or_worse_when_processes_are_killed(
    shaken: tuple[Service, Postgres | None],
) -> None:
    service, postgres = shaken
    trial = Trial(service, postgres, random.Random(1), print)  # noqa: S311
    trial.run(solves=3, kills=3, seconds=240)
    assert trial.faults == []


@pytest.mark.parametrize("how", ["exit", "memory"])
def test_a_solver_that_crashes_leaves_a_failed_job_and_a_healthy_server(
    tmp_path: Path, how: str
) -> None:
    service = new_service(
        f"sqlite:///{tmp_path / 'kehou.sqlite'}",
        tmp_path,
        KEHOU_PLANTED=how,
        KEHOU_MEMORY_GIB="2",
    )
    service.prepare()
    service.start_web()
    service.start_worker()
    try:
        client = service.client()
        location = client.post("/v1/timetables", json=body()).headers["location"]
        ended = wait_for_end(client, location, 60)
        assert ended["status"] == "FAILED"
        assert ended["problem"]["code"] == (
            "job.crashed" if how == "exit" else "job.memory"
        )
        assert ended["problem"]["zh"]
        assert ended["problem"]["en"]
        assert client.get("/ready").json()["ready"]
    finally:
        service.end()


def test_a_solver_deaf_to_stop_is_killed_after_its_grace(tmp_path: Path) -> None:
    service = new_service(
        f"sqlite:///{tmp_path / 'kehou.sqlite'}",
        tmp_path,
        KEHOU_PLANTED="hang",
        KEHOU_GRACE="1",
    )
    service.prepare()
    service.start_web()
    service.start_worker()
    try:
        client = service.client()
        location = client.post("/v1/timetables", json=body()).headers["location"]
        until = time.monotonic() + 30
        while client.get(f"{location}/metadata").json()["status"] != "SOLVING":
            assert time.monotonic() < until
            time.sleep(0.1)
        client.post(f"{location}/stop")
        assert wait_for_end(client, location, 15)["status"] == "STOPPED"
    finally:
        service.end()
