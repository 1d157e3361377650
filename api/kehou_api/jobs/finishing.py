"""Makes the best so far fit to be handed over where its search could not.

A search hands better timetables over as they come: lawful, but perhaps with envy, which
it takes out at its end. A search that was killed has no end, so it is done here.
"""

from sqlalchemy.orm import Session

from kehou_api.db.content import packed, unpacked
from kehou_api.db.engine import Database
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import JobRow
from kehou_api.jobs.results import timetable_of, unproved
from kehou_solver.checks import audit, broken
from kehou_solver.domain.reading import read_instance, read_timetable
from kehou_solver.domain.timetable import Timetable
from kehou_solver.fairness import made_fair
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy

Fair = tuple[Timetable, dict[str, int]]


def fair_best(database: Database, job_id: str) -> Fair | None:
    """Return a job's best timetable without envy, ties settled; None = it has none.

    Takes seconds for a big school, so no transaction is open meanwhile.
    """
    with database.reading() as session:
        job = session.get_one(JobRow, job_id)
        row = timetable_of(session, job)
        if row is None or row.content is None or job.kind != "solve":
            return None
        instance = read_instance(
            unpacked(session.get_one(InstanceRow, row.instance_id).content)
        )
        best = read_timetable(unpacked(row.content))
    policy = Policy.of(instance)
    if broken(audit(instance, best, policy)):
        return None
    fair = made_fair(instance, best, policy)
    if broken(audit(instance, fair, policy)):
        return None
    return fair, measure_all(instance, fair, policy)


def keep_fair(session: Session, job: JobRow, fair: Fair | None) -> None:
    """Put it in the place of the best so far."""
    row = timetable_of(session, job)
    if row is None or fair is None:
        return
    timetable, values = fair
    kept = packed(timetable.model_dump(mode="json"))
    if kept.sha256 == row.sha256:
        return
    row.sha256, row.content = kept
    row.goals = [unproved(name, value) for name, value in values.items()]
    row.version += 1
