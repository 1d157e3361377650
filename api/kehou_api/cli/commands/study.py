"""`kehou study`: compare what-ifs over many schools."""

from pathlib import Path

import typer

from kehou_api.cli.options import (
    JsonOption,
    LangOption,
    StudyFile,
    StudyFolder,
    StudyWorkers,
    listen,
)


def study(
    ctx: typer.Context,
    file: StudyFile,
    folder: StudyFolder = None,
    workers: StudyWorkers = 2,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """比较多校情景 / compare what-ifs over many schools.

    Ctrl-C 后再运行一次即可继续 / run it again after Ctrl-C to go on.
    """
    import threading

    from kehou_api.cli.exits import Exit
    from kehou_api.cli.files import content_of
    from kehou_api.cli.interrupts import stopping_on_interrupt
    from kehou_api.cli.show.study import StudyFollower, show_compared
    from kehou_api.cli.study_files import settings_for, write_study
    from kehou_api.studies.base import base_of
    from kehou_api.studies.local import Bench
    from kehou_api.studies.standing import StudyStatus
    from kehou_simulation.scenarios import read_study

    voice = listen(ctx, lang, as_json)
    asked, scenarios = read_study(content_of(file))
    out = folder or Path("out") / file.stem
    stop = threading.Event()
    follower = StudyFollower(voice, workers)
    with Bench.at(settings_for(out)) as bench, stopping_on_interrupt(stop, voice):
        base = base_of(asked, file.parent)
        study_id = bench.ask(asked, scenarios, follower.counting(base))
        with bench.workers(workers):
            standing = bench.follow(study_id, follower.hear, stop.is_set)
        files, summary = write_study(bench.database, study_id, out, voice.lang)
    show_compared(voice, summary)
    voice.say(
        f"结果：{', '.join(map(str, files))}", f"Results: {', '.join(map(str, files))}"
    )
    if standing.status != StudyStatus.COMPLETED:
        voice.complain("尚未完成；再运行一次即可继续。", "Not done; run it again.")
    voice.answer(
        {
            "outcome": standing.status,
            "study": study_id,
            "cells": standing.cells,
            "pieces": standing.pieces,
            "ended": standing.ended,
            "files": [str(path) for path in files],
        }
    )
    done = standing.status == StudyStatus.COMPLETED
    raise typer.Exit(Exit.DONE if done else Exit.OUT_OF_TIME)
