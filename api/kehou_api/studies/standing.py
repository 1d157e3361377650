"""Where a study stands, read from the rows of its pieces and their jobs."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.study import CellRow, PieceRow, StudyRow
from kehou_api.jobs.status import ENDED, JobStatus
from kehou_simulation.answers.solved import Row, Wrong


class StudyStatus(StrEnum):
    """Where a study stands."""

    PLANNING = "PLANNING"
    SOLVING = "SOLVING"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Standing:
    """Where a study stands.

    Attributes:
        cells, pieces, ended: how many there are, and pieces that have come to an end.
        seconds_a_piece: mean of the solved ones; None = none yet.
    """

    status: StudyStatus
    cells: int
    pieces: int
    ended: int
    seconds_a_piece: float | None

    @property
    def over(self) -> bool:
        """Say whether nothing more will come."""
        return self.status not in (StudyStatus.PLANNING, StudyStatus.SOLVING)


def standing_of(session: Session, study: StudyRow) -> Standing:
    """Return where a study stands."""
    mine = sa.select(CellRow.piece_id).where(CellRow.study_id == study.id).distinct()
    over = sa.or_(PieceRow.row.is_not(None), JobRow.status.in_(ENDED))
    counted = (
        sa.select(
            sa.func.count(),
            sa.func.sum(sa.case((over, 1), else_=0)),
            sa.func.avg(sa.case((JobRow.ended_at.is_not(None), JobRow.spent))),
        )
        .select_from(PieceRow)
        .outerjoin(JobRow, JobRow.id == PieceRow.job_id)
        .where(PieceRow.id.in_(mine))
    )
    pieces, ended, seconds = session.execute(counted).one()
    cells = session.execute(
        sa.select(sa.func.count())
        .select_from(CellRow)
        .where(CellRow.study_id == study.id)
    ).scalar_one()
    status = _status(session, study, pieces, ended or 0)
    return Standing(status, cells, pieces, ended or 0, seconds)


def _status(session: Session, study: StudyRow, pieces: int, ended: int) -> StudyStatus:
    if study.cancelled_at is not None:
        return StudyStatus.CANCELLED
    planning = session.get_one(JobRow, study.job_id).status
    if planning != JobStatus.COMPLETED:
        failed = planning in ENDED
        return StudyStatus.FAILED if failed else StudyStatus.PLANNING
    if ended < pieces or study.exchanged_at is None:
        return StudyStatus.SOLVING
    asked = sa.select(sa.func.count()).where(
        JobRow.id.in_(study.exchanges.values()), JobRow.status.not_in(ENDED)
    )
    left = session.execute(asked).scalar_one()
    return StudyStatus.SOLVING if left else StudyStatus.COMPLETED


def cells_of(
    session: Session,
    study: StudyRow,
    place: str | None = None,
    scenario: str | None = None,
) -> Iterator[tuple[CellRow, PieceRow, Row | None]]:
    """Yield the cells of a study with what came of them; None = not yet.

    Args:
        session: to read in.
        study: whose cells.
        place: only this one.
        scenario: only this one.
    """
    asked = (
        sa.select(CellRow, PieceRow, JobRow)
        .join(PieceRow, PieceRow.id == CellRow.piece_id)
        .outerjoin(JobRow, JobRow.id == PieceRow.job_id)
        .where(CellRow.study_id == study.id)
        .order_by(CellRow.place, CellRow.scenario, CellRow.replication)
    )
    if place is not None:
        asked = asked.where(CellRow.place == place)
    if scenario is not None:
        asked = asked.where(CellRow.scenario == scenario)
    for cell, piece, job in session.execute(asked):
        yield cell, piece, row_of(piece, job)


def row_of(piece: PieceRow, job: JobRow | None) -> Row | None:
    """Return what came of a piece; a job that failed is a row with its reason."""
    if piece.row is not None:
        return Row.model_validate(piece.row, strict=False)
    if job is None or job.status not in ENDED:
        return None
    problem = job.problem or {"zh": "已中止", "en": "ended early"}
    wrong = Wrong(where=job.id, zh=problem["zh"], en=problem["en"])
    return Row(verdict="failed", schools=tuple(piece.piece["schools"]), wrong=(wrong,))
