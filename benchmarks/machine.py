"""What was measured on what: the code's mark, versions, processor, load."""

import hashlib
import os
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.process import ROOT

MEASURED = ("solver", "instances", "benchmarks/methods")
"""Folders whose change makes a run another run."""


def commit() -> str:
    """Return the commit; with "+" and a mark if measured files differ from it."""
    head = _git(["rev-parse", "--short=10", "HEAD"]).strip() or "unknown"
    changed = _git(["diff", "HEAD", "--", *MEASURED])
    new = _git(["ls-files", "--others", "--exclude-standard", "--", *MEASURED])
    seen = hashlib.sha256(changed.encode())
    for name in sorted(new.splitlines()):
        seen.update(name.encode() + (ROOT / name).read_bytes())
    return f"{head}+{seen.hexdigest()[:6]}" if changed or new else head


def _git(words: Sequence[str]) -> str:
    try:
        said = subprocess.run(  # noqa: S603
            ["git", *words],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return said.stdout


def machine() -> dict[str, str]:
    """Return what a reader needs to compare: no names of machines or people."""
    return {
        "cpu": _processor(),
        "cores": str(len(os.sched_getaffinity(0)))
        if hasattr(os, "sched_getaffinity")
        else str(os.cpu_count()),
        "system": platform.system(),
        "python": platform.python_version(),
        "ortools": _version("ortools"),
        "highspy": _version("highspy"),
    }


def load() -> float | None:
    """Return the load of the last minute; None where the system does not tell."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = (line.partition(":")[2] for line in lines if line.startswith("model name"))
    return next(names, "unknown").strip()
