"""Listens to the child at work on a job, and writes down what comes of it."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from kehou_api.db.engine import Database
from kehou_api.db.patience import patiently
from kehou_api.db.tables.job import JobRow
from kehou_api.jobs import store
from kehou_api.jobs.child import Child
from kehou_api.jobs.endings import TOO_LONG, crashed, said
from kehou_api.jobs.finishing import Fair, fair_best, keep_fair
from kehou_api.jobs.messages import Better, Done, News, Order
from kehou_api.jobs.pacing import Pace
from kehou_api.jobs.results import keep_better, keep_done, keep_nothing
from kehou_api.jobs.status import JobStatus
from kehou_api.logs.lines import logger
from kehou_api.settings import ServiceSettings

log = logger("jobs")

T = TypeVar("T")

LOOK = 0.2
"""Seconds between two looks at what somebody may have asked of the job."""

OVERTIME = 60.0
"""Seconds beyond its limit after which a child is stopped by force: presolves and
certificates may outlast a limit, but not for ever."""

AT_HAND = 1.0
"""Seconds that a stopped search of a timetable has to end by itself, with its bounds.
Its best so far lies here already, and whoever stopped it waits."""

SEARCHES = frozenset({"solve", "repair", "explain", "piece"})
"""Kinds of work that may be ended at any time with what they have found."""


class ChildDied(Exception):
    """A child ended without a word; the job is tried again."""


class Watch:
    """One child at work."""

    def __init__(
        self,
        database: Database,
        settings: ServiceSettings,
        claim: store.Claim,
        child: Child,
        order: Order,
    ) -> None:
        self._database, self._settings = database, settings
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
                    store.end(session, row, JobStatus.FAILED, problem=said(message))
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
                patiently(lambda: self._end(JobStatus.FAILED, problem=TOO_LONG))
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
        problem = crashed(self._child.exit_code)
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
