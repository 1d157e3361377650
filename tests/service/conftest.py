"""The service on both databases: a file, and a real PostgreSQL server."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.service.bodies import body
from tests.service.postgres import Postgres
from tests.service.running import Service, wait_for_end


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres.start()
    yield server
    server.end()


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Return the address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('db') / 'kehou.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database("service")


@pytest.fixture(scope="session")
def service(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Yield a running service with one worker of two slots."""
    made = new_service(database_url, tmp_path_factory.mktemp("service"))
    made.prepare()
    made.start_web()
    made.start_worker()
    yield made
    made.end()


@pytest.fixture(scope="session")
def solved(service: Service) -> dict[str, Any]:
    """Return a small school's finished timetable: metadata, modelOutput, location."""
    client = service.client()
    location = client.post("/v1/timetables", json=body(seed=3)).headers["location"]
    assert wait_for_end(client, location, 90)["status"] == "COMPLETED"
    whole: dict[str, Any] = client.get(location).json()
    return whole | {"location": location}


def new_service(url: str, data: Path, **settings: str) -> Service:
    """Return a service that has not been started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    quick = {
        "KEHOU_SLOTS": "2",
        "KEHOU_SOLVER_WORKERS": "2",
        "KEHOU_BEAT": "0.5",
        "KEHOU_SILENCE": "3",
        "KEHOU_READS_PER_MINUTE": "100000",
        "KEHOU_WRITES_PER_MINUTE": "100000",
        "KEHOU_WEBHOOK_ANYWHERE": "1",
        "KEHOU_WEBHOOK_PAUSE": "0.001",
    }
    return Service(url, data, port, settings=quick | settings)
