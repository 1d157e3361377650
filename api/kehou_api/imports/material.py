"""The workbook a job is to read, as its child gets it."""

from typing import Any

from sqlalchemy.orm import Session, undefer

from kehou_api.db.tables.file import FileRow
from kehou_api.db.tables.job import JobRow


def workbook_for(session: Session, job: JobRow) -> dict[str, Any]:
    """Return the workbook of a job."""
    whole = [undefer(FileRow.content)]
    row = session.get_one(FileRow, job.request["file"], options=whole)
    return {"workbook": row.content}
