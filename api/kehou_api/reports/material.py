"""What a report is made of beside an instance and a timetable, as its child gets it."""

from typing import Any

from sqlalchemy.orm import Session, undefer

from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.timetable import TimetableRow


def papers_for(session: Session, job: JobRow) -> dict[str, Any]:
    """Return what else is known of one timetable, or the papers of every school.

    Documents of many schools are handed on packed, as they lie.
    """
    if job.request["kind"] == "timetable":
        named = job.request["timetable"]
        whole = [undefer(TimetableRow.certificate)]
        row = session.get_one(TimetableRow, named, options=whole)
        return {"goals": row.goals or [], "certificate": row.certificate}
    return {
        "day": job.created_at.date().isoformat(),
        "papers": {
            school["timetable"]: _papers(session, school["timetable"])
            for school in job.request["schools"]
            if school["timetable"] is not None
        },
    }


def _papers(session: Session, timetable_id: str) -> dict[str, Any]:
    whole = [undefer(TimetableRow.content)]
    row = session.get_one(TimetableRow, timetable_id, options=whole)
    facts = [undefer(InstanceRow.content)]
    instance = session.get_one(InstanceRow, row.instance_id, options=facts)
    return {
        "instance": instance.content,
        "timetable": row.content,
        "goals": row.goals or [],
    }
