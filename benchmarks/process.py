"""Start a program, watch its time and memory, and end it when it will not."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("solver", "instances", "simulation", "api", ".")
LOOK_EVERY = 0.1
PAGE = 4096


@dataclass(frozen=True)
class Ended:
    """How a process ended.

    Attributes:
        how: by itself (with exit code `code`), or ended by us for time or memory.
        memory_mib: highest resident memory; None where the system does not tell.
    """

    how: Literal["by itself", "time", "memory"]
    code: int
    seconds: float
    memory_mib: float | None
    errors: str


def run_module(
    words: Sequence[str],
    *,
    errors: Path,
    python: str | None = None,
    seconds: float | None = None,
    memory_gib: float | None = None,
) -> Ended:
    """Run `python -m WORDS` from the root of the project.

    This process stays small on purpose: on Linux the peak memory of a child is never
    reported below what its parent had when it started it.

    Args:
        words: module and its arguments.
        errors: file for standard error.
        python: interpreter; default: this one.
        seconds: end it after so long (s); None = never.
        memory_gib: end it above so much resident memory; None = never.
    """
    started = time.monotonic()
    with errors.open("wb") as sink:
        child = subprocess.Popen(  # noqa: S603
            [python or sys.executable, "-m", *words],
            cwd=ROOT,
            env=_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=sink,
        )
        try:
            how = _watch(child, started, seconds, memory_gib)
        except BaseException:
            child.kill()
            raise
        if how != "by itself":
            child.kill()
        code, memory = _collect(child)
    spent = time.monotonic() - started
    said = errors.read_text(encoding="utf-8", errors="replace")[-2000:]
    return Ended(how, code, spent, memory, said)


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    paths = [str(ROOT / room) for room in ROOMS]
    return {**given, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}


def _watch(
    child: subprocess.Popen[bytes],
    started: float,
    seconds: float | None,
    memory_gib: float | None,
) -> Literal["by itself", "time", "memory"]:
    while True:
        # Looked at without collecting: its figures are still to be read.
        if not _alive(child):
            return "by itself"
        if seconds is not None and time.monotonic() - started > seconds:
            return "time"
        if memory_gib is not None and _resident_gib(child.pid) > memory_gib:
            return "memory"
        time.sleep(LOOK_EVERY)


def _alive(child: subprocess.Popen[bytes]) -> bool:
    if not hasattr(os, "waitid"):
        return child.poll() is None
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, child.pid, flags) is None


def _resident_gib(pid: int) -> float:
    statm = Path(f"/proc/{pid}/statm")
    try:
        return int(statm.read_text().split()[1]) * PAGE / 2**30
    except (OSError, IndexError):
        return 0.0  # gone already, or no such file system


def _collect(child: subprocess.Popen[bytes]) -> tuple[int, float | None]:
    if not hasattr(os, "wait4") or child.returncode is not None:
        return child.wait(), None
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in KiB, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return child.returncode, round(used.ru_maxrss / unit, 1)
