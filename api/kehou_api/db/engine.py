"""Opens a database, and hands out sessions that read or write."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

_WRITES = "kehou_writes"

PLACES = 16
"""Requests that may use the database at once; others wait for their turn."""

CONNECTIONS = PLACES + 8
"""Some are for those who follow news, count and look after us."""

SQLITE_WAIT_MS = 30_000
"""How long a writer waits for another; longer than any transaction of ours takes."""


class Database:
    """One database; sessions commit when their block ends without an error."""

    def __init__(self, url: str) -> None:
        """Prepare; nothing is opened before the first session."""
        self.url = url
        self.embedded = make_url(url).get_backend_name() == "sqlite"
        self.engine = _embedded(url) if self.embedded else _server(url)
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        writing = self.engine.execution_options(**{_WRITES: True})
        self._writing = sessionmaker(writing, expire_on_commit=False)

    def reader(self) -> Session:
        """Return a session for reading; nothing happens before its first query.

        Whoever gets it closes it.
        """
        return self._reading()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session for reading: one consistent view."""
        with self._reading() as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session for writing: one transaction, all of it or nothing."""
        with self._writing() as session, session.begin():
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _embedded(url: str) -> sa.Engine:
    # Without a file there is one connection a thread, and no pool of them.
    pool = {"pool_size": PLACES, "max_overflow": CONNECTIONS - PLACES}
    engine = sa.create_engine(
        url,
        **(pool if make_url(url).database else {}),
        connect_args={"timeout": SQLITE_WAIT_MS / 1000},
        hide_parameters=True,
    )
    folder = Path(make_url(url).database or ".").parent

    @sa.event.listens_for(engine, "do_connect")
    def make_folder(*_: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # pysqlite's own BEGIN comes too late for a write lock; we say it ourselves.
        connection.isolation_level = None
        cursor = connection.cursor()
        for words in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={SQLITE_WAIT_MS}",
        ):
            cursor.execute(f"PRAGMA {words}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A reader that turns writer may be refused at once; a writer says so first.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server(url: str) -> sa.Engine:
    return sa.create_engine(
        url,
        pool_size=PLACES,
        max_overflow=CONNECTIONS - PLACES,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={"connect_timeout": 10, "options": "-c timezone=UTC"},
        hide_parameters=True,
    )
