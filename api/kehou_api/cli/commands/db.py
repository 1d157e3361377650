"""`kehou db`: the database of the service: brought up to date, checked, saved."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kehou_api.cli.exits import Exit
from kehou_api.cli.options import JsonOption, LangOption, listen

db = typer.Typer(
    name="db",
    help="服务的数据库 / the service's database",
    no_args_is_help=True,
    add_completion=False,
)

BackupFile = Annotated[
    Path, typer.Argument(help="备份文件 .zip / the backup", show_default=False)
]


@db.command()
def upgrade(
    ctx: typer.Context, lang: LangOption = None, as_json: JsonOption = False
) -> None:
    """升级数据表 / bring the tables up to date."""
    from kehou_api.db.backup import newest_revision
    from kehou_api.db.upgrade import upgrade as bring_up

    voice, database = listen(ctx, lang, as_json), _database()
    bring_up(database)
    revision = newest_revision(database)
    voice.say(f"数据表版本 {revision}。", f"Tables of version {revision}.")
    voice.answer({"outcome": "upgraded", "revision": revision})


@db.command()
def check(
    ctx: typer.Context, lang: LangOption = None, as_json: JsonOption = False
) -> None:
    """核对审计链 / check that nobody altered the audit trail."""
    import sqlalchemy as sa

    from kehou_api.db.tables import TrailRow
    from kehou_api.trail.chain import first_fault

    voice, database = listen(ctx, lang, as_json), _database()
    with database.reading() as session:
        asked = sa.select(TrailRow).order_by(TrailRow.number)
        fault = first_fault(session.execute(asked).scalars())
    voice.answer({"outcome": "checked", "first_fault": fault})
    if fault is not None:
        voice.complain(
            f"审计链第 {fault} 行被改动。", f"Line {fault} of the trail was altered."
        )
        raise typer.Exit(Exit.RULES_BROKEN)
    voice.say("审计链完整。", "The audit trail is whole.")


@db.command()
def backup(
    ctx: typer.Context,
    file: BackupFile,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """备份，服务可照常运行 / save everything; the service may go on meanwhile."""
    from kehou_api.db.backup import write_backup

    voice = listen(ctx, lang, as_json)
    counts = write_backup(_database(), file)
    rows = sum(counts.values())
    voice.say(f"已备份 {rows} 行到 {file}。", f"{rows} rows saved to {file}.")
    voice.answer({"outcome": "saved", "rows": counts})


@db.command()
def restore(
    ctx: typer.Context,
    file: BackupFile,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """恢复到空数据库，可换一种数据库 / fill an empty database, of either kind."""
    from kehou_api.db.backup import restore_backup
    from kehou_api.db.upgrade import upgrade as bring_up
    from kehou_api.jobs.engine import Queue
    from kehou_api.settings import ServiceSettings

    voice, database = listen(ctx, lang, as_json), _database()
    bring_up(database)
    queue = Queue(ServiceSettings())
    try:
        counts = restore_backup(database, file, queue)
    finally:
        queue.close()
    rows = sum(counts.values())
    voice.say(f"已恢复 {rows} 行。", f"{rows} rows restored.")
    voice.answer({"outcome": "restored", "rows": counts})


def _database() -> Any:
    from kehou_api.db.engine import Database
    from kehou_api.settings import ServiceSettings

    return Database(ServiceSettings().url())
