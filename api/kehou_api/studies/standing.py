"""Where a study stands, read from the rows of its pieces and their jobs."""

from collections.abc import Iterator, Sequence
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
    return standings_of(session, [study])[study.id]


def standings_of(session: Session, studies: Sequence[StudyRow]) -> dict[str, Standing]:
    """Return where studies stand, by id: as many questions for many as for one."""
    ids = [study.id for study in studies]
    counted = _pieces_of(session, ids)
    cells = _cells_of(session, ids)
    planning = _statuses(session, [study.job_id for study in studies])
    left = _left_of_exchanges(session, studies)
    standings = {}
    for study in studies:
        pieces, ended, seconds = counted.get(study.id, (0, 0, None))
        status = _status(study, planning[study.job_id], pieces, ended, left)
        standings[study.id] = Standing(
            status, cells.get(study.id, 0), pieces, ended, seconds
        )
    return standings


def _pieces_of(
    session: Session, ids: Sequence[str]
) -> dict[str, tuple[int, int, float | None]]:
    """Return how many pieces, how many of them over, and seconds a piece, by study."""
    mine = (
        sa.select(CellRow.study_id, CellRow.piece_id)
        .where(CellRow.study_id.in_(ids))
        .distinct()
        .subquery()
    )
    over = sa.or_(PieceRow.row.is_not(None), JobRow.status.in_(ENDED))
    asked = (
        sa.select(
            mine.c.study_id,
            sa.func.count(),
            sa.func.sum(sa.case((over, 1), else_=0)),
            sa.func.avg(sa.case((JobRow.ended_at.is_not(None), JobRow.spent))),
        )
        .join(PieceRow, PieceRow.id == mine.c.piece_id)
        .outerjoin(JobRow, JobRow.id == PieceRow.job_id)
        .group_by(mine.c.study_id)
    )
    return {
        study: (pieces, ended or 0, seconds)
        for study, pieces, ended, seconds in session.execute(asked)
    }


def _cells_of(session: Session, ids: Sequence[str]) -> dict[str, int]:
    asked = (
        sa.select(CellRow.study_id, sa.func.count())
        .where(CellRow.study_id.in_(ids))
        .group_by(CellRow.study_id)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def _statuses(session: Session, jobs: Sequence[str | None]) -> dict[str | None, str]:
    asked = sa.select(JobRow.id, JobRow.status).where(JobRow.id.in_(jobs))
    return {row[0]: row[1] for row in session.execute(asked)}


def _left_of_exchanges(session: Session, studies: Sequence[StudyRow]) -> frozenset[str]:
    """Return the ids of jobs that still hand timetables round."""
    jobs = [job for study in studies for job in study.exchanges.values()]
    if not jobs:
        return frozenset()
    asked = sa.select(JobRow.id).where(JobRow.id.in_(jobs), JobRow.status.not_in(ENDED))
    return frozenset(session.execute(asked).scalars())


def _status(
    study: StudyRow,
    planning: str,
    pieces: int,
    ended: int,
    left: frozenset[str],
) -> StudyStatus:
    if study.cancelled_at is not None:
        return StudyStatus.CANCELLED
    if planning != JobStatus.COMPLETED:
        failed = planning in ENDED
        return StudyStatus.FAILED if failed else StudyStatus.PLANNING
    if ended < pieces or study.exchanged_at is None:
        return StudyStatus.SOLVING
    waiting = left.intersection(study.exchanges.values())
    return StudyStatus.SOLVING if waiting else StudyStatus.COMPLETED


def cells_of(
    session: Session,
    study: StudyRow,
    place: str | None = None,
    scenario: str | None = None,
    *,
    after: int = 0,
    limit: int | None = None,
) -> Iterator[tuple[CellRow, PieceRow, Row | None]]:
    """Yield the cells of a study with what came of them; None = not yet.

    Args:
        session: to read in.
        study: whose cells.
        place: only this one.
        scenario: only this one.
        after: leave out so many; cells are planned at once and stay as they are.
        limit: at most so many.
    """
    asked = (
        sa.select(CellRow, PieceRow, JobRow)
        .join(PieceRow, PieceRow.id == CellRow.piece_id)
        .outerjoin(JobRow, JobRow.id == PieceRow.job_id)
        .where(CellRow.study_id == study.id)
        .order_by(CellRow.place, CellRow.scenario, CellRow.replication)
        .offset(after)
        .limit(limit)
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
