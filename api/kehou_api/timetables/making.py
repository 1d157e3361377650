"""Makes a timetable's row with all that belongs to it: its job and the trail line."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.ids import new_id
from kehou_api.jobs.asking import queue_job
from kehou_api.jobs.engine import Queue
from kehou_api.jobs.status import SolutionStatus
from kehou_api.people.acting import Acting
from kehou_api.trail.chain import record


@dataclass(frozen=True)
class Work:
    """A job that will fill a timetable.

    Attributes:
        kind: which work; see `jobs.work`.
        request: what it is told beside the instance.
    """

    queue: Queue
    kind: str
    request: dict[str, Any]


@dataclass(frozen=True)
class Held:
    """What a timetable holds from its first moment."""

    sha256: str | None
    content: bytes | None
    goals: list[Any] | None
    solution: SolutionStatus


NOTHING = Held(None, None, None, SolutionStatus.UNKNOWN)


def make(
    session: Session,
    who: Acting,
    instance: InstanceRow,
    *,
    deed: str,
    detail: dict[str, Any],
    name: str,
    parent: TimetableRow | None,
    work: Work | None = None,
    held: Held = NOTHING,
) -> tuple[TimetableRow, JobRow | None]:
    """Make a timetable of an instance; it is noted who did it.

    Args:
        session: of the transaction that makes it.
        who: does it.
        instance: whose owner it will have.
        deed: what the trail calls it.
        detail: what else the trail holds.
        name: for people.
        parent: the timetable it is made from; None = it is the first of its line.
        work: the job that fills it; None = it is complete.
        held: what is there at once.
    """
    job = None
    if work is not None:
        job = queue_job(
            session,
            work.queue,
            kind=work.kind,
            owner_id=instance.owner_id,
            instance_id=instance.id,
            request=work.request,
        )
    row_id = new_id("tt")
    row = TimetableRow(
        id=row_id,
        owner_id=instance.owner_id,
        instance_id=instance.id,
        job_id=job.id if job else None,
        parent_id=parent.id if parent else None,
        origin_id=parent.origin_id if parent else row_id,
        name=name,
        solution=held.solution,
        sha256=held.sha256,
        content=held.content,
        goals=held.goals,
    )
    session.add(row)
    session.flush()
    record(
        session,
        owner_id=row.owner_id,
        actor=who.id,
        deed=deed,
        subject=row.id,
        detail=detail,
    )
    return row, job
