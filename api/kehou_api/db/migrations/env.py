"""Called by Alembic; the database is the one `db.upgrade` hands over."""

from alembic import context

from kehou_api.db.tables import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    include_name=lambda name, kind, _: kind != "table" or name in Table.metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
