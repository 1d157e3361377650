"""`kehou explain`: why there is no timetable, or that there is one."""

import typer

from kehou_api.cli.options import (
    InstanceFile,
    JsonOption,
    LangOption,
    SecondsOption,
    SeedOption,
    WorkersOption,
    listen,
)


def explain(
    ctx: typer.Context,
    instance: InstanceFile,
    seconds: SecondsOption = 60.0,
    workers: WorkersOption = 8,
    seed: SeedOption = 0,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """说明为何排不出课表 / say why no timetable exists, and what would mend it."""
    from kehou_api.cli.answers import exit_for
    from kehou_api.cli.files import instance_from
    from kehou_api.cli.show.outcome import show_outcome
    from kehou_api.cli.solving import run_solve
    from kehou_api.documents.outcome import as_document
    from kehou_solver.domain.answer import Found, Settings

    voice = listen(ctx, lang, as_json)
    settings = Settings(seconds, workers, seed)
    outcome = run_solve(instance_from(instance), settings, voice, first_will_do=True)
    if isinstance(outcome, Found):
        voice.say(
            "可以排出合规课表；用 kehou solve 求最好的。",
            "A lawful timetable exists; `kehou solve` finds the best one.",
            style="bold green",
        )
    else:
        show_outcome(voice, outcome)
    voice.answer(as_document(outcome))
    raise typer.Exit(exit_for(outcome))
