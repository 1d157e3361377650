"""Bodies and requests have limits, also where a small body grows when unzipped."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.service.bodies import body
from tests.service.conftest import new_service
from tests.service.running import Service

JSON = {"Content-Type": "application/json"}
ZIPPED = JSON | {"Content-Encoding": "gzip"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Yield a service that takes bodies of 1 MiB and five writes a minute."""
    folder: Path = tmp_path_factory.mktemp("small")
    service = new_service(
        f"sqlite:///{folder / 'kehou.sqlite'}",
        folder,
        KEHOU_MOST_BODY_MIB="1",
        KEHOU_WRITES_PER_MINUTE="20",
    )
    service.prepare()
    service.start_web()
    yield service
    service.end()


def sent(client: httpx.Client, content: bytes, headers: dict[str, str]) -> str:
    answer = client.post("/v1/instances", content=content, headers=headers)
    said: str = answer.json().get("code", "stored")
    return f"{answer.status_code} {said}"


def test_bodies_are_read_within_limits(small: Service) -> None:
    client = small.client()
    plain = json.dumps(body()["modelInput"]).encode()
    bomb = gzip.compress(b" " * (200 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    told = {
        "zipped": sent(client, gzip.compress(plain), ZIPPED),
        "large": sent(client, b" " * (2 * 1024 * 1024), JSON),
        "bomb": sent(client, bomb, ZIPPED),
        "cut": sent(client, gzip.compress(plain)[:-20], ZIPPED),
        "no gzip": sent(client, plain, ZIPPED),
        "other coding": sent(
            client, zlib.compress(plain), JSON | {"Content-Encoding": "deflate"}
        ),
        "other type": sent(client, plain, {"Content-Type": "text/csv"}),
        "no json": sent(client, b"{", JSON),
        "deep": sent(client, b"[" * 200_000, JSON),
    }
    assert told == {
        "zipped": "202 stored",
        "large": "413 body.size",
        "bomb": "413 body.size",
        "cut": "400 body.gzip",
        "no gzip": "400 body.gzip",
        "other coding": "415 body.encoding",
        "other type": "415 body.type",
        "no json": "400 body.json",
        "deep": "400 body.json",
    }


@pytest.mark.parametrize("path", ["/v1/session", "/v1/plans", "/v1/timetables"])
def test_nobody_without_a_key_can_fill_the_memory(small: Service, path: str) -> None:
    """What was not a school was read whole before it was asked who sends it."""
    before = most_memory_mib(small)

    def endless() -> Iterator[bytes]:
        yield b'{"login": "'
        for _ in range(200):
            yield b"x" * 1024 * 1024

    with httpx.Client(base_url=small.base, timeout=60) as client:
        try:
            answer = client.post(path, content=endless(), headers=JSON)
        except httpx.TransportError:
            pass  # the door was closed while we still spoke
        else:
            assert answer.status_code in (401, 413)
    assert most_memory_mib(small) - before < 50


def most_memory_mib(service: Service) -> float:
    """Return the most memory the web process ever had."""
    assert service.web is not None
    status = Path(f"/proc/{service.web.pid}/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def test_too_many_requests_are_told_when_to_come_again(small: Service) -> None:
    client = small.client("east-2")
    answers = [
        client.post("/v1/instances", content=b"{", headers=JSON) for _ in range(25)
    ]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert client.get("/v1/instances").status_code == 200
