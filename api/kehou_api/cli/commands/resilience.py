"""`kehou resilience`: what if any one adult is absent on any one day?"""

from typing import Annotated

import typer

from kehou_api.cli.options import (
    InstanceFile,
    JsonOption,
    LangOption,
    SeedOption,
    TimetableFile,
    WorkersOption,
    listen,
)


def resilience(
    ctx: typer.Context,
    instance: InstanceFile,
    timetable: TimetableFile,
    changes: Annotated[
        int | None,
        typer.Option(
            "--changes",
            "-k",
            min=0,
            help="最多变动几处，不填为不限 / most changed cells that count as cover",
            show_default=False,
        ),
    ] = None,
    adult: Annotated[
        list[str] | None,
        typer.Option(
            "--adult", help="只试这些人员 / only these adults", show_default=False
        ),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="总时间上限（秒） / time limit")
    ] = 600.0,
    workers: WorkersOption = 8,
    seed: SeedOption = 0,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """任一人缺席一天，能否补上 / is there cover for any single absence?

    Ctrl-C 保留已试算的 / keeps what was tried.
    """
    from kehou_api.cli.beside import run_beside
    from kehou_api.cli.files import instance_from, timetable_from
    from kehou_api.cli.show.resilience import as_document, show_resilience
    from kehou_solver.domain.answer import Settings
    from kehou_solver.repair import resilience as try_absences

    voice = listen(ctx, lang, as_json)
    asked = instance_from(instance)
    published = timetable_from(timetable)
    answer = run_beside(
        voice,
        lambda stop, hear: try_absences(
            asked,
            published,
            changes,
            adults=adult,
            settings=Settings(seconds, workers, seed),
            on_progress=hear,
            stop=stop,
        ),
    )
    show_resilience(voice, asked, answer)
    voice.answer(as_document(answer))
