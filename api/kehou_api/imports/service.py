"""Takes a workbook in and queues its reading."""

from sqlalchemy.orm import Session

from kehou_api.db.tables.job import JobRow
from kehou_api.files import store as files
from kehou_api.files.media import XLSX
from kehou_api.jobs.asking import queue_job
from kehou_api.jobs.engine import Queue
from kehou_api.people.acting import Acting
from kehou_api.trail.chain import record

SECONDS = 300.0
"""How long a workbook may be read; a group of seven campuses takes seconds."""


def ask_for(
    session: Session, queue: Queue, who: Acting, owner_id: str, workbook: bytes
) -> JobRow:
    """Keep a workbook until it has been read, and queue that."""
    row = files.keep(session, owner_id, "workbook.xlsx", XLSX, workbook, None)
    job = queue_job(
        session,
        queue,
        kind="import",
        owner_id=owner_id,
        instance_id=None,
        request={"file": row.id, "asker": who.id, "seconds": SECONDS},
    )
    record(
        session,
        owner_id=owner_id,
        actor=who.id,
        deed="imports.ask",
        subject=job.id,
        detail={"sha256": row.sha256},
    )
    return job
