"""`kehou demo`: a real township school, then a generated city school."""

from typing import Annotated

import typer

from kehou_api.cli.commands.generate import Rung
from kehou_api.cli.options import (
    JsonOption,
    LangOption,
    SeedOption,
    WorkersOption,
    listen,
)


def demo(
    ctx: typer.Context,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds", min=0.1, help="每所学校的时间上限 / limit per school"
        ),
    ] = 60.0,
    workers: WorkersOption = 8,
    seed: SeedOption = 0,
    size: Annotated[
        Rung, typer.Option("--size", case_sensitive=False, help="第二所学校 / second")
    ] = Rung.M,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """演示两所学校 / plan a real and a generated school, and show what is proved."""
    from kehou_api.cli.demonstration import demonstrate
    from kehou_solver.domain.answer import Settings

    voice = listen(ctx, lang, as_json)
    settings = Settings(seconds, workers, seed)
    raise typer.Exit(demonstrate(voice, settings, size.value))
