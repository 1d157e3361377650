#!/usr/bin/env python3
"""Set up .venv beside this file and work in it. Standard library only.

python3 dev.py run [options of `kehou demo`]    set up, then plan two schools
python3 dev.py serve [options of `kehou serve`] set up, then serve a demo school
python3 dev.py test [options of pytest]         set up, check everything, run all tests
python3 dev.py bench [options of `benchmarks`]  set up, then measure
python3 dev.py check                            set up, then lint, types, imports
python3 dev.py lock                             choose and pin the newest dependencies
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

TOOLS_LOCK = "requirements-build.lock"  # uv and hatchling: what installs the rest
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # everything of RUN_LOCK, and the test tools

LOCKS = {
    TOOLS_LOCK: ["--group", "build"],
    RUN_LOCK: ["pyproject.toml", "--extra", "service"],
    TEST_LOCK: [
        *("pyproject.toml", "--extra", "service", "--group", "test"),
        *("--constraints", RUN_LOCK),
    ],
}

PINNING = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--upgrade",
    "--quiet",
)

CHECKS = (
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["lint-imports"],
)


def main(asked: list[str]) -> int:
    """Do what the first word asks; the rest goes to the program behind it."""
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever starts this may be older)
        seen = ".".join(str(part) for part in sys.version_info[:3])
        print(f"需要 Python 3.11 或更新版本；这里是 {seen}。")
        print(f"Python 3.11 or newer is needed; this is {seen}.")
        return 2
    word, *rest = asked or ["help"]
    if word == "run":
        set_up(RUN_LOCK)
        return call([BIN / "kehou", "demo", *rest])
    if word == "serve":
        set_up(RUN_LOCK)
        return call([BIN / "kehou", "serve", "--demo", *rest])
    if word == "bench":
        set_up(RUN_LOCK)
        return call([PYTHON, "-m", "benchmarks", *rest])
    if word == "test":
        set_up(TEST_LOCK)
        return run_all([*CHECKS, ["pytest", "-q", "-n", "2", *rest]])
    if word == "check":
        set_up(TEST_LOCK)
        return run_all(CHECKS)
    if word == "lock":
        make_venv()
        install_tools(locked=(HERE / TOOLS_LOCK).exists())
        return pin_dependencies()
    print(__doc__)
    return 0 if word in ("help", "-h", "--help") else 2


def set_up(lock: str) -> None:
    """Bring .venv to what `lock` says; at once if it is there already."""
    make_venv()
    stamp = VENV / f".installed-{lock}"
    wanted = fingerprint(lock)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    install_tools(locked=True)
    install = [BIN / "uv", "pip", "install", "--quiet"]
    must([*install, "--require-hashes", "-r", HERE / lock])
    # Without isolation hatchling is the pinned one, not whatever is newest today.
    must([*install, "--no-deps", "--no-build-isolation", "--editable", HERE])
    stamp.write_text(wanted)


def fingerprint(lock: str) -> str:
    """Return a hash of everything that decides what is installed."""
    seen = hashlib.sha256(sys.version.encode())
    for name in ("dev.py", "pyproject.toml", TOOLS_LOCK, lock):
        seen.update((HERE / name).read_bytes())
    return seen.hexdigest()


def make_venv() -> None:
    """Make .venv, unless one made in this very place is there."""
    made = VENV / "pyvenv.cfg"
    # A copied checkout brings a .venv whose programs still start the old one.
    if PYTHON.exists() and made.exists() and str(VENV) in made.read_text():
        return
    making = [sys.executable, "-m", "venv", "--clear", VENV]
    if call(making, quiet=True) == 0:
        return
    # Debian keeps `venv` in a package of its own.
    if not (install_debian_package("python3-venv") and call(making) == 0):
        sys.exit(
            "无法建立虚拟环境：请先安装 python3-venv，再运行一次。\n"
            "Cannot make a virtual environment: install python3-venv, then run again."
        )


def install_debian_package(name: str) -> bool:
    """Install a system package if we may; say whether it worked."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    fetch = ["apt-get", "-q", "update"]
    install = ["apt-get", "-q", "-y", "install", "--no-install-recommends", name]
    return call(fetch, quiet=True) == 0 and call(install, quiet=True) == 0


def install_tools(*, locked: bool) -> None:
    """Install uv and hatchling with pip, by hash once they are locked."""
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if locked:
        must([*pip, "--require-hashes", "-r", HERE / TOOLS_LOCK])
    else:
        must([*pip, "uv", "hatchling"])


def pin_dependencies() -> int:
    """Write all lock files anew: every platform, every hash, no host names."""
    for lock, source in LOCKS.items():
        must([BIN / "uv", "pip", "compile", *source, *PINNING, "-o", lock])
    return 0


def run_all(steps: Iterable[list[str]]) -> int:
    """Run every step, also after one has failed; 1 if any did."""
    failed = []
    for program, *options in steps:
        print(f"== {program} {' '.join(options)}", flush=True)
        if call([BIN / program, *options]) != 0:
            failed.append(" ".join([program, *options]))
    if failed:
        print(f"== failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def must(command: Sequence[object]) -> None:
    """Run a step that everything after it needs; stop here if it fails."""
    code = call(command)
    if code != 0:
        sys.exit(f"dev.py: failed ({code}): {' '.join(map(str, command))}")


def call(command: Sequence[object], *, quiet: bool = False) -> int:
    """Run a program in the project folder and return its exit code."""
    environment = {
        **os.environ,
        "VIRTUAL_ENV": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",  # offline machines have the one they have
        "UV_NATIVE_TLS": "1",  # trust what this machine trusts
        "UV_LINK_MODE": "copy",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    output = subprocess.DEVNULL if quiet else None
    words = [str(part) for part in command]
    started = subprocess.Popen(
        words, cwd=HERE, env=environment, stdout=output, stderr=output
    )
    while True:
        try:
            return started.wait()
        except KeyboardInterrupt:
            continue  # the program heard it too, and decides what it means


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
