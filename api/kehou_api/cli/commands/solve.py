"""`kehou solve`: find the best lawful timetable of one instance."""

from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.options import (
    InstanceFile,
    JsonOption,
    LangOption,
    SecondsOption,
    SeedOption,
    listen,
)


def solve(
    ctx: typer.Context,
    instance: InstanceFile,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="结果文件夹，默认 out/<编号> / where results go",
            show_default=False,
        ),
    ] = None,
    seconds: SecondsOption = 60.0,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            max=256,
            help="并行数，默认 8，1 可重复 / default 8; 1 makes runs repeatable",
            show_default=False,
        ),
    ] = None,
    seed: SeedOption = 0,
    tuning: Annotated[
        Path | None,
        typer.Option(
            "--tuning",
            help="kehou tune 推荐的参数 .json / parameters of kehou tune",
            show_default=False,
        ),
    ] = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """求最好的合规课表 / find the best lawful timetable.

    Ctrl-C 保留目前最好的课表 / keeps the best found so far.
    """
    from kehou_api.cli.answers import exit_for
    from kehou_api.cli.files import instance_from, tuning_from
    from kehou_api.cli.result_files import folder_for, write_answer
    from kehou_api.cli.show.files import show_files
    from kehou_api.cli.show.outcome import show_outcome
    from kehou_api.cli.show.week import show_week
    from kehou_api.cli.solving import run_solve
    from kehou_api.documents.outcome import as_document
    from kehou_solver.domain.answer import Found, Settings
    from kehou_solver.domain.tuning import SHIPPED
    from kehou_solver.report.words_meetings import WeekInWords

    voice = listen(ctx, lang, as_json)
    asked = instance_from(instance)
    tuned = tuning_from(tuning) if tuning else SHIPPED
    settings = Settings(seconds, workers or tuned.workers, seed, tuned)
    outcome = run_solve(asked, settings, voice)
    files = write_answer(folder or folder_for(asked), asked, outcome, voice.lang)
    document = as_document(outcome) | {"files": [str(path) for path in files]}
    if tuning:
        document["tuning"] = tuned.model_dump()
    if isinstance(outcome, Found):
        show_week(voice, WeekInWords(asked, outcome.timetable, voice.lang))
        document["timetable"] = outcome.timetable.model_dump(mode="json")
    show_outcome(voice, outcome)
    show_files(voice, files)
    voice.answer(document)
    raise typer.Exit(exit_for(outcome))
