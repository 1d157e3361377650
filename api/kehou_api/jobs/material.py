"""What each kind of work needs beside its instance and its timetable."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.imports.material import workbook_for
from kehou_api.reports.material import papers_for
from kehou_api.studies.material import exchange_for, piece_for, study_for

Gather = Callable[[Session, JobRow], dict[str, Any]]

MATERIAL: dict[str, Gather] = {
    "import": workbook_for,
    "report": papers_for,
    "study": study_for,
    "piece": piece_for,
    "exchange": exchange_for,
}
"""Kinds of work that need more, with what gathers it."""


def material_of(session: Session, job: JobRow) -> dict[str, Any]:
    """Gather what a job's child needs, in the transaction that begins the job."""
    gather = MATERIAL.get(job.kind)
    return gather(session, job) if gather else {}
