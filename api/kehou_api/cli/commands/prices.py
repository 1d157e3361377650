"""`kehou prices`: what to get next, promised by duals and proved by solving."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kehou_api.cli.options import (
    JsonOption,
    LangOption,
    StudyFile,
    StudyFolder,
    StudyWorkers,
    listen,
)


class What(StrEnum):
    """What there could be more of."""

    HOUR = "hour"
    HIRE = "hire"
    TRAINING = "training"
    ROOM_SLOT = "room_slot"
    ROOM = "room"
    MONEY = "money"


def prices(
    ctx: typer.Context,
    file: StudyFile,
    folder: StudyFolder = None,
    top: Annotated[
        int,
        typer.Option(
            "--top", min=1, max=99, help="求解核实的个数 / how many are proved"
        ),
    ] = 10,
    what: Annotated[
        list[What] | None,
        typer.Option("--what", help="只看这些 / only these", show_default=False),
    ] = None,
    workers: StudyWorkers = 2,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """增配什么最有用 / what to get next: hours, hires, training, rooms, money.

    先按影子价格排序，再逐个求解核实 / ranked by shadow prices, then each is solved.
    """
    import threading

    from kehou_api.cli.exits import Exit
    from kehou_api.cli.files import content_of
    from kehou_api.cli.interrupts import stopping_on_interrupt
    from kehou_api.cli.price_files import write_prices
    from kehou_api.cli.show.prices import show_prices
    from kehou_api.cli.show.study import StudyFollower
    from kehou_api.cli.study_files import settings_for
    from kehou_api.studies.base import base_of
    from kehou_api.studies.local import Bench
    from kehou_api.studies.standing import StudyStatus
    from kehou_simulation.prices.choosing import chosen_of
    from kehou_simulation.prices.proving import (
        gains_of,
        pricing_study,
        proving_study,
    )
    from kehou_simulation.scenarios import read_study

    voice = listen(ctx, lang, as_json)
    asked, _ = read_study(content_of(file))
    out = folder or Path("out") / file.stem
    stop = threading.Event()
    follower = StudyFollower(voice, workers)
    with (
        Bench.at(settings_for(out)) as bench,
        stopping_on_interrupt(stop, voice),
        bench.workers(workers),
    ):
        base = follower.counting(base_of(asked, file.parent))
        first = bench.ask(*pricing_study(asked), base)
        standing = bench.follow(first, follower.hear, stop.is_set)
        chosen = chosen_of(
            ((place, row) for place, _, row in bench.rows(first)), top, what or ()
        )
        gains = []
        if chosen and not stop.is_set():
            second = bench.ask(
                *proving_study(asked, chosen), base_of(asked, file.parent)
            )
            standing = bench.follow(second, follower.hear, stop.is_set)
            gains = gains_of(chosen, bench.rows(second))
    files = write_prices(gains, out)
    show_prices(voice, gains)
    voice.say(
        f"结果：{', '.join(map(str, files))}", f"Results: {', '.join(map(str, files))}"
    )
    done = standing.status == StudyStatus.COMPLETED
    if not done:
        voice.complain("尚未完成；再运行一次即可继续。", "Not done; run it again.")
    voice.answer(
        {
            "outcome": standing.status,
            "priced": len(chosen),
            "solved": len(gains),
            "files": [str(path) for path in files],
        }
    )
    raise typer.Exit(Exit.DONE if done else Exit.OUT_OF_TIME)
