"""The work of a study, as functions a child process calls. No database, no web here."""

import threading
import time

from pydantic import TypeAdapter

from kehou_api.db.content import packed, unpacked
from kehou_api.jobs.messages import Done, Order, Voice, answered, news_of
from kehou_api.studies.messages import (
    MadeExchange,
    MadePiece,
    MadePlan,
    PlannedInstance,
)
from kehou_simulation.answers.exchanging import Known, exchanged
from kehou_simulation.answers.solved import Row, Solved, solved
from kehou_simulation.runs.planning import Piece, plan_of
from kehou_simulation.scenarios import Scenario, Study
from kehou_simulation.scenarios.study import Effort
from kehou_solver.domain.answer import Progress
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_instance, read_timetable

_SCENARIOS = TypeAdapter(list[Scenario])


def do_study(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Say which pieces a study needs."""
    material = order["material"]
    study = Study.model_validate_json(material["study"])
    scenarios = _SCENARIOS.validate_json(material["scenarios"])
    made = []
    for place, instance_id, content in material["instances"]:
        plan = plan_of(study, scenarios, read_instance(unpacked(content)))
        made.append(
            PlannedInstance(
                place=place,
                instance_id=instance_id,
                cells=[(c.scenario, c.replication, c.key) for c in plan.cells],
                pieces=[one.model_dump(mode="json") for one in plan.pieces.values()],
            )
        )
    done = answered({"instances": len(made)})
    done["made"] = MadePlan(made)
    return done


def do_piece(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Solve one piece."""
    assert order["instance"] is not None  # noqa: S101
    material = order["material"]
    piece = Piece.model_validate_json(material["piece"])
    effort = Effort.model_validate_json(material["effort"])
    starts = [read_timetable(unpacked(one)) for one in material["starts"]]

    def hear(progress: Progress) -> None:
        voice.news(news_of(progress))

    instance = piece.made_of(read_instance(order["instance"]))
    told = solved(instance, effort, starts=starts, on_progress=hear, stop=stop)
    if piece.priced:
        told = _with_prices(instance, told, voice, stop)
    done = answered({"verdict": told.row.verdict})
    done["made"] = _made(told)
    return done


def do_exchange(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Hand the timetables of one instance round its scenarios."""
    assert order["instance"] is not None  # noqa: S101
    ids, known = {}, {}
    for piece_id, piece, row, content in order["material"]["pieces"]:
        read = Piece.model_validate_json(piece)
        ids[read.key] = piece_id
        known[read.key] = Known(
            read,
            Row.model_validate_json(row),
            None if content is None else read_timetable(unpacked(content)),
        )
    better = exchanged(read_instance(order["instance"]), known)
    done = answered({"better": len(better)})
    made = {}
    for key, told in better.items():
        packed_ = _made(told)
        assert packed_.content is not None  # noqa: S101
        made[ids[key]] = (packed_.row, packed_.content)
    done["made"] = MadeExchange(made)
    return done


def _with_prices(
    instance: Instance, told: Solved, voice: Voice, stop: threading.Event
) -> Solved:
    """Price what the schools could get more of, beside the timetable found."""
    from kehou_simulation.prices.pricing import priced

    if told.timetable is None:
        return told
    began = time.monotonic()

    def hear(done: int, whole: int) -> None:
        stage = Text(f"定价 {done} / {whole}", f"{done} of {whole} priced")
        spent = time.monotonic() - began
        voice.news(news_of(Progress(stage, None, None, None, spent)))

    prices = priced(instance, told.timetable, stop=stop, hear=hear)
    return Solved(told.row.model_copy(update={"prices": prices}), told.timetable)


def _made(told: Solved) -> MadePiece:
    row: Row = told.row
    content = None
    if told.timetable is not None:
        content = packed(told.timetable.model_dump(mode="json")).content
    return MadePiece(row.model_dump(mode="json"), content)
