"""Has timetables made, ended, judged and compared."""

import json
from typing import Any, Literal

from sqlalchemy.orm import Session

from kehou_api.db.content import packed, unpacked
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.jobs import store as jobs
from kehou_api.jobs.engine import Queue
from kehou_api.jobs.longest import insist_on_time
from kehou_api.jobs.results import keep_nothing, unproved
from kehou_api.jobs.status import ENDED, JobStatus, SolutionStatus, Wanted
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal, input_refusal
from kehou_api.settings import ServiceSettings
from kehou_api.timetables import store
from kehou_api.timetables.making import NOTHING, Held, Work, make
from kehou_api.timetables.schemas import Analysis, Compared, FindingSaid, Run
from kehou_api.trail.chain import record
from kehou_solver.checks import audit, broken
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_instance, read_timetable
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InputError
from kehou_solver.measures import ahead, measure_all
from kehou_solver.policy import Policy


def instance_in(row: InstanceRow) -> Instance:
    """Return the instance of a row."""
    return read_instance(unpacked(row.content))


def timetable_in(row: TimetableRow) -> Timetable:
    """Return the timetable of a row.

    Raises:
        Refusal: 409 if it has none yet.
    """
    if row.content is None:
        raise none_yet()
    return read_timetable(unpacked(row.content))


def none_yet() -> Refusal:
    """Return the refusal where a timetable is needed and there is none."""
    said = Text("还没有课表；请等求解结束。", "No timetable yet; wait for the search.")
    return Refusal(409, "timetable.none", said)


def ask_for(
    session: Session,
    queue: Queue,
    settings: ServiceSettings,
    who: Acting,
    instance: InstanceRow,
    run: Run,
    start: TimetableRow | None,
) -> tuple[TimetableRow, JobRow | None]:
    """Queue a search; the row of its timetable is there at once."""
    request, held = request_of(settings, run), NOTHING
    if start is not None:
        feasible = SolutionStatus.FEASIBLE
        held = Held(start.sha256, start.content, start.goals, feasible)
    return make(
        session,
        who,
        instance,
        deed="timetables.solve",
        detail={"instance": instance.id, **request},
        name=run.name,
        parent=start,
        work=Work(queue, "solve", request),
        held=held,
    )


def request_of(settings: ServiceSettings, run: Run) -> dict[str, Any]:
    """Return what a job is told of how hard to look.

    Raises:
        Refusal: if it may take longer than the keeper of the service allows.
    """
    insist_on_time(settings, run.seconds)
    return {
        "seconds": run.seconds,
        "seed": run.seed,
        "workers": run.workers or settings.solver_workers,
    }


def want(session: Session, who: Acting, row: TimetableRow, wanted: Wanted) -> None:
    """Have the search of a timetable end.

    Raises:
        Refusal: 409 if it has ended, or there never was one.
    """
    job = store.job_to_change(session, row)
    if job is None or job.status in ENDED:
        raise Refusal(
            409,
            "timetable.ended",
            Text("求解已经结束。", "The search is over already."),
        )
    if wanted == "cancel" and job.status == JobStatus.QUEUED:
        keep_nothing(session, job)
    jobs.end_early(session, job, wanted)
    record(
        session,
        owner_id=row.owner_id,
        actor=who.id,
        deed=f"timetables.{wanted}",
        subject=row.id,
    )


def store_by_hand(
    session: Session,
    who: Acting,
    instance: InstanceRow,
    timetable: Timetable,
    analysis: Analysis,
    parent: TimetableRow | None,
    name: str,
) -> TimetableRow:
    """Store a timetable that somebody made or changed; it may break rules."""
    kept = packed(timetable.model_dump(mode="json"))
    feasible, unknown = SolutionStatus.FEASIBLE, SolutionStatus.UNKNOWN
    row, _ = make(
        session,
        who,
        instance,
        deed="timetables.by_hand",
        detail={"sha256": kept.sha256, "parent": parent.id if parent else None},
        name=name,
        parent=parent,
        held=Held(
            kept.sha256,
            kept.content,
            [unproved(goal, value) for goal, value in analysis.values.items()],
            feasible if analysis.lawful else unknown,
        ),
    )
    return row


def timetable_of(document: Any, prefix: str) -> Timetable:
    """Read a timetable from plain JSON values.

    Raises:
        Refusal: with every problem.
    """
    try:
        return read_timetable(json.dumps(document))
    except InputError as error:
        raise input_refusal(error, prefix) from None


def analysed(instance: Instance, timetable: Timetable) -> Analysis:
    """Have the judge say what is wrong with a timetable, and measure it."""
    policy = Policy.of(instance)
    findings = audit(instance, timetable, policy)
    readable = all(finding.rule != "known_ids" for finding in findings)
    return Analysis(
        lawful=not broken(findings),
        findings=[
            FindingSaid(
                rule=finding.rule,
                about=finding.about,
                zh=finding.zh,
                en=finding.en,
                waived=finding.waived is not None,
            )
            for finding in findings
        ],
        values=measure_all(instance, timetable, policy) if readable else {},
    )


def compared(instance: Instance, left: Timetable, right: Timetable) -> Compared:
    """Set two timetables of one instance beside each other."""
    one, other = analysed(instance, left).values, analysed(instance, right).values
    decides = next((name for name in one if one[name] != other.get(name)), None)
    better: Literal["left", "right", "equal"] = "equal"
    if decides is not None:
        better = "left" if ahead(one, other) else "right"
    return Compared(
        left=one,
        right=other,
        better=better,
        decides=decides,
        changed={
            part: len(set(getattr(left, part)) ^ set(getattr(right, part)))
            for part in ("groups", "staff", "posts", "seats")
        },
    )
