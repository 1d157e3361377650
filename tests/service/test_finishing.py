"""A search that was killed leaves a timetable without envy, like one that ended."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kehou_api.db.content import packed, unpacked
from kehou_api.db.engine import Database
from kehou_api.db.tables import InstanceRow, JobRow, OwnerRow, TimetableRow
from kehou_api.db.upgrade import upgrade
from kehou_api.jobs import attending, beginnings, store, watching
from kehou_api.jobs.child import forkserver
from kehou_api.jobs.finishing import fair_best, keep_fair
from kehou_api.jobs.status import JobStatus
from kehou_api.settings import ServiceSettings
from kehou_instances.ladder import generate
from kehou_solver.domain.reading import read_timetable
from kehou_solver.fairness import is_fair
from kehou_solver.policy import Policy

PLANTED = generate("XS", 1)
"""A planted week knows no tiers, so there is envy in it."""


@pytest.fixture
def envious(tmp_path: Path) -> Iterator[Database]:
    """Yield a database with one job whose best so far has envy."""
    instance, timetable = PLANTED.instance, PLANTED.timetable
    assert not is_fair(instance, timetable, Policy.of(instance))
    database = Database(f"sqlite:///{tmp_path / 'kehou.sqlite'}")
    upgrade(database)
    stored, kept = (
        packed(instance.model_dump(mode="json")),
        packed(timetable.model_dump(mode="json")),
    )
    with database.writing() as session:
        session.add(OwnerRow(id="ow", kind="school", code="x", title="x"))
        session.flush()
        session.add(
            InstanceRow(
                id="in",
                owner_id="ow",
                sha256=stored.sha256,
                name="x",
                title="x",
                week_of=instance.week_of,
                sizes={},
                content=stored.content,
            )
        )
        session.add(
            JobRow(
                id="job",
                owner_id="ow",
                kind="solve",
                instance_id="in",
                request={"seconds": 1.0, "seed": 0, "workers": 1},
                status=JobStatus.SOLVING,
            )
        )
        session.flush()
        session.add(
            TimetableRow(
                id="tt",
                owner_id="ow",
                instance_id="in",
                job_id="job",
                origin_id="tt",
                name="",
                solution="FEASIBLE",
                sha256=kept.sha256,
                content=kept.content,
                goals=[],
            )
        )
    yield database
    database.close()


def fairness_left(database: Database) -> bool:
    with database.reading() as session:
        row = session.get_one(TimetableRow, "tt")
        left = read_timetable(unpacked(row.content or b""))
        assert row.goals
    return is_fair(PLANTED.instance, left, Policy.of(PLANTED.instance))


def test_what_is_left_has_no_envy(envious: Database) -> None:
    fair = fair_best(envious, "job")
    with envious.writing() as session:
        keep_fair(session, session.get_one(JobRow, "job"), fair)
    assert fairness_left(envious)


def attended(database: Database) -> JobRow:
    """Attend to the job until it has ended."""
    settings = ServiceSettings(executor="w-0", attempts=3)
    attending.Attending(database, settings, forkserver()).to_the_end("job")
    with database.reading() as session:
        return session.get_one(JobRow, "job")


class Dying:
    """A child that dies before its first word."""

    exit_code = -9

    def __init__(self, *_: Any) -> None:
        pass

    def hear(self, seconds: float) -> None:
        """Say nothing."""
        raise EOFError

    def kill(self) -> None:
        """Be dead already."""


def test_envy_is_taken_out_once_after_the_last_crash(
    envious: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_out = []

    def counted(database: Database, job_id: str) -> Any:
        taken_out.append(job_id)
        return fair_best(database, job_id)

    monkeypatch.setattr(attending, "Child", Dying)
    monkeypatch.setattr(watching, "fair_best", counted)
    job = attended(envious)
    assert (job.status, job.crashes, job.attempt) == ("FAILED", 3, 3)
    assert taken_out == ["job"]
    assert fairness_left(envious)


def test_a_job_that_was_begun_too_often_ends_without_envy(envious: Database) -> None:
    with envious.writing() as session:
        row = session.get_one(JobRow, "job")
        row.attempt = beginnings.MOST_BEGINNINGS
    job = attended(envious)
    assert job.problem is not None
    assert (job.status, job.problem["code"]) == ("FAILED", "job.attempts")
    assert fairness_left(envious)


def test_the_time_a_search_has_had_buys_it_beginnings(envious: Database) -> None:
    """A worker that is restarted every few minutes is no reason to give up."""
    with envious.writing() as session:
        row = session.get_one(JobRow, "job")
        row.attempt = beginnings.MOST_BEGINNINGS
        row.request, row.spent = row.request | {"seconds": 3600.0}, 600.0
    claim = store.Claim("job", beginnings.MOST_BEGINNINGS + 10)
    assert beginnings.too_many(envious, claim) == 0
    claim = store.Claim("job", beginnings.MOST_BEGINNINGS + 11)
    assert beginnings.too_many(envious, claim) == 1


def test_a_job_begun_too_often_that_had_its_time_has_a_result(
    envious: Database,
) -> None:
    with envious.writing() as session:
        row = session.get_one(JobRow, "job")
        row.attempt, row.spent = beginnings.MOST_BEGINNINGS, 1.0
    job = attended(envious)
    assert (job.status, job.problem) == ("COMPLETED", None)
    assert fairness_left(envious)


def test_a_job_is_given_up_even_if_taking_out_envy_kills_workers(
    envious: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with envious.writing() as session:
        row = session.get_one(JobRow, "job")
        row.attempt = beginnings.MOST_BEGINNINGS + 1  # the worker died once more

    def never(database: Database, job_id: str) -> Any:
        raise AssertionError(job_id)

    monkeypatch.setattr(beginnings, "fair_best", never)
    job = attended(envious)
    assert job.problem is not None
    assert job.problem["code"] == "job.attempts"


def test_a_job_whose_order_cannot_be_made_has_failed(envious: Database) -> None:
    """It waited for ever: the mistake also undid the claim, and nobody had the job."""
    with envious.writing() as session:
        row = session.get_one(JobRow, "job")
        row.status, row.request = JobStatus.QUEUED, {"seconds": "unreadable"}
    job = attended(envious)
    assert job.problem is not None
    assert (job.status, job.problem["code"]) == ("FAILED", "defect.worker")
