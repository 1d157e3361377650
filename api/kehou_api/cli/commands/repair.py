"""`kehou repair`: mend a published timetable, changing as little as can be."""

from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.options import (
    InstanceFile,
    JsonOption,
    LangOption,
    SecondsOption,
    SeedOption,
    TimetableFile,
    WorkersOption,
    listen,
)


def repair(
    ctx: typer.Context,
    instance: InstanceFile,
    timetable: TimetableFile,
    away: Annotated[
        list[str] | None,
        typer.Option(
            "--away",
            help="请假 T07=tue 或 T07=tue-1（星期或时段） / away on days or in slots",
            show_default=False,
        ),
    ] = None,
    room_closed: Annotated[
        list[str] | None,
        typer.Option(
            "--room-closed",
            help="场地停用 hall=tue@16:30-17:10 / a room is closed",
            show_default=False,
        ),
    ] = None,
    club_cancelled: Annotated[
        list[str] | None,
        typer.Option(
            "--club-cancelled", help="社团停办 / a club ends", show_default=False
        ),
    ] = None,
    pupil_leaves: Annotated[
        list[str] | None,
        typer.Option(
            "--pupil-leaves", help="学生退出 / a child leaves", show_default=False
        ),
    ] = None,
    events: Annotated[
        Path | None,
        typer.Option(
            "--events",
            help="事件列表 .json / more events, as a JSON list",
            show_default=False,
        ),
    ] = None,
    weeks: Annotated[
        str, typer.Option("--weeks", help="every、odd 或 even / weeks of the absences")
    ] = "every",
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help="此日之前不变，默认最早的事件日 / days before are past",
            show_default=False,
        ),
    ] = None,
    freeze: Annotated[
        list[str] | None,
        typer.Option(
            "--freeze",
            help="可变范围 tue=fixed、keep-person、keep-time、free / what may change",
            show_default=False,
        ),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option(
            "--substitute-lessons",
            min=0,
            help="每人每天最多代课 / most lessons a day one adult takes over",
            show_default=False,
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="结果文件夹，默认 out/<编号>-repair / where results go",
            show_default=False,
        ),
    ] = None,
    seconds: SecondsOption = 60.0,
    workers: WorkersOption = 8,
    seed: SeedOption = 0,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """有人请假等情况后，以最少变动修复已公布课表 / mend with the fewest changes."""
    from kehou_api.cli.beside import run_beside
    from kehou_api.cli.events import events_from, freeze_from
    from kehou_api.cli.files import instance_from, timetable_from
    from kehou_api.cli.repair_files import folder_for, write_repair
    from kehou_api.cli.show.files import show_files
    from kehou_api.cli.show.repair import exit_for, show_repair
    from kehou_api.documents.repair import as_document
    from kehou_solver.domain.answer import Settings
    from kehou_solver.repair import Options
    from kehou_solver.repair import repair as mend

    voice = listen(ctx, lang, as_json)
    asked = instance_from(instance)
    published = timetable_from(timetable)
    happened = events_from(
        asked,
        away=away or (),
        rooms=room_closed or (),
        clubs=club_cancelled or (),
        pupils=pupil_leaves or (),
        weeks=weeks,
        file=events,
    )
    levels = freeze_from(asked, happened, since, freeze or ())
    outcome = run_beside(
        voice,
        lambda stop, _: mend(
            asked,
            published,
            happened,
            freeze=levels,
            settings=Settings(seconds, workers, seed),
            options=Options(substitute_lessons_a_day=most),
            stop=stop,
        ),
    )
    files = write_repair(folder or folder_for(asked), outcome, voice.lang)
    show_repair(voice, outcome)
    show_files(voice, files)
    voice.answer(as_document(outcome) | {"files": [str(path) for path in files]})
    raise typer.Exit(exit_for(outcome))
