"""`kehou tune`: are there better search parameters for schools like these?"""

from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.options import JsonOption, LangOption, SeedOption, listen


def tune(
    ctx: typer.Context,
    cases: Annotated[
        list[str],
        typer.Argument(
            help="XS:0-7、实例文件或文件夹 / rung:seeds, files or folders",
            metavar="CASE...",
        ),
    ],
    seconds: Annotated[
        float,
        typer.Option("--seconds", min=0.1, help="每次求解（秒） / each solve (s)"),
    ] = 10.0,
    candidates: Annotated[
        int, typer.Option("--candidates", min=1, max=1000, help="试几组 / how many")
    ] = 8,
    hold_back: Annotated[
        float,
        typer.Option(
            "--hold-back",
            min=0.0,
            max=1.0,
            help="留出检验的比例 / part kept for judging only",
        ),
    ] = 0.5,
    folder: Annotated[
        Path, typer.Option("--output", "-o", help="结果文件夹 / where results go")
    ] = Path("out/tuning"),
    seed: SeedOption = 0,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """为一类学校寻找更好的搜索参数 / seek better parameters for schools like these.

    Ctrl-C 保留已试的 / keeps what was tried.
    """
    from kehou_api.cli.beside import run_beside
    from kehou_api.cli.families import family
    from kehou_api.cli.files import holding, write_folder
    from kehou_api.cli.show.files import show_files
    from kehou_api.cli.show.tuning import as_document, as_text, show_tuned
    from kehou_solver.domain.reading import write_json
    from kehou_solver.tuning import Case
    from kehou_solver.tuning import tune as race

    voice = listen(ctx, lang, as_json)
    asked = [Case(name, instance) for name, instance in family(cases)]
    tuned = run_beside(
        voice,
        lambda stop, hear: race(
            asked,
            seconds=seconds,
            count=candidates,
            held_back=hold_back,
            seed=seed,
            on_progress=hear,
            stop=stop,
        ),
    )
    document = as_document(tuned, cases, seconds, candidates, hold_back, seed)
    writers = {"report.json": holding(as_text(document))}
    if tuned.recommended and tuned.best is not None:
        writers["tuning.json"] = holding(write_json(tuned.best))
    files = write_folder(folder, writers)
    show_tuned(voice, tuned)
    show_files(voice, files)
    voice.answer(document | {"files": [str(path) for path in files]})
