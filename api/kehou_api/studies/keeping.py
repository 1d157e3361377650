"""Keeps what the jobs of a study have made."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.study import CellRow, PieceRow, StudyRow
from kehou_api.ids import new_id
from kehou_api.jobs.status import JobStatus
from kehou_api.studies.messages import (
    MadeExchange,
    MadePiece,
    MadePlan,
    PlannedInstance,
)


def keep_plan(session: Session, job: JobRow, made: MadePlan) -> dict[str, Any]:
    """Write down the cells and pieces of a study; what is known is not done again."""
    study = session.get_one(StudyRow, job.request["study"])
    cells = pieces = 0
    for instance in made.instances:
        ids = _keep_pieces(session, study, instance)
        session.add_all(
            CellRow(
                study_id=study.id,
                place=instance.place,
                scenario=scenario,
                replication=replication,
                piece_id=ids[key],
            )
            for scenario, replication, key in instance.cells
        )
        cells, pieces = cells + len(instance.cells), pieces + len(ids)
    session.flush()
    return {"cells": cells, "pieces": pieces}


def _keep_pieces(
    session: Session, study: StudyRow, instance: PlannedInstance
) -> dict[str, str]:
    keys = [piece["key"] for piece in instance.pieces]
    asked = sa.select(PieceRow).where(
        PieceRow.owner_id == study.owner_id, PieceRow.key.in_(keys)
    )
    known = {row.key: row for row in session.execute(asked).scalars()}
    for row in known.values():
        _again_if_failed(session, row)
    for piece in instance.pieces:
        if piece["key"] not in known:
            row = PieceRow(
                id=new_id("pc"),
                owner_id=study.owner_id,
                key=piece["key"],
                instance_id=instance.instance_id,
                piece=piece,
                effort=piece["effort"],
                start_key=piece["start"],
                row=piece["wrong"],
            )
            session.add(row)
            known[row.key] = row
    session.flush()
    return {key: row.id for key, row in known.items()}


def _again_if_failed(session: Session, row: PieceRow) -> None:
    """Have a piece solved again that an earlier study could not get solved."""
    if row.row is None and row.job_id is not None:
        job = session.get_one(JobRow, row.job_id)
        if job.status in (JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.STOPPED):
            row.job_id = None


def keep_exchange(session: Session, job: JobRow, made: MadeExchange) -> dict[str, Any]:
    """Write down what became better."""
    for piece_id, (told, content) in made.better.items():
        row = session.get_one(PieceRow, piece_id)
        row.row, row.content = told, content
    return {"better": len(made.better)}


def keep_piece(session: Session, job: JobRow, made: MadePiece) -> dict[str, Any]:
    """Write down what came of a piece."""
    row = session.get_one(PieceRow, job.request["piece"])
    row.row, row.content = made.row, made.content
    return {"piece": row.id}
