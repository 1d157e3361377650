"""The kinds of work, as functions a child process calls. No database, no web here."""

import json
import threading
from collections.abc import Callable
from typing import Any, Protocol

from kehou_api.jobs.messages import Better, Done, News, Order
from kehou_api.jobs.status import SolutionStatus
from kehou_solver.domain.answer import (
    Found,
    Impossible,
    Outcome,
    Progress,
    RanOutOfTime,
    Settings,
)
from kehou_solver.domain.base import Frozen
from kehou_solver.domain.reading import read_instance, read_timetable
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from kehou_solver.report.portable import certificate_document


class Voice(Protocol):
    """How work is heard."""

    def news(self, news: News) -> None:
        """Say where the search stands."""

    def better(self, better: Better) -> None:
        """Hand over a better timetable."""


def do_solve(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Find the best lawful timetable; go on from the best so far, if there is one."""
    from kehou_solver.solve import solve

    assert order["instance"] is not None  # noqa: S101
    instance = read_instance(order["instance"])
    policy = Policy.of(instance)
    best = read_timetable(order["best"]) if order["best"] else None

    def hear(progress: Progress) -> None:
        voice.news(
            {
                "stage": [progress.stage.zh, progress.stage.en],
                "goal": progress.goal,
                "value": progress.value,
                "bound": progress.bound,
                "seconds": round(progress.seconds, 3),
            }
        )

    def hand_on(timetable: Timetable, seconds: float) -> None:
        voice.better(
            {
                "timetable": timetable.model_dump_json(),
                "values": measure_all(instance, timetable, policy),
                "seconds": round(seconds, 3),
            }
        )

    asked = order["request"]
    settings = Settings(order["seconds"], asked["workers"], asked["seed"])
    outcome = solve(
        instance,
        settings,
        start=best,
        on_progress=hear,
        on_timetable=hand_on,
        stop=stop,
    )
    return _done(outcome)


def _done(outcome: Outcome) -> Done:
    match outcome:
        case Found():
            proved = all(goal.proved for goal in outcome.goals)
            certificate = outcome.certificate
            return {
                "solution": SolutionStatus.PROVED_OPTIMAL
                if proved
                else SolutionStatus.FEASIBLE,
                "stopped": outcome.stopped,
                "timetable": outcome.timetable.model_dump_json(),
                "goals": _dumped(outcome.goals),
                "certificate": json.dumps(certificate_document(certificate))
                if certificate
                else None,
                "answer": {
                    "outcome": "found",
                    "seconds": round(outcome.seconds, 3),
                    "seed": outcome.seed,
                    "workers": outcome.workers,
                    "uncertified": outcome.uncertified._asdict()
                    if outcome.uncertified
                    else None,
                },
            }
        case Impossible():
            answer = {
                "outcome": "impossible",
                "seconds": round(outcome.seconds, 3),
                "shortages": _dumped(outcome.shortages),
                "clash": _dumped(outcome.clash),
                "mends": _dumped(outcome.mends),
                "gaps": _dumped(outcome.gaps),
            }
            return _without(SolutionStatus.PROVED_INFEASIBLE, answer, stopped=False)
        case RanOutOfTime():
            answer = {
                "outcome": "ran_out_of_time",
                "seconds": round(outcome.seconds, 3),
                "advice": outcome.advice._asdict(),
            }
            return _without(SolutionStatus.UNKNOWN, answer, stopped=True)


def _without(
    solution: SolutionStatus, answer: dict[str, Any], *, stopped: bool
) -> Done:
    return {
        "solution": solution,
        "stopped": stopped,
        "timetable": None,
        "goals": [],
        "certificate": None,
        "answer": answer,
    }


def _dumped(models: tuple[Frozen, ...]) -> list[dict[str, Any]]:
    return [model.model_dump(mode="json") for model in models]


Work = Callable[[Order, Voice, threading.Event], Done]

WORK: dict[str, Work] = {"solve": do_solve}
"""Every kind of job with what does it."""
