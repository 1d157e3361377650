"""Queries for timetables."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.pages import newest_first
from kehou_api.people.acting import Acting, owned_by


def theirs(
    session: Session, who: Acting, timetable_id: str, *, whole: bool = False
) -> TimetableRow | None:
    """Return a timetable of theirs; `whole` = with its content."""
    asked = sa.select(TimetableRow).where(
        TimetableRow.id == timetable_id, owned_by(who, TimetableRow.owner_id)
    )
    if whole:
        asked = asked.options(
            undefer(TimetableRow.content), undefer(TimetableRow.certificate)
        )
    return session.execute(asked).scalar_one_or_none()


def jobs_of(session: Session, rows: list[TimetableRow]) -> dict[str, JobRow]:
    """Return the jobs of timetables, by their ids."""
    ids = [row.job_id for row in rows if row.job_id is not None]
    asked = sa.select(JobRow).where(JobRow.id.in_(ids))
    return {job.id: job for job in session.execute(asked).scalars()}


def job_to_change(session: Session, row: TimetableRow) -> JobRow | None:
    """Return the job of a timetable, locked; None = it was sent by hand."""
    if row.job_id is None:
        return None
    asked = sa.select(JobRow).where(JobRow.id == row.job_id).with_for_update()
    return session.execute(asked).scalar_one()


def page(
    session: Session, who: Acting, after: str | None, limit: int, instance: str | None
) -> tuple[list[TimetableRow], str | None]:
    """Return a page of their timetables, of one instance if asked."""
    asked = sa.select(TimetableRow).where(owned_by(who, TimetableRow.owner_id))
    if instance is not None:
        asked = asked.where(TimetableRow.instance_id == instance)
    return newest_first(session, asked, TimetableRow.id, after, limit)


def children_of(session: Session, row: TimetableRow) -> list[str]:
    """Return the ids of timetables made from one."""
    asked = sa.select(TimetableRow.id).where(TimetableRow.parent_id == row.id)
    return list(session.execute(asked).scalars())
