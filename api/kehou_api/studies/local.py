"""Runs a study from a file: instances from a folder, workers beside this process.

All that is remembered lies in the database, so whoever runs the same study again goes
on where it was, whatever was killed.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kehou_api.db.engine import Database
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.study import StudyRow
from kehou_api.db.upgrade import upgrade
from kehou_api.ids import new_id
from kehou_api.instances import service as instances
from kehou_api.instances.packing import pack
from kehou_api.jobs.engine import Queue
from kehou_api.jobs.keeper import Keeper
from kehou_api.settings import ServiceSettings
from kehou_api.studies.asking import ask_for
from kehou_api.studies.reading import results_of
from kehou_api.studies.standing import Standing, standing_of
from kehou_simulation.answers.solved import Row
from kehou_simulation.scenarios import Scenario, Study
from kehou_solver.domain.instance import Instance

LOOK = 0.5
"""Seconds between two looks at where the study stands."""

ACTOR = "kehou study"

OWNER = "study"
"""Code of the owner of studies that are run from files."""


@dataclass(frozen=True)
class Bench:
    """Where studies are run: a database, brought up to date."""

    settings: ServiceSettings
    database: Database

    @classmethod
    @contextlib.contextmanager
    def at(cls, settings: ServiceSettings) -> "Iterator[Bench]":
        """Open it for the length of a `with`."""
        database = Database(settings.url())
        upgrade(database)
        try:
            yield cls(settings, database)
        finally:
            database.close()

    def ask(
        self,
        study: Study,
        scenarios: Sequence[Scenario],
        base: Iterator[tuple[str, Instance]],
    ) -> str:
        """Store a study, or find the same one; return its id.

        Args:
            study: as read.
            scenarios: all of them, the base first.
            base: place and instance, one after the other: only one is held at a time.
        """
        stored = []
        for place, instance in base:
            packed = pack(instance)
            with self.database.writing() as session:
                owner = _owner(session)
                row = instances.keep(session, ACTOR, owner, packed)
                stored.append((place, row.id))
        queue = Queue(self.settings)
        try:
            with self.database.writing() as session:
                owner = _owner(session)
                known = _known(session, owner, study, scenarios, stored)
                if known is not None:
                    return known
                return ask_for(
                    session,
                    queue,
                    actor=ACTOR,
                    owner_id=owner,
                    study=study,
                    scenarios=scenarios,
                    instances=stored,
                ).id
        finally:
            queue.close()

    def follow(
        self, study_id: str, hear: Callable[[Standing], None], over: Callable[[], bool]
    ) -> Standing:
        """Look again and again until a study has ended, or `over` says so."""
        while True:
            with self.database.reading() as session:
                standing = standing_of(session, session.get_one(StudyRow, study_id))
            hear(standing)
            if standing.over or over():
                return standing
            time.sleep(LOOK)

    def rows(self, study_id: str) -> list[tuple[str, str, Row]]:
        """Return place, scenario and row of every cell that is done."""
        with self.database.reading() as session:
            results = results_of(session, session.get_one(StudyRow, study_id))
        return [(place, scenario, row) for place, scenario, _, row in results.rows]

    @contextlib.contextmanager
    def workers(self, count: int) -> Iterator[None]:
        """Keep workers alive for the length of a `with`; 0 = others do the work."""
        keepers = [
            Keeper(self.settings, worker_named(f"study-{number}"), quiet=True)
            for number in range(count)
        ]
        try:
            yield
        finally:
            for keeper in keepers:
                keeper.end()


def worker_named(executor: str) -> dict[str, str]:
    """Return the settings of a worker that does nothing but the pieces of studies."""
    return {
        "KEHOU_EXECUTOR": executor,
        "KEHOU_SLOTS": "1",
        "KEHOU_OWNER_SLOTS": "64",
        "KEHOU_BEAT": "1",
        "KEHOU_SILENCE": "10",
        "KEHOU_LOG_LEVEL": "warning",
    }


def _owner(session: Session) -> str:
    asked = sa.select(OwnerRow).where(OwnerRow.code == OWNER)
    row = session.execute(asked).scalar_one_or_none()
    if row is None:
        row = OwnerRow(
            id=new_id("ow"), kind="district", code=OWNER, title="情景研究 / studies"
        )
        session.add(row)
        session.flush()
    return row.id


def _known(
    session: Session,
    owner: str,
    study: Study,
    scenarios: Sequence[Scenario],
    stored: Sequence[tuple[str, str]],
) -> str | None:
    """Return the id of a study that asks for the same of the same instances."""
    asked = sa.select(StudyRow).where(
        StudyRow.owner_id == owner, StudyRow.cancelled_at.is_(None)
    )
    places = [{"place": place, "instance": instance} for place, instance in stored]
    ways = [one.model_dump(mode="json") for one in scenarios]
    for row in session.execute(asked).scalars():
        same = row.document == study.model_dump(mode="json")
        if same and row.scenarios == ways and row.instances == places:
            return row.id
    return None
