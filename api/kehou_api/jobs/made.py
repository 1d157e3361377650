"""What a job makes beside timetables, kept in the transaction that ends it."""

from typing import Any

from sqlalchemy.orm import Session

from kehou_api.db.base import now
from kehou_api.db.tables.job import JobRow
from kehou_api.files import store as files
from kehou_api.instances import service as instances
from kehou_api.instances.packing import PackedInstance
from kehou_api.jobs.messages import MadeFile
from kehou_api.studies.keeping import keep_exchange, keep_piece, keep_plan
from kehou_api.studies.messages import MadeExchange, MadePiece, MadePlan
from kehou_api.trail.chain import record

Made = PackedInstance | MadeFile | MadePlan | MadePiece | MadeExchange


def keep_made(session: Session, job: JobRow, made: Made) -> dict[str, Any]:
    """Keep what a job has made; return what the job says of it."""
    match made:
        case PackedInstance():
            return _keep_instance(session, job, made)
        case MadePlan():
            return keep_plan(session, job, made)
        case MadePiece():
            return keep_piece(session, job, made)
        case MadeExchange():
            return keep_exchange(session, job, made)
        case _:
            return _keep_file(session, job, made)


def _keep_instance(
    session: Session, job: JobRow, made: PackedInstance
) -> dict[str, Any]:
    row = instances.keep(session, job.request["asker"], job.owner_id, made)
    job.instance_id = row.id
    return {"instance": row.id, "sha256": row.sha256}


def _keep_file(session: Session, job: JobRow, made: MadeFile) -> dict[str, Any]:
    expires_at = now() + files.KEPT
    name = f"{job.id}.{made.suffix}"
    row = files.keep(
        session, job.owner_id, name, made.media_type, made.content, expires_at
    )
    record(
        session,
        owner_id=job.owner_id,
        actor=job.request["asker"],
        deed=f"{job.kind}s.make",
        subject=job.id,
        detail={"sha256": row.sha256},
    )
    return {
        "file": row.id,
        "name": name,
        "media_type": made.media_type,
        "bytes": len(made.content),
        "sha256": row.sha256,
        "expires_at": expires_at.isoformat(),
    }
