"""`kehou generate`: make a synthetic school that certainly has a timetable."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.options import JsonOption, LangOption, SeedOption, listen


class Rung(StrEnum):
    """Rungs of the benchmark ladder."""

    XS = "XS"
    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


def generate(
    ctx: typer.Context,
    size: Annotated[
        Rung, typer.Argument(help="规模 / size", case_sensitive=False, metavar="SIZE")
    ],
    seed: SeedOption = 0,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help=".json 或 .xlsx，默认 <编号>.json / the file to write",
            show_default=False,
        ),
    ] = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """生成一所模拟学校 / make a synthetic school of a size."""
    from kehou_api.cli.files import write_instance
    from kehou_instances.ladder import generate as make

    voice = listen(ctx, lang, as_json)
    made = make(size.value, seed).instance
    path = output or Path(f"{made.id}.json")
    write_instance(path, made)
    voice.say(f"{made.title}：已写入 {path}", f"{made.title}: written to {path}")
    voice.answer({"outcome": "written", "id": made.id, "files": [str(path)]})
