"""What a job leaves behind: the best timetable so far, and at the end what is known."""

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.content import packed
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.jobs.made import keep_made
from kehou_api.jobs.messages import Better, Done
from kehou_api.jobs.status import SolutionStatus
from kehou_solver.measures import ahead


def timetable_of(session: Session, job: JobRow) -> TimetableRow | None:
    """Return the timetable a job makes; None = it makes none."""
    asked = sa.select(TimetableRow).where(TimetableRow.job_id == job.id)
    return session.execute(asked).scalar_one_or_none()


def asked_about(session: Session, job: JobRow) -> TimetableRow | None:
    """Return the timetable a job is a question about; None = it is about none."""
    named = job.request.get("timetable")
    return None if named is None else session.get_one(TimetableRow, named)


def keep_better(session: Session, job: JobRow, better: Better) -> bool:
    """Keep a timetable if it is better than the one kept; say whether it was."""
    row = timetable_of(session, job)
    if row is None:
        return False
    if row.content is not None and not ahead(better["values"], values_of(row.goals)):
        return False
    kept = packed(json.loads(better["timetable"]))
    row.sha256, row.content = kept
    row.goals = [unproved(name, value) for name, value in better["values"].items()]
    row.solution = SolutionStatus.FEASIBLE
    row.version += 1
    return True


def keep_done(session: Session, job: JobRow, done: Done) -> dict[str, Any]:
    """Keep what finished work has made; return what is said of it.

    After a crash a search may end with less than its forerunner had; then that stands,
    with the bounds that hold for it.
    """
    _keep_timetable(session, job, done)
    if "made" not in done:
        return done["answer"]
    return done["answer"] | keep_made(session, job, done["made"])


def _keep_timetable(session: Session, job: JobRow, done: Done) -> None:
    row = timetable_of(session, job)
    if row is None:
        return
    row.version += 1
    if done["timetable"] is None:
        if row.content is None:
            row.solution = done["solution"] or SolutionStatus.UNKNOWN
        return
    values = {goal["name"]: goal["value"] for goal in done["goals"]}
    if row.content is not None and ahead(values_of(row.goals), values):
        return
    row.sha256, row.content = packed(json.loads(done["timetable"]))
    row.goals = done["goals"]
    row.solution = done["solution"] or SolutionStatus.FEASIBLE
    if done["certificate"] is not None:
        row.certificate = zlib.compress(done["certificate"].encode(), 6)


def keep_nothing(session: Session, job: JobRow) -> None:
    """Throw away what was found."""
    row = timetable_of(session, job)
    if row is None:
        return
    row.sha256 = row.content = row.goals = row.certificate = None
    row.solution = SolutionStatus.UNKNOWN
    row.version += 1


def values_of(goals: Sequence[Mapping[str, Any]] | None) -> dict[str, int]:
    """Return the values of goals, in their order."""
    return {goal["name"]: goal["value"] for goal in goals or ()}


def unproved(name: str, value: int) -> dict[str, Any]:
    """Return a goal of which nothing is proved."""
    return {
        "name": name,
        "value": value,
        "bound": None,
        "proved": False,
        "holds": "everywhere",
        "seconds": 0.0,
    }
