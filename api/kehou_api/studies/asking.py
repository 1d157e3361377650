"""Stores a study and queues its planning."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from kehou_api.db.tables.study import StudyRow
from kehou_api.ids import new_id
from kehou_api.jobs.asking import queue_job
from kehou_api.jobs.engine import Queue
from kehou_api.trail.chain import record
from kehou_simulation.scenarios import Scenario, Study

SECONDS = 3600.0
"""How long a study may be planned: some hundredths of a second for each cell."""


def ask_for(
    session: Session,
    queue: Queue,
    *,
    actor: str,
    owner_id: str,
    study: Study,
    scenarios: Sequence[Scenario],
    instances: Sequence[tuple[str, str]],
) -> StudyRow:
    """Store a study.

    Args:
        session: of the transaction.
        queue: of jobs.
        actor: id of whoever asks.
        owner_id: whose it is.
        study: as read.
        scenarios: all of its scenarios, the base first.
        instances: place and id of each instance of the base.
    """
    row = StudyRow(
        id=new_id("st"),
        owner_id=owner_id,
        title=study.title,
        document=study.model_dump(mode="json"),
        scenarios=[one.model_dump(mode="json") for one in scenarios],
        instances=[
            {"place": place, "instance": instance} for place, instance in instances
        ],
        exchanges={},
    )
    session.add(row)
    session.flush()
    job = queue_job(
        session,
        queue,
        kind="study",
        owner_id=owner_id,
        instance_id=None,
        request={"study": row.id, "asker": actor, "seconds": SECONDS},
    )
    row.job_id = job.id
    record(
        session,
        owner_id=owner_id,
        actor=actor,
        deed="studies.ask",
        subject=row.id,
        detail={"scenarios": len(scenarios), "instances": len(instances)},
    )
    return row
