"""Puts pieces into the queue as soon as what they start from is there.

Done again and again by the first of the living workers, so no process has to live as
long as a study does: whatever was killed, the next look goes on from the rows.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from kehou_api.db.base import now
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.study import CellRow, PieceRow, StudyRow
from kehou_api.jobs.asking import queue_job
from kehou_api.jobs.engine import Queue
from kehou_api.jobs.status import ENDED, JobStatus

KIND = "piece"

AT_ONCE = 200
"""Pieces queued in one transaction."""

PRICING = 1800.0
"""Seconds more for a piece that is priced: the linear programs of a large group."""

SECONDS = 600.0
"""How long timetables of one instance may be handed round: a judge's word for each."""


def feed(session: Session, queue: Queue) -> int:
    """Queue pieces that can be solved now, and exchanges; return how many pieces."""
    start, its_job = aliased(PieceRow), aliased(JobRow)
    ready = sa.or_(
        PieceRow.start_key.is_(None),
        sa.exists().where(
            start.owner_id == PieceRow.owner_id,
            start.key == PieceRow.start_key,
            sa.or_(
                start.row.is_not(None),
                sa.exists().where(
                    its_job.id == start.job_id, its_job.status.in_(ENDED)
                ),
            ),
        ),
    )
    wanted = sa.exists().where(
        CellRow.piece_id == PieceRow.id,
        StudyRow.id == CellRow.study_id,
        StudyRow.cancelled_at.is_(None),
    )
    asked = (
        sa.select(PieceRow)
        .where(PieceRow.job_id.is_(None), PieceRow.row.is_(None), ready, wanted)
        .order_by(PieceRow.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=PieceRow)
    )
    rows = list(session.execute(asked).scalars())
    for row in rows:
        job = queue_job(
            session,
            queue,
            kind=KIND,
            owner_id=row.owner_id,
            instance_id=row.instance_id,
            request={"piece": row.id, **row.effort, "seconds": _longest(row)},
        )
        row.job_id = job.id
    session.flush()
    _exchange(session, queue)
    return len(rows)


def _longest(row: PieceRow) -> float:
    """Return the seconds after which a piece is taken for stuck."""
    pricing = PRICING if row.piece.get("priced") else 0.0
    return float(row.effort["seconds"]) + pricing


def _exchange(session: Session, queue: Queue) -> None:
    """Have timetables handed round where all pieces of an instance have ended."""
    asked = (
        sa.select(StudyRow)
        .join(JobRow, JobRow.id == StudyRow.job_id)
        .where(
            StudyRow.cancelled_at.is_(None),
            JobRow.status == JobStatus.COMPLETED,
            StudyRow.exchanged_at.is_(None),
        )
        .order_by(StudyRow.id)
        .with_for_update(skip_locked=True, of=StudyRow)
    )
    for study in session.execute(asked).scalars():
        open_ = set(session.execute(_open_places(study)).scalars())
        for one in study.instances:
            place = one["place"]
            if place in open_ or place in study.exchanges:
                continue
            job = queue_job(
                session,
                queue,
                kind="exchange",
                owner_id=study.owner_id,
                instance_id=one["instance"],
                request={"study": study.id, "place": place, "seconds": SECONDS},
            )
            study.exchanges = study.exchanges | {place: job.id}
        if len(study.exchanges) == len(study.instances):
            study.exchanged_at = now()


def _open_places(study: StudyRow) -> sa.Select[str]:
    running = sa.or_(JobRow.id.is_(None), JobRow.status.not_in(ENDED))
    return (
        sa.select(CellRow.place)
        .join(PieceRow, PieceRow.id == CellRow.piece_id)
        .outerjoin(JobRow, JobRow.id == PieceRow.job_id)
        .where(CellRow.study_id == study.id, PieceRow.row.is_(None), running)
        .distinct()
    )
