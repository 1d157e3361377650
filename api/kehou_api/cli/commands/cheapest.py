"""`kehou cheapest`: the cheapest additions that close a gap."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kehou_api.cli.options import (
    JsonOption,
    LangOption,
    StudyFile,
    StudyFolder,
    listen,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from kehou_simulation.prices.cheapest import Closing
    from kehou_simulation.prices.costs import Costs
    from kehou_simulation.scenarios import Study
    from kehou_solver.domain.answer import Progress


def cheapest(
    ctx: typer.Context,
    file: StudyFile,
    costs: Annotated[
        Path, typer.Option("--costs", help="每周成本 .toml / what each kind costs")
    ],
    tier: Annotated[
        int,
        typer.Option("--tier", min=1, max=3, help="哪一层，1 = 优先群体 / which tier"),
    ] = 1,
    folder: StudyFolder = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """补齐缺口最省的增配 / the cheapest additions that give a tier its seats.

    Ctrl-C 保留已得的 / keeps what was found.
    """
    from kehou_api.cli.beside import run_beside
    from kehou_api.cli.files import content_of
    from kehou_api.cli.price_files import write_closings
    from kehou_api.cli.show.prices import show_closings
    from kehou_simulation.prices.costs import read_costs
    from kehou_simulation.scenarios import read_study

    voice = listen(ctx, lang, as_json)
    study, _ = read_study(content_of(file))
    priced = read_costs(content_of(costs))
    out = folder or Path("out") / file.stem
    closings, without = run_beside(
        voice, lambda stop, hear: _closed(study, file, priced, tier, stop, hear)
    )
    files = write_closings(closings, out)
    show_closings(voice, closings)
    for place in without:
        voice.complain(
            f"{place}：没有合法课表，请先用 kehou explain 查原因",
            f"{place}: no lawful week; kehou explain says why",
        )
    voice.say(
        f"结果：{', '.join(map(str, files))}", f"Results: {', '.join(map(str, files))}"
    )
    voice.answer(
        {
            "places": len(closings),
            "closed": sum(one.closed for _, one in closings),
            "cost_week_fen": sum(one.cost_fen for _, one in closings),
            "no_lawful_week": without,
            "files": [str(path) for path in files],
        }
    )


def _closed(
    study: "Study",
    file: Path,
    costs: "Costs",
    tier: int,
    stop: "threading.Event",
    hear: "Callable[[Progress], None]",
) -> "tuple[list[tuple[str, Closing]], list[str]]":
    """Close the gap at one place after the other; also return where no week exists."""
    import time

    from kehou_api.studies.base import base_of
    from kehou_simulation.prices.cheapest import Closing, cheapest
    from kehou_solver.domain.answer import Progress
    from kehou_solver.domain.base import Text

    began = time.monotonic()
    closings: list[tuple[str, Closing]] = []
    without = []
    for place, instance in base_of(study, file.parent):
        if stop.is_set():
            break

        def say(added: int, reached: int, wanted: int, place: str = place) -> None:
            stage = Text(
                f"{place}：增配 {added} 项，{reached} / {wanted} 人",
                f"{place}: {added} added, {reached} of {wanted} children",
            )
            hear(Progress(stage, None, None, None, time.monotonic() - began))

        found = cheapest(instance, tier, costs, study.effort, stop=stop, hear=say)
        if isinstance(found, Closing):
            closings.append((place, found))
        else:
            without.append(place)
    return closings, without
