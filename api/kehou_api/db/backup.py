"""Backups: one zip that either database can be restored from.

All of our tables as JSON lines, read in one transaction. What the engine keeps is not
in it: jobs that had not ended are queued again. A school that outgrows its file moves
to PostgreSQL by a backup and a restore.
"""

import base64
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from kehou_api.db.base import UtcTime, now
from kehou_api.db.engine import Database
from kehou_api.db.tables import JobRow, Table
from kehou_api.db.upgrade import config_for, upgrade
from kehou_api.jobs.engine import Queue
from kehou_api.jobs.status import ENDED, JobStatus
from kehou_solver.errors import InvalidFile, Problem

FORMAT = "kehou-backup/1"
HEAD = "backup.json"
LARGEST_LINE = 512 * 1024 * 1024
LEFT_OUT = frozenset({"worker"})
"""Tables that say who is alive just now."""

BATCH = 200


def write_backup(database: Database, path: Path) -> dict[str, int]:
    """Write everything into a zip; the file is there whole or not at all.

    Returns:
        Rows written of each table.
    """
    aside = path.with_name(f".{path.name}.part")
    counts: dict[str, int] = {}
    with (
        database.reading() as session,
        zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for table in _tables():
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as member:
                counts[table.name] = 0
                for row in _rows(session, table):
                    line = json.dumps(row, ensure_ascii=False, default=_plain)
                    member.write(line.encode() + b"\n")
                    counts[table.name] += 1
        head = {
            "format": FORMAT,
            "revision": _revision(session.connection()),
            "at": now().isoformat(),
            "rows": counts,
        }
        archive.writestr(HEAD, json.dumps(head))
    aside.chmod(0o600)
    aside.replace(path)
    return counts


def restore_backup(database: Database, path: Path, queue: Queue) -> dict[str, int]:
    """Fill an empty database from a backup; all of it or nothing.

    Returns:
        Rows restored of each table.

    Raises:
        InvalidFile: if it is no backup, of another version, or the database is in use.
    """
    upgrade(database)
    try:
        with zipfile.ZipFile(path) as archive:
            head = json.loads(archive.read(HEAD))
            if head.get("format") != FORMAT:
                raise _refusal(path, str(head.get("format")), f"不是 {FORMAT}", FORMAT)
            return _restored(database, archive, head, queue, path)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        zh, en = "不是可读的备份", "no backup that can be read"
        raise _refusal(path, type(error).__name__, zh, en) from error


def _restored(
    database: Database,
    archive: zipfile.ZipFile,
    head: dict[str, Any],
    queue: Queue,
    path: Path,
) -> dict[str, int]:
    counts: dict[str, int] = {}
    with database.writing() as session:
        revision = _revision(session.connection())
        if head["revision"] != revision:
            zh = f"备份的版本不是 {revision}；请用同一版本的 kehou 恢复后再升级"
            en = f"not of version {revision}; restore with the kehou that wrote it"
            raise _refusal(path, str(head["revision"]), zh, en)
        for table in _tables():
            if session.execute(sa.select(table).limit(1)).first() is not None:
                zh, en = "数据库不是空的", "the database is not empty"
                raise _refusal(path, table.name, zh, en)
        for table in _tables():
            counts[table.name] = 0
            with archive.open(f"{table.name}.jsonl") as member:
                batch = []
                for line in iter(lambda: member.readline(LARGEST_LINE), b""):
                    batch.append(_typed(table, json.loads(line)))
                    counts[table.name] += 1
                    if len(batch) == BATCH:
                        session.execute(sa.insert(table), batch)
                        batch = []
                if batch:
                    session.execute(sa.insert(table), batch)
        unfinished = sa.select(JobRow).where(JobRow.status.not_in(ENDED))
        for job in session.execute(unfinished).scalars():
            job.status = JobStatus.QUEUED
            queue.put(session, job.id, job.owner_id)
    return counts


def _tables() -> list[sa.Table]:
    """Return our tables, those others point at first."""
    return [t for t in Table.metadata.sorted_tables if t.name not in LEFT_OUT]


def _rows(session: Session, table: sa.Table) -> Iterator[dict[str, Any]]:
    """Yield rows in the order of their keys: parents are older than children."""
    asked = sa.select(table).order_by(*table.primary_key.columns)
    streamed = session.execute(asked.execution_options(yield_per=BATCH))
    for row in streamed.mappings():
        yield dict(row)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _typed(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.columns[name], value) for name, value in row.items()}


def _value(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    match column.type:
        case sa.LargeBinary():
            return base64.b64decode(value)
        case UtcTime():
            return datetime.fromisoformat(value)
        case sa.Date():
            return date.fromisoformat(value)
        case _:
            return value


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision(database: Database) -> str | None:
    """Return the version of tables that this code has."""
    with database.engine.connect() as connection:
        script = ScriptDirectory.from_config(config_for(connection))
        return script.get_current_head()


def _refusal(path: Path, seen: str, zh: str, en: str) -> InvalidFile:
    return InvalidFile([Problem(path.name, seen, zh, en)])
