"""Attends to one job: hands it to a child, writes down what comes, ends it once."""

import contextlib
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import ForkServerContext
from typing import Any, TypeVar

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
from kehou_api.jobs.finishing import Fair, fair_best, keep_fair
from kehou_api.jobs.material import material_of
from kehou_api.jobs.messages import Better, Done, News, Order, Refused
from kehou_api.jobs.pacing import Pace
from kehou_api.jobs.results import (
    asked_about,
    keep_better,
    keep_done,
    keep_nothing,
    timetable_of,
)
from kehou_api.jobs.status import JobStatus
from kehou_api.logs.lines import logger
from kehou_api.settings import ServiceSettings

log = logger("jobs")

T = TypeVar("T")

LOOK = 0.2
"""Seconds between two looks at what somebody may have asked of the job."""

LONG_AWAY = 5.0
"""Seconds until a database is tried again that did not come back while we waited."""

LEAST_SECONDS = 5.0
"""A job that is taken up again has at least so long."""

OVERTIME = 60.0
"""Seconds beyond its limit after which a child is stopped by force: presolves and
certificates may outlast a limit, but not for ever."""

AT_HAND = 1.0
"""Seconds that a stopped search of a timetable has to end by itself, with its bounds.
Its best so far lies here already, and whoever stopped it waits."""

SEARCHES = frozenset({"solve", "repair", "explain", "piece"})
"""Kinds of work that may be ended at any time with what they have found."""

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
            _Watch(self, claim, child, order).run()
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
                store.end(session, row, JobStatus.FAILED, problem=_defect(error))

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


