"""What planning a study and solving a piece need beside an instance."""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.study import CellRow, PieceRow, StudyRow


def study_for(session: Session, job: JobRow) -> dict[str, Any]:
    """Return the study a job plans, and the instances of its base, packed."""
    row = session.get_one(StudyRow, job.request["study"])
    whole = [undefer(InstanceRow.content)]
    return {
        "study": json.dumps(row.document),
        "scenarios": json.dumps(row.scenarios),
        "instances": [
            (
                one["place"],
                one["instance"],
                session.get_one(InstanceRow, one["instance"], options=whole).content,
            )
            for one in row.instances
        ],
    }


def exchange_for(session: Session, job: JobRow) -> dict[str, Any]:
    """Return the pieces of one instance of a study, and what came of them."""
    asked = (
        sa.select(PieceRow)
        .where(
            PieceRow.id.in_(
                sa.select(CellRow.piece_id).where(
                    CellRow.study_id == job.request["study"],
                    CellRow.place == job.request["place"],
                )
            ),
            PieceRow.row.is_not(None),
        )
        .order_by(PieceRow.id)
        .options(undefer(PieceRow.content))
    )
    return {
        "pieces": [
            (row.id, json.dumps(row.piece), json.dumps(row.row), row.content)
            for row in session.execute(asked).scalars()
        ]
    }


def piece_for(session: Session, job: JobRow) -> dict[str, Any]:
    """Return the piece a job solves, and the timetable it starts from, packed."""
    row = session.get_one(PieceRow, job.request["piece"])
    starts = []
    if row.start_key is not None:
        asked = sa.select(PieceRow.content).where(
            PieceRow.owner_id == row.owner_id, PieceRow.key == row.start_key
        )
        starts = [one for one in session.execute(asked).scalars() if one is not None]
    return {
        "piece": json.dumps(row.piece),
        "effort": json.dumps(row.effort),
        "starts": starts,
    }
