"""How often a job is begun, and how one ends that was begun too often.

A job that takes its worker down with it would take down every other one after that. A
job whose workers are taken from it, by restarts or borrowed machines, is no such job:
the time its search has had buys it more beginnings.
"""

from typing import Any

from kehou_api.db.engine import Database
from kehou_api.db.patience import patiently
from kehou_api.db.tables.job import JobRow
from kehou_api.jobs import store
from kehou_api.jobs.finishing import fair_best, keep_fair
from kehou_api.jobs.status import JobStatus

MOST_BEGINNINGS = 10
"""Of a job that gets nowhere."""

BOUGHT_BY = 60.0
"""Seconds of search that buy one beginning more, up to the time that was asked for."""


def too_many(database: Database, claim: store.Claim) -> int:
    """Return how many beginnings a job has had beyond those it may have."""
    with database.reading() as session:
        row = session.get_one(JobRow, claim.job_id)
        bought = int(min(row.spent, _asked(row)) // BOUGHT_BY)
        return max(0, claim.attempt - MOST_BEGINNINGS - bought)


def give_up(database: Database, claim: store.Claim, *, first: bool) -> None:
    """End a job that was begun too often.

    One that has had all its time has a result, if it has found one: what is missing is
    only what a last beginning would have proved.

    Args:
        database: to write to.
        claim: on the job.
        first: whether nobody tried to give it up before. Should taking out envy be what
            takes workers down, it is left out the next time.
    """
    fair = patiently(lambda: fair_best(database, claim.job_id)) if first else None

    def end() -> None:
        with database.writing() as session:
            row = store.held(session, claim)
            keep_fair(session, row, fair)
            if fair is not None and row.spent >= _asked(row):
                store.end(session, row, JobStatus.COMPLETED)
            else:
                store.end(session, row, JobStatus.FAILED, problem=_too_often(row))

    patiently(end)


def _asked(row: JobRow) -> float:
    return float(row.request["seconds"])


def _too_often(row: JobRow) -> dict[str, Any]:
    tries = row.attempt - 1
    return {
        "code": "job.attempts",
        "zh": f"已尝试 {tries} 次，每次都中断；不再重试。已有的最好课表会保留。",
        "en": f"Begun {tries} times and broken off each time; it is not tried again. "
        "The best timetable it had is kept.",
        "issues": [],
    }
