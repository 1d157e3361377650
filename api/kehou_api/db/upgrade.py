"""Brings the tables of a database up to date: ours, and those of the engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from dbos import DBOS

from kehou_api.db.engine import Database

MIGRATIONS = Path(__file__).parent / "migrations"

_ONE_AT_A_TIME = 0x6B656D6967  # of several starting machines, one does it


def upgrade(database: Database, to: str = "head") -> None:
    """Take every step that has not been taken yet."""
    with database.engine.connect() as connection, _alone(database, connection):
        command.upgrade(config_for(connection), to)
        connection.commit()
        DBOS.migrate(database.url)


@contextmanager
def _alone(database: Database, connection: sa.Connection) -> Iterator[None]:
    """Keep others from upgrading at the same time; SQLite sees to it itself."""
    if database.embedded:
        yield
        return
    connection.exec_driver_sql(f"SELECT pg_advisory_lock({_ONE_AT_A_TIME})")
    connection.commit()
    try:
        yield
    finally:
        # The connection lives on in the pool, and the lock would with it.
        connection.rollback()
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_ONE_AT_A_TIME})")
        connection.commit()


def config_for(connection: object) -> Config:
    """Return Alembic's settings for a connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
