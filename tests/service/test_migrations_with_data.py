"""Every step of the migrations keeps what was there, from any version to the newest."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from kehou_api.db.engine import Database
from kehou_api.db.tables import Table
from kehou_api.db.upgrade import config_for, upgrade
from tests.service.test_migrations import empty

__all__ = ["empty"]

REVISIONS = [
    script.revision
    for script in ScriptDirectory.from_config(config_for(None)).walk_revisions()
][1:]
"""Every version but the newest."""


def filled(column: sa.Column[Any]) -> Any:
    """Return a value for a column, of its type."""
    if column.foreign_keys:
        points_at = next(iter(column.foreign_keys)).column
        return None if points_at.table is column.table else filled(points_at)
    match column.type:
        case sa.String():
            return f"{column.table.name}-{column.name}"[: column.type.length]
        case sa.Boolean():
            return True
        case sa.Integer():
            return 7
        case sa.Float():
            return 1.5
        case sa.DateTime():
            return datetime(2026, 3, 16, 8, tzinfo=UTC)
        case sa.Date():
            return date(2026, 3, 16)
        case sa.LargeBinary():
            return b"\x00\xff"
        case sa.JSON():
            return {"day": "周三"}
        case _:
            raise AssertionError(f"say here how to fill {column!r}")


def tables_in(database: Database) -> list[sa.Table]:
    """Return our tables as they lie in a database."""
    seen = sa.MetaData()
    with database.engine.connect() as connection:
        there = set(sa.inspect(connection).get_table_names())
        seen.reflect(connection, only=sorted(there & set(Table.metadata.tables)))
    return seen.sorted_tables


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_row_of_every_table_survives(empty: Database, revision: str) -> None:
    upgrade(empty, revision)
    before = {}
    with empty.writing() as session:
        for table in tables_in(empty):
            row = {column.name: filled(column) for column in table.columns}
            session.execute(sa.insert(table), [row])
        for table in tables_in(empty):
            before[table.name] = session.execute(sa.select(table)).mappings().one()
    assert len(before) >= 13
    upgrade(empty)
    with empty.reading() as session:
        for table in tables_in(empty):
            if table.name in before:
                after = session.execute(sa.select(table)).mappings().one()
                kept = {name: after[name] for name in before[table.name]}
                assert kept == dict(before[table.name]), table.name
    empty.close()
