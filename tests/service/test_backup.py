"""A backup restores the same answers on either database; unfinished work goes on."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from kehou_api.db.backup import restore_backup, write_backup
from kehou_api.db.engine import Database
from kehou_api.db.tables import TrailRow, WebhookRow
from kehou_api.db.upgrade import upgrade
from kehou_api.files.media import XLSX
from kehou_api.jobs.engine import Queue
from kehou_api.people.roles import Role
from kehou_api.settings import ServiceSettings
from kehou_api.trail.chain import first_fault
from kehou_solver.errors import InvalidFile
from tests.service.bodies import body
from tests.service.conftest import new_service
from tests.service.postgres import Postgres
from tests.service.running import Service, job_ended, wait_for_end


def opened(service: Service) -> tuple[Database, Queue]:
    settings = ServiceSettings(database_url=service.url)
    return Database(settings.url()), Queue(settings)


def secret_of(service: Service, hook_id: str) -> str | None:
    database, queue = opened(service)
    with database.reading() as session:
        secret = session.get_one(WebhookRow, hook_id).secret
    queue.close()
    database.close()
    return secret


def test_a_file_is_saved_and_goes_on_as_a_postgres_database(
    postgres: Postgres, tmp_path: Path
) -> None:
    old_url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    new_url = postgres.new_database("restored")
    old, new = new_service(old_url, tmp_path), new_service(new_url, tmp_path)
    saved = tmp_path / "kehou.zip"
    old.prepare()
    try:
        old.start_web()
        old.start_worker()
        client = old.client()
        done = client.post("/v1/timetables", json=body(seed=1)).headers["location"]
        assert wait_for_end(client, done, 90)["status"] == "COMPLETED"
        before: dict[str, Any] = client.get(done).json()
        old.kill("w-0")
        head = old.client("east-1", Role.HEAD)
        hook = head.post("/v1/webhooks", json={"url": "http://127.0.0.1:9/"}).json()
        head.post(f"/v1/webhooks/{hook['id']}/ping")
        waiting = client.post("/v1/timetables", json=body(seed=2)).headers["location"]
        instance = before["metadata"]["instance"]
        workbook = client.get(f"/v1/instances/{instance}/export/xlsx").content
        unread = client.post(
            "/v1/imports", content=workbook, headers={"Content-Type": XLSX}
        ).headers["location"]
        database, queue = opened(old)
        counts = write_backup(database, saved)
        queue.close()
        database.close()
        assert (counts["timetable"], counts["file"]) == (2, 1)
        assert (counts["webhook"], counts["delivery"]) == (1, 1)
        assert saved.stat().st_mode & 0o777 == 0o600
    finally:
        old.end()
    database, queue = opened(new)
    upgrade(database)
    assert restore_backup(database, saved, queue) == counts
    with pytest.raises(InvalidFile, match="not empty"):
        restore_backup(database, saved, queue)
    with database.reading() as session:
        trail = session.execute(sa.select(TrailRow).order_by(TrailRow.number)).scalars()
        assert first_fault(trail) is None
    queue.close()
    database.close()
    new.people = old.people
    try:
        new.start_web()
        new.start_worker()
        client = new.client()
        assert client.get(done).json() == before
        secret = hook.pop("secret")
        head = new.client("east-1", Role.HEAD)
        assert head.get(f"/v1/webhooks/{hook['id']}").json() == hook
        assert secret_of(new, hook["id"]) == secret
        assert wait_for_end(client, waiting, 90)["status"] == "COMPLETED"
        assert job_ended(client, unread)["result"]["instance"] == instance
    finally:
        new.end()


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    settings = ServiceSettings(database_url=f"sqlite:///{tmp_path / 'k.sqlite'}")
    database = Database(settings.url())
    upgrade(database)
    queue = Queue(settings)
    (tmp_path / "notes.zip").write_bytes(b"no zip at all")
    with pytest.raises(InvalidFile):
        restore_backup(database, tmp_path / "notes.zip", queue)
    queue.close()
    database.close()
