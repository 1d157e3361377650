"""Queries for studies."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.study import CellRow, PieceRow, StudyRow
from kehou_api.jobs import store as jobs
from kehou_api.jobs.status import ENDED
from kehou_api.pages import newest_first
from kehou_api.people.acting import Acting, owned_by


def theirs(session: Session, who: Acting, study_id: str) -> StudyRow | None:
    """Return a study of theirs."""
    asked = sa.select(StudyRow).where(
        StudyRow.id == study_id, owned_by(who, StudyRow.owner_id)
    )
    return session.execute(asked).scalar_one_or_none()


def page(
    session: Session, who: Acting, after: str | None, limit: int
) -> tuple[list[StudyRow], str | None]:
    """Return a page of their studies."""
    asked = sa.select(StudyRow).where(owned_by(who, StudyRow.owner_id))
    return newest_first(session, asked, StudyRow.id, after, limit)


def cancel(session: Session, study: StudyRow) -> None:
    """End a study: pieces that no other study needs are solved no more."""
    study.cancelled_at = now()
    session.flush()
    mine = sa.select(CellRow.piece_id).where(CellRow.study_id == study.id)
    others = (
        sa.select(CellRow.piece_id)
        .join(StudyRow, StudyRow.id == CellRow.study_id)
        .where(StudyRow.id != study.id, StudyRow.cancelled_at.is_(None))
    )
    asked = (
        sa.select(JobRow)
        .where(
            sa.or_(
                JobRow.id == study.job_id,
                JobRow.id.in_(
                    sa.select(PieceRow.job_id).where(
                        PieceRow.id.in_(mine), PieceRow.id.not_in(others)
                    )
                ),
            ),
            JobRow.status.not_in(ENDED),
        )
        .order_by(JobRow.id)
        .with_for_update()
    )
    for job in session.execute(asked).scalars():
        jobs.end_early(session, job, "cancel")
