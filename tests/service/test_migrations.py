"""Migrations lead to the tables the code has, on both databases, with data in place."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kehou_api.db.engine import Database
from kehou_api.db.tables import OwnerRow, Table, TrailRow
from kehou_api.db.upgrade import upgrade
from kehou_api.first_start import first_start
from kehou_api.settings import ServiceSettings
from kehou_api.trail.chain import first_fault


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    url = request.getfixturevalue("postgres").new_database("empty")
    return Database(ServiceSettings(database_url=url).url())


def test_an_empty_database_gets_the_tables_of_the_code(empty: Database) -> None:
    upgrade(empty)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table" or name in Table.metadata.tables
                )
            },
        )
        assert compare_metadata(context, Table.metadata) == []
    upgrade(empty)  # a second time changes nothing
    empty.close()


def test_the_first_start_makes_a_keeper_once_and_notes_it(
    empty: Database, tmp_path: Path
) -> None:
    upgrade(empty)
    made = first_start(empty, tmp_path / "keys", demo=True)
    assert [path.stat().st_mode & 0o777 for path in made] == [0o600, 0o600]
    assert first_start(empty, tmp_path / "keys", demo=True) == ()
    with empty.reading() as session:
        assert session.execute(sa.select(sa.func.count(OwnerRow.id))).scalar() == 2
        trail = list(
            session.execute(sa.select(TrailRow).order_by(TrailRow.number)).scalars()
        )
        assert [row.deed for row in trail] == ["keys.make", "keys.make"]
        assert first_fault(trail) is None
        trail[0].detail = {"role": "family"}
        assert first_fault(trail) == 1
        session.rollback()
    empty.close()
