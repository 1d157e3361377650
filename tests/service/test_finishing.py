"""A search that was killed leaves a timetable without envy, like one that ended."""

from pathlib import Path

from kehou_api.db.content import packed, unpacked
from kehou_api.db.engine import Database
from kehou_api.db.tables import InstanceRow, JobRow, OwnerRow, TimetableRow
from kehou_api.db.upgrade import upgrade
from kehou_api.jobs.finishing import fair_best, keep_fair
from kehou_api.jobs.status import JobStatus
from kehou_instances.ladder import generate
from kehou_solver.domain.reading import read_timetable
from kehou_solver.fairness import is_fair
from kehou_solver.policy import Policy


def test_what_is_left_has_no_envy(tmp_path: Path) -> None:
    planted = generate("XS", 1)
    instance, envious = planted.instance, planted.timetable
    policy = Policy.of(instance)
    assert not is_fair(instance, envious, policy)  # a planted week knows no tiers
    database = Database(f"sqlite:///{tmp_path / 'kehou.sqlite'}")
    upgrade(database)
    stored, kept = (
        packed(instance.model_dump(mode="json")),
        packed(envious.model_dump(mode="json")),
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
                request={},
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
    fair = fair_best(database, "job")
    with database.writing() as session:
        keep_fair(session, session.get_one(JobRow, "job"), fair)
        row = session.get_one(TimetableRow, "tt")
        left = read_timetable(unpacked(row.content or b""))
        assert row.goals
    assert is_fair(instance, left, policy)
    database.close()
