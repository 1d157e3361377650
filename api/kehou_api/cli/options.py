"""Options that several commands share, said once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.voice import Voice


class Lang(StrEnum):
    """Languages everything is said in."""

    ZH = "zh"
    EN = "en"


LangOption = Annotated[
    Lang | None,
    typer.Option("--lang", help="语言 / language (KEHOU_LANG)", show_default=False),
]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help="只输出 JSON / print JSON only"),
]
InstanceFile = Annotated[
    Path, typer.Argument(help="实例 .json 或 .xlsx / the instance", metavar="INSTANCE")
]
TimetableFile = Annotated[
    Path, typer.Argument(help="课表 .json / the timetable", metavar="TIMETABLE")
]
SecondsOption = Annotated[
    float, typer.Option("--seconds", min=0.1, help="时间上限（秒） / time limit (s)")
]
WorkersOption = Annotated[
    int,
    typer.Option(
        "--workers", min=1, max=256, help="并行数，1 可重复 / 1 makes runs repeatable"
    ),
]
SeedOption = Annotated[
    int, typer.Option("--seed", min=0, max=2**31 - 1, help="随机种子 / random seed")
]
StudyFile = Annotated[
    Path, typer.Argument(help="研究 .toml / the study", metavar="STUDY")
]
StudyFolder = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="结果文件夹，默认 out/<文件名> / where results go",
        show_default=False,
    ),
]
StudyWorkers = Annotated[
    int,
    typer.Option(
        "--workers", min=0, max=64, help="本机求解进程数 / workers on this machine"
    ),
]


def listen(ctx: typer.Context, lang: Lang | None, as_json: bool) -> Voice:
    """Return the voice of this run, after what was asked on the command line."""
    voice = ctx.ensure_object(Voice)
    if lang is not None:
        voice.lang = lang.value
    voice.as_json = voice.as_json or as_json
    return voice
