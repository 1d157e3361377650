"""Queues reports. What one is about is fixed when it is asked for."""

from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.jobs.asking import queue_job
from kehou_api.jobs.engine import Queue
from kehou_api.people.acting import Acting
from kehou_api.plans.road import STATE_WORDS, PlanState
from kehou_api.problems import Refusal
from kehou_api.reports import store
from kehou_api.reports.schemas import DistrictReport, TimetableReport
from kehou_api.trail.chain import record
from kehou_solver.domain.base import Text

SECONDS = 600.0
"""How long a report may be made."""

NO_PLAN = Text("没有方案", "no plan")


def ask_for_timetable(
    session: Session,
    queue: Queue,
    who: Acting,
    timetable: TimetableRow,
    asked: TimetableReport,
) -> JobRow:
    """Queue the report about a timetable.

    Raises:
        Refusal: 409 if it is still being made, or there is none.
    """
    if timetable.job_id is not None:
        job = session.get_one(JobRow, timetable.job_id)
        if job.ended_at is None:
            said = Text("课表还在求解。", "The timetable is still being made.")
            raise Refusal(409, "timetable.solving", said)
    if timetable.sha256 is None:
        raise Refusal(
            409, "timetable.none", Text("没有课表。", "There is no timetable.")
        )
    instance = timetable.instance_id
    return _queue(session, queue, who, timetable.owner_id, instance, asked.model_dump())


def ask_for_district(
    session: Session, queue: Queue, who: Acting, asked: DistrictReport
) -> JobRow:
    """Queue the table of all schools of whoever asks: as their plans stand now."""
    plans = store.plans_that_count(session, who)
    schools: list[dict[str, Any]] = []
    for owner in store.owners(session, who):
        plan = plans.get(owner.id)
        if plan is None and owner.kind != "school":
            continue
        words = NO_PLAN if plan is None else STATE_WORDS[PlanState(plan.state)]
        schools.append(
            {
                "code": owner.code,
                "title": owner.title,
                "state": list(words),
                "plan": plan.id if plan else None,
                "timetable": plan.timetable_id if plan else None,
            }
        )
    assert who.owner_id is not None  # noqa: S101
    request = {**asked.model_dump(), "schools": schools}
    return _queue(session, queue, who, who.owner_id, None, request)


def _queue(
    session: Session,
    queue: Queue,
    who: Acting,
    owner_id: str,
    instance_id: str | None,
    request: dict[str, Any],
) -> JobRow:
    job = queue_job(
        session,
        queue,
        kind=store.KIND,
        owner_id=owner_id,
        instance_id=instance_id,
        request=request | {"asker": who.id, "seconds": SECONDS},
    )
    record(
        session,
        owner_id=owner_id,
        actor=who.id,
        deed="reports.ask",
        subject=job.id,
        detail={"kind": request["kind"]},
    )
    return job
