"""The answer of a solve as one JSON document, without its timetable."""

from collections.abc import Iterable
from typing import Any

from kehou_solver.domain.answer import Found, Impossible, Outcome, RanOutOfTime
from kehou_solver.domain.base import Frozen


def as_document(outcome: Outcome) -> dict[str, Any]:
    """Return the answer with everything in it but the timetable."""
    match outcome:
        case Found():
            return {
                "outcome": "found",
                "stopped": outcome.stopped,
                "seconds": round(outcome.seconds, 3),
                "seed": outcome.seed,
                "workers": outcome.workers,
                "goals": _dumped(outcome.goals),
            }
        case Impossible():
            return {
                "outcome": "impossible",
                "seconds": round(outcome.seconds, 3),
                "shortages": _dumped(outcome.shortages),
                "clash": _dumped(outcome.clash),
                "mends": _dumped(outcome.mends),
                "gaps": _dumped(outcome.gaps),
            }
        case RanOutOfTime():
            return {
                "outcome": "ran_out_of_time",
                "seconds": round(outcome.seconds, 3),
                "advice": outcome.advice._asdict(),
            }


def _dumped(models: Iterable[Frozen]) -> list[dict[str, Any]]:
    return [model.model_dump(mode="json") for model in models]
