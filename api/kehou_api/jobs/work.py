"""The kinds of work, as functions a child process calls. No database, no web here."""

import json
import threading
from collections.abc import Callable

from pydantic import TypeAdapter, ValidationError

from kehou_api.documents.outcome import as_document as outcome_document
from kehou_api.documents.repair import as_document as repair_document
from kehou_api.imports.work import do_import
from kehou_api.jobs.messages import Done, Order, Voice, answered, news_of
from kehou_api.jobs.status import SolutionStatus
from kehou_api.reports.work import do_report
from kehou_api.studies.work import do_exchange, do_piece, do_study
from kehou_solver.domain.answer import (
    Found,
    Impossible,
    Outcome,
    Progress,
    RanOutOfTime,
    Settings,
)
from kehou_solver.domain.reading import read_instance, read_timetable
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InvalidInstance, Problem
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from kehou_solver.report.portable import certificate_document


def do_solve(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Find the best lawful timetable; go on from the best so far, if there is one."""
    from kehou_solver.solve import solve

    assert order["instance"] is not None  # noqa: S101
    instance = read_instance(order["instance"])
    policy = Policy.of(instance)
    best = read_timetable(order["best"]) if order["best"] else None

    def hear(progress: Progress) -> None:
        voice.news(news_of(progress))

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
    answer = outcome_document(outcome)
    goals = answer.pop("goals", [])
    match outcome:
        case Found(certificate=certificate, uncertified=why):
            proved = all(goal.proved for goal in outcome.goals)
            best, feasible = SolutionStatus.PROVED_OPTIMAL, SolutionStatus.FEASIBLE
            return {
                "solution": best if proved else feasible,
                "stopped": outcome.stopped,
                "timetable": outcome.timetable.model_dump_json(),
                "goals": goals,
                "certificate": json.dumps(certificate_document(certificate))
                if certificate
                else None,
                "answer": answer | {"uncertified": why._asdict() if why else None},
            }
        case Impossible():
            return answered(answer, solution=SolutionStatus.PROVED_INFEASIBLE)
        case RanOutOfTime():
            return answered(answer, solution=SolutionStatus.UNKNOWN, stopped=True)


def do_repair(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Mend a published timetable with the fewest changed cells."""
    from kehou_solver.repair import Freeze, Options, Repaired, mend

    assert order["instance"] is not None  # noqa: S101
    after = read_instance(order["instance"])
    asked = order["request"]
    levels = {int(day): Freeze[name] for day, name in asked["freeze"].items()}
    outcome = mend(
        after,
        freeze=levels,
        settings=Settings(order["seconds"], asked["workers"], asked["seed"]),
        options=Options(substitute_lessons_a_day=asked["substitute_lessons"]),
        stop=stop,
    )
    answer = repair_document(outcome)
    if not isinstance(outcome, Repaired):
        none = SolutionStatus.PROVED_INFEASIBLE
        solution = none if outcome.proved else SolutionStatus.UNKNOWN
        return answered(answer, solution=solution, stopped=not outcome.proved)
    values = measure_all(after, outcome.timetable, Policy.of(after))
    return {
        "solution": SolutionStatus.FEASIBLE,
        "stopped": not outcome.proved,
        "timetable": outcome.timetable.model_dump_json(),
        "goals": [
            {
                "name": name,
                "value": value,
                "bound": outcome.bound if name == "changes" else None,
                "proved": name == "changes" and outcome.proved,
                "holds": "everywhere",
                "seconds": 0.0,
            }
            for name, value in values.items()
        ],
        "certificate": None,
        "answer": answer,
    }


def do_explain(order: Order, voice: Voice, stop: threading.Event) -> Done:
    """Say why not, and what it would take; each reason confirmed by solving."""
    from kehou_solver.whynot import Question, why_not

    assert order["instance"] is not None  # noqa: S101
    assert order["best"] is not None  # noqa: S101
    asked = order["request"]
    try:
        question: Question = TypeAdapter(Question).validate_python(asked["question"])
    except ValidationError as error:
        seen = json.dumps(asked["question"], ensure_ascii=False)[:80]
        zh, en = "不是可问的问题；见 docs/why-not.md", f"no question: {error.title}"
        raise InvalidInstance([Problem("/question", seen, zh, en)]) from None
    answer = why_not(
        read_instance(order["instance"]),
        read_timetable(order["best"]),
        question,
        settings=Settings(order["seconds"], asked["workers"], asked["seed"]),
        stop=stop,
    )
    return answered(answer.model_dump(mode="json"), stopped=not answer.complete)


Work = Callable[[Order, Voice, threading.Event], Done]

WORK: dict[str, Work] = {
    "solve": do_solve,
    "repair": do_repair,
    "explain": do_explain,
    "import": do_import,
    "report": do_report,
    "study": do_study,
    "piece": do_piece,
    "exchange": do_exchange,
}
"""Every kind of job with what does it."""
