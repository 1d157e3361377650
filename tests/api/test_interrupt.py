"""Ctrl-C: once keeps the best found, twice leaves at once. In a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGINT is for other systems")

STUBBORN = """
import threading, time
from kehou_api.cli import solving
from kehou_api.cli.main import main

def solver(instance, settings=None, *, on_progress=None, stop=None):
    print("working", flush=True)
    time.sleep(600)

solving.the_solver = lambda: solver
main()
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Collect processes, and end them whatever happens."""
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        process.kill()
        process.communicate()  # closes the pipes too


def start(
    started: list[subprocess.Popen[str]], folder: Path, *words: str
) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    started.append(process)
    return process


def test_ctrl_c_keeps_prints_and_writes_the_best_found(
    started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    made = start(
        started, tmp_path, "-m", "kehou_api.cli", "generate", "S", "-o", "s.json"
    )
    assert made.wait() == 0
    words = ("-m", "kehou_api.cli", "--lang", "en", "solve", "s.json", "-o", "here")
    process = start(started, tmp_path, *words, "--seconds", "3000", "--json")
    assert process.stderr is not None
    # The first line about a goal means that a lawful timetable is there.
    for line in process.stderr:
        if "Children of tier 1" in line:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 0
    assert "keeping the best found so far" in err
    answer = json.loads(out)
    assert (answer["outcome"], answer["stopped"]) == ("found", True)
    kept = json.loads((tmp_path / "here" / "timetable.json").read_text("utf-8"))
    assert kept == answer["timetable"]


def test_ctrl_c_twice_leaves_at_once_and_writes_nothing(
    started: list[subprocess.Popen[str]], tmp_path: Path, instance_file: Path
) -> None:
    process = start(
        started, tmp_path, "-c", STUBBORN, "solve", str(instance_file), "-o", "here"
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "working\n"
    process.send_signal(signal.SIGINT)
    assert "保留目前最好" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert not (tmp_path / "here").exists()
