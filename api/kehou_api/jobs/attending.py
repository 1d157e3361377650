"""Attends to one job: begins it, hands it to a child, and sees that it ends once."""

import contextlib
import time
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kehou_api.db.content import unpacked
from kehou_api.db.engine import Database
from kehou_api.db.patience import patiently
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.jobs import store
from kehou_api.jobs.beginnings import give_up, too_many
from kehou_api.jobs.child import Bounds, Child
from kehou_api.jobs.endings import defect
from kehou_api.jobs.material import material_of
from kehou_api.jobs.messages import Order
from kehou_api.jobs.results import asked_about, keep_nothing, timetable_of
from kehou_api.jobs.status import JobStatus
from kehou_api.jobs.watching import SEARCHES, ChildDied, Watch
from kehou_api.logs.lines import logger
from kehou_api.settings import ServiceSettings

log = logger("jobs")

LONG_AWAY = 5.0
"""Seconds until a database is tried again that did not come back while we waited."""

LEAST_SECONDS = 5.0
"""A job that is taken up again has at least so long."""

FILE_GIB = 2.0
"""Memory of work with files, where its keeper has set no other limit: what somebody
sent may have been made to grow. A group of 9,000 children takes a sixth of it."""


@dataclass(frozen=True)
class Attending:
    """What it takes to attend to jobs."""

    database: Database
    settings: ServiceSettings
    context: ForkServerContext

    def to_the_end(self, job_id: str) -> None:
        """Do a job until it has ended, somebody else has it or the worker dies."""
        while True:
            try:
                self._attend(job_id)
                return self._say_end(job_id)
            except store.LostJob:
                log.info("job is somebody else's or ended", job=job_id)
                return None
            except ChildDied as died:
                log.warning("job crashed", job=job_id, crash=str(died))
            except DBAPIError:
                log.exception("database away for long", job=job_id)
                time.sleep(LONG_AWAY)
            except Exception as error:
                log.exception("defect", job=job_id)
                self._own_up(job_id, error)
                return self._say_end(job_id)

    def _attend(self, job_id: str) -> None:
        claim = patiently(lambda: self._begin(job_id))
        if claim is None:
            return
        if over := patiently(lambda: too_many(self.database, claim)):
            give_up(self.database, claim, first=over == 1)
            return
        order = patiently(lambda: self._order_for(claim))
        settings = self.settings
        memory = settings.memory_gib
        if memory is None and order["kind"] not in SEARCHES:
            memory = FILE_GIB
        log.info(
            "job begun",
            job=job_id,
            kind=order["kind"],
            attempt=claim.attempt,
            executor=settings.executor,
        )
        bounds = Bounds(memory, settings.nice, settings.planted)
        child = Child(self.context, order, bounds)
        try:
            Watch(self.database, settings, claim, child, order).run()
        finally:
            child.kill()

    def _say_end(self, job_id: str) -> None:
        def ended() -> dict[str, Any]:
            with self.database.reading() as session:
                row = session.get_one(JobRow, job_id)
                return {
                    "kind": row.kind,
                    "attempt": row.attempt,
                    "executor": row.executor,
                    "job_status": row.status,
                    "seconds": round(row.spent, 1),
                    "crashes": row.crashes,
                    "code": (row.problem or {}).get("code"),
                }

        log.info("job ended", job=job_id, **patiently(ended))

    def _own_up(self, job_id: str, error: Exception) -> None:
        """End a job that our own mistake broke off; else it would wait for ever."""

        def end() -> None:
            with self.database.writing() as session:
                row = store.begun_by(session, job_id, self.settings.executor)
                store.end(session, row, JobStatus.FAILED, problem=defect(error))

        with contextlib.suppress(store.LostJob):
            patiently(end)

    def _begin(self, job_id: str) -> store.Claim | None:
        """Claim a job; None = it ended here and now."""
        with self.database.writing() as session:
            claim = store.claim(session, job_id, self.settings.executor)
            row = store.held(session, claim)
            if row.wanted == "cancel":
                keep_nothing(session, row)
                store.end(session, row, JobStatus.CANCELLED)
                return None
            return claim

    def _order_for(self, claim: store.Claim) -> Order:
        """Return what is to be done; the claim stands whatever goes wrong here."""
        with self.database.reading() as session:
            return self._order(session, session.get_one(JobRow, claim.job_id))

    def _order(self, session: Session, row: JobRow) -> Order:
        instance = best = None
        if row.instance_id is not None:
            content = session.get_one(InstanceRow, row.instance_id).content
            instance = unpacked(content).decode()
        timetable = timetable_of(session, row) or asked_about(session, row)
        if timetable is not None and timetable.content is not None:
            best = unpacked(timetable.content).decode()
        asked = float(row.request["seconds"])
        left = asked if row.spent == 0 else max(LEAST_SECONDS, asked - row.spent)
        return {
            "kind": row.kind,
            "instance": instance,
            "request": row.request,
            "best": best,
            "seconds": left,
            "material": material_of(session, row),
        }
