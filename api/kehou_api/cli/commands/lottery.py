"""`kehou lottery`: the list a draw is held over, and the ranks it gives."""

from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.options import InstanceFile, JsonOption, LangOption, listen

lottery = typer.Typer(
    name="lottery",
    help="公开抽签：名单与签号 / the public draw: list and ranks",
    no_args_is_help=True,
)


@lottery.command("list")
def write_list(
    ctx: typer.Context,
    instance: InstanceFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="写入的文件 / the file to write")
    ] = Path("applicants.txt"),
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """写出待公布的报名名单及其摘要 / write the list to publish, and its digest."""
    from kehou_api.cli.files import holding, instance_from, write_file
    from kehou_solver.fairness.lottery import applicant_list, list_hash

    voice = listen(ctx, lang, as_json)
    pupils = instance_from(instance).pupils
    listed, digest = applicant_list(pupils), list_hash(pupils)
    write_file(output, holding(listed))
    lines = listed.count(b"\n")
    voice.say(
        f"{lines} 名学生，已写入 {output}；先公布名单和下面的摘要，再产生种子：",
        f"{lines} pupils, written to {output}; publish the list and the digest below, "
        "then let the seed be drawn:",
    )
    voice.say(digest, digest)
    voice.answer({"outcome": "written", "list_hash": digest, "files": [str(output)]})


@lottery.command("ranks")
def show_ranks(
    ctx: typer.Context,
    instance: InstanceFile,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出签号，1 号最先 / list the ranks, 1 comes first."""
    from kehou_api.cli.files import instance_from
    from kehou_solver.errors import InvalidInstance, Problem
    from kehou_solver.fairness.lottery import ranks_of

    voice = listen(ctx, lang, as_json)
    asked = instance_from(instance)
    draw = asked.draw
    if draw is None:
        zh = "还没有抽签；先用 kehou lottery list 公布名单，再填 draw"
        en = "no draw yet; publish `kehou lottery list` first, then fill in draw"
        raise InvalidInstance([Problem("/draw", "null", zh, en)])
    ranks = ranks_of(asked)
    voice.say(
        f"名单摘要 {draw.list_hash}；种子 {draw.seed}（{draw.seed_from}）",
        f"list {draw.list_hash}; seed {draw.seed} ({draw.seed_from})",
    )
    for code, rank in ranks.items():
        voice.say(f"{rank} {code}", f"{rank} {code}")
    voice.answer(
        {"outcome": "drawn", "draw": draw.model_dump(mode="json"), "ranks": ranks}
    )
