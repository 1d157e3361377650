"""The service as it runs on a machine: processes that can be killed."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from kehou_api.db.engine import Database
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.upgrade import upgrade
from kehou_api.ids import new_id
from kehou_api.people.keys import make_key
from kehou_api.people.roles import Role
from kehou_api.settings import ServiceSettings

READY = 60.0
"""Seconds in which a process must have started, on a busy machine."""


@dataclass
class People:
    """Two districts, three schools, and a key for every role at each."""

    owners: dict[str, str] = field(default_factory=dict)
    keys: dict[tuple[str, Role], str] = field(default_factory=dict)


def populate(database: Database) -> People:
    """Fill an empty database with people; nothing else."""
    people = People()
    with database.writing() as session:
        for code, parent in (
            ("east", None),
            ("west", None),
            ("east-1", "east"),
            ("east-2", "east"),
            ("west-1", "west"),
        ):
            row = OwnerRow(
                id=new_id("ow"),
                kind="school" if parent else "district",
                parent_id=people.owners.get(parent or ""),
                code=code,
                title=code,
            )
            session.add(row)
            session.flush()
            people.owners[code] = row.id
            for role in Role:
                if role != Role.KEEPER:
                    _, secret = make_key(
                        session,
                        name=f"{code} {role}",
                        role=role,
                        owner_id=row.id,
                        vendor="V1" if role == Role.VENDOR else None,
                    )
                    people.keys[code, role] = secret
        _, secret = make_key(session, name="keeper", role=Role.KEEPER, owner_id=None)
        people.keys["", Role.KEEPER] = secret
    return people


@dataclass
class Service:
    """A web process and workers over one database.

    Attributes:
        base: address of the web process.
        people: who may ask.
        settings: as environment variables.
    """

    url: str
    data: Path
    port: int
    people: People = field(default_factory=People)
    settings: dict[str, str] = field(default_factory=dict)
    web: "subprocess.Popen[bytes] | None" = None
    workers: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    _clients: dict[tuple[str, Role], httpx.Client] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Return where the web process listens."""
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Bring the database up to date and fill it with people."""
        database = Database(ServiceSettings(database_url=self.url).url())
        upgrade(database)
        self.people = populate(database)
        database.close()

    def start_web(self) -> None:
        """Start the web process and wait until it answers."""
        self.web = self._start("serve", "--no-worker", "--port", str(self.port))
        until = time.monotonic() + READY
        while time.monotonic() < until:
            try:
                httpx.get(f"{self.base}/health", timeout=5)
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the web process did not start")

    def start_worker(self, name: str = "w-0") -> None:
        """Start a worker and wait until it is ready."""
        process = self._start("worker", KEHOU_EXECUTOR=name)
        assert process.stdout is not None
        assert b"ready" in process.stdout.readline()
        self.workers[name] = process

    def kill(self, name: str) -> None:
        """Kill a worker, or "web", as the machine's end would."""
        process = self.web if name == "web" else self.workers.pop(name)
        assert process is not None
        _end(process)

    def end(self) -> None:
        """End everything."""
        for client in self._clients.values():
            client.close()
        for process in (*self.workers.values(), self.web):
            if process is not None:
                _end(process)

    def client(
        self, owner: str = "east-1", role: Role = Role.SCHEDULER
    ) -> httpx.Client:
        """Return a client of somebody."""
        if (owner, role) not in self._clients:
            secret = self.people.keys[owner, role]
            self._clients[owner, role] = httpx.Client(
                base_url=self.base,
                headers={"Authorization": f"Bearer {secret}"},
                timeout=60,
            )
        return self._clients[owner, role]

    def _start(self, *words: str, **more: str) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "KEHOU_DATABASE_URL": self.url,
            "KEHOU_DATA": str(self.data),
            **self.settings,
            **more,
        }
        with (self.data / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "kehou_api.cli", *words],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=log,
            )


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def wait_for_end(client: httpx.Client, location: str, seconds: float) -> dict[str, Any]:
    """Return the metadata of a timetable once its search is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        said: dict[str, Any] = client.get(f"{location}/metadata").json()
        if said["ended_at"] is not None:
            return said
        time.sleep(0.2)
    raise AssertionError(f"no end within {seconds} s: {said}")


def job_ended(client: httpx.Client, location: str) -> dict[str, Any]:
    """Return a job once it is over."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        said: dict[str, Any] = client.get(location).json()
        if said["ended_at"] is not None:
            return said
        time.sleep(0.2)
    raise AssertionError(said)
