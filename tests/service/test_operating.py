"""Runs what the page for operators says, where nobody has seen the service before."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

PAGE = Path(__file__).parents[2] / "docs" / "operating.md"
BLOCK = re.compile(r"^```sh( background)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the page uses curl")
def test_the_page_starts_the_service_and_solves_a_school(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "KEHOU_PORT": str(port),
    }
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    (_, start), *rest = blocks
    assert [bool(background) for background, _ in blocks] == [True] + [False] * len(
        rest
    )
    assert rest
    words = "".join(block for _, block in rest)
    with (tmp_path / "serve.log").open("wb") as log:
        service = subprocess.Popen(
            start.split(), cwd=tmp_path, env=environment, stdout=log, stderr=log
        )
    try:
        wait_until_ready(port)
        subprocess.run(
            [
                shutil.which("bash") or "sh",
                "-eu",
                "-c",
                words.replace("8080", str(port)),
            ],
            cwd=tmp_path,
            env=environment,
            check=True,
            timeout=120,
        )
    finally:
        service.send_signal(signal.SIGTERM)
        assert service.wait(30) == 0
    told = json.loads((tmp_path / "timetable.json").read_text(encoding="utf-8"))
    assert told["metadata"]["status"] == "COMPLETED"
    assert told["modelOutput"]["groups"]
    assert json.loads((tmp_path / "analysis.json").read_text())["lawful"]
    assert json.loads((tmp_path / "copied.json").read_text())["made"] > 50
    assert len(json.loads((tmp_path / "adults.json").read_text())["items"]) == 5
    assert "event: end" in (tmp_path / "events.txt").read_text()
    assert (tmp_path / "kehou-data" / "keeper.key").stat().st_mode & 0o777 == 0o600
    # The worker ended with the service: nothing is left to write to the database.
    time.sleep(0.5)
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{port}/health")


def wait_until_ready(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if (
                httpx.get(f"http://127.0.0.1:{port}/ready", timeout=5).status_code
                == 200
            ):
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("the service did not become ready")