class _Watch:
    """One child at work."""

    def __init__(
        self, attending: Attending, claim: store.Claim, child: Child, order: Order
    ) -> None:
        self._database, self._settings = attending.database, attending.settings
        self._claim, self._child = claim, child
        self._began = self._looked = self._spent_to = time.monotonic()
        self._latest = self._began + order["seconds"] + OVERTIME
        self._search = order["kind"] in SEARCHES
        grace = self._settings.grace
        self._late = min(AT_HAND, grace) if order["kind"] == "solve" else grace
        self._fair: Future[Fair | None] | None = None
        self._stopping: float | None = None
        self._pace = Pace()

    def run(self) -> None:
        """Listen until the job has ended.

        Raises:
            LostJob: if somebody else has it now.
        """
        while True:
            try:
                heard = self._child.hear(LOOK)
            except EOFError:
                return self._died()
            if heard is not None and self._hear(*heard):
                return None
            if due := self._pace.due():
                patiently(partial(self._tell, due))
            if time.monotonic() - self._looked >= LOOK and self._look():
                return None

    def _hear(self, word: str, message: Any) -> bool:
        """Write a message down; True = it was the last."""
        match word:
            case "defect":
                job_id = self._claim.job_id
                log.error("defect in a search", job=job_id, exception=message)
                return False
            case "news":
                self._pace.put(message)
                return False
        return patiently(lambda: self._written(word, message))

    def _written(self, word: str, message: Any) -> bool:
        with self._database.writing() as session:
            row = self._held(session)
            match word:
                case "better":
                    self._better(session, row, message)
                    return False
                case "done":
                    self._news(session, row, self._pace.left())
                    self._done(session, row, message)
                case "refused" | "failed":
                    self._news(session, row, self._pace.left())
                    store.end(session, row, JobStatus.FAILED, problem=_said(message))
                case _:
                    raise AssertionError(word)
        return True

    def _tell(self, news: list[News]) -> None:
        with self._database.writing() as session:
            self._news(session, self._held(session), news)

    def _news(self, session: Session, row: JobRow, news: list[News]) -> None:
        for one in news:
            store.tell(session, row.id, "progress", dict(one))

    def _better(self, session: Session, row: JobRow, better: Better) -> None:
        if keep_better(session, row, better):
            self._fair = None
            news = {"values": better["values"], "seconds": better["seconds"]}
            store.tell(session, row.id, "timetable", news)

    def _done(self, session: Session, row: JobRow, done: Done) -> None:
        if row.wanted == "cancel":
            keep_nothing(session, row)
            store.end(session, row, JobStatus.CANCELLED)
            return
        result = keep_done(session, row, done)
        asked = row.wanted == "stop" and done["stopped"]
        status = JobStatus.STOPPED if asked else JobStatus.COMPLETED
        store.end(session, row, status, result=result)

    def _look(self) -> bool:
        """See what was asked of the job; True = it has ended."""
        self._looked = time.monotonic()
        wanted = patiently(self._wanted)
        if wanted == "cancel":
            self._child.kill()
            patiently(lambda: self._end(JobStatus.CANCELLED))
            return True
        if self._stopping is None and (wanted == "stop" or self._looked > self._latest):
            self._stopping = self._looked
            self._child.stop()
            self._fair = _beside(self._fair_best)
        if self._stopping is not None and self._looked > self._stopping + self._late:
            # Deaf: a presolve that heeds nobody. What was found so far stands.
            self._child.kill()
            if self._search or wanted == "stop":
                # What came after the stop is better than what was made fair meanwhile.
                fair = self._fair.result() if self._fair else self._fair_best()
                patiently(lambda: self._end(JobStatus.STOPPED, fair))
            else:
                patiently(lambda: self._end(JobStatus.FAILED, problem=_TOO_LONG))
            return True
        return False

    def _wanted(self) -> str | None:
        with self._database.reading() as session:
            row = session.get_one(JobRow, self._claim.job_id)
            if row.attempt != self._claim.attempt:
                raise store.LostJob(row.id)
            return row.wanted

    def _end(
        self,
        status: JobStatus,
        fair: Fair | None = None,
        problem: dict[str, Any] | None = None,
    ) -> None:
        with self._database.writing() as session:
            row = self._held(session)
            self._news(session, row, self._pace.left())
            if status == JobStatus.CANCELLED:
                keep_nothing(session, row)
            keep_fair(session, row, fair)
            store.end(session, row, status, problem=problem)

    def _died(self) -> None:
        """Say that the child is gone; the engine is asked to try again, or not."""
        problem = _crashed(self._child.exit_code)
        fair = patiently(self._fair_if_last)
        if not patiently(lambda: self._again(problem, fair)):
            return
        raise ChildDied(problem["en"])

    def _fair_best(self) -> Fair | None:
        return patiently(lambda: fair_best(self._database, self._claim.job_id))

    def _fair_if_last(self) -> Fair | None:
        with self._database.reading() as session:
            crashes = session.get_one(JobRow, self._claim.job_id).crashes
        if crashes + 1 < self._settings.attempts:
            return None
        return fair_best(self._database, self._claim.job_id)

    def _again(self, problem: dict[str, Any], fair: Fair | None) -> bool:
        """Note a crash; say whether the job is to be tried again."""
        with self._database.writing() as session:
            row = self._held(session)
            self._news(session, row, self._pace.left())
            row.crashes += 1
            if row.crashes >= self._settings.attempts:
                keep_fair(session, row, fair)
                store.end(session, row, JobStatus.FAILED, problem=problem)
                return False
            store.tell(session, row.id, "crash", problem)
            return True

    def _held(self, session: Session) -> JobRow:
        """Return the job to be written on, with the time it has taken so far."""
        row = store.held(session, self._claim)
        moment = time.monotonic()
        row.spent += moment - self._spent_to
        self._spent_to = moment
        return row


def _beside(work: Callable[[], T]) -> "Future[T]":
    """Do some work in a thread while this one goes on listening."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="fair")
    done = pool.submit(work)
    pool.shutdown(wait=False)
    return done


class ChildDied(Exception):
    """A child ended without a word; the job is tried again."""


def _defect(error: Exception) -> dict[str, Any]:
    name = type(error).__name__
    return {
        "code": "defect.worker",
        "zh": f"程序自身出错（{name}），不是数据的问题；已记入日志。",
        "en": f"Our own mistake ({name}), not your data's; it has been logged.",
        "issues": [],
    }


def _said(refused: Refused) -> dict[str, Any]:
    return dict(refused)


def _crashed(code: int | None) -> dict[str, Any]:
    how = f"signal {-code}" if code is not None and code < 0 else f"exit {code}"
    return {
        "code": "job.crashed",
        "zh": f"任务进程意外结束（{how}），可能是内存不足；已有的最好课表会保留。",
        "en": f"The job's process ended unexpectedly ({how}), perhaps out of memory; "
        "the best timetable it had is kept.",
        "issues": [],
    }


_TOO_LONG = {
    "code": "job.seconds",
    "zh": "任务用时过长，已中止；请按学校拆分后再试。",
    "en": "The job took too long and was ended; split it by school and try again.",
    "issues": [],
}
