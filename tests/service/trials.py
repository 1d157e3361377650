"""Crash trials: processes are killed at random moments while schools are solved.

`python -m tests.service.trials --database postgres --solves 100 --seed 0` prints one
line a kill and the verdict: every job ended, none lost, none done twice, and no best so
far ever became worse. Bounded by `--seconds`.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from kehou_api.db.engine import Database
from kehou_api.db.tables.job import EventRow, JobRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.settings import ServiceSettings
from kehou_instances.ladder import generate
from kehou_solver.measures import ahead
from tests.service.conftest import new_service
from tests.service.postgres import Postgres
from tests.service.running import Service

Said = Callable[[str], None]


@dataclass
class Trial:
    """One service under fire.

    Attributes:
        best: values of the best timetable seen of each job.
        faults: what went wrong; a good trial has none.
    """

    service: Service
    postgres: Postgres | None
    chance: random.Random
    said: Said
    locations: list[str] = field(default_factory=list)
    best: dict[str, dict[str, int]] = field(default_factory=dict)
    ended: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    kills: dict[str, int] = field(default_factory=dict)

    def run(self, solves: int, kills: int, seconds: float) -> None:
        """Have schools solved and kill until all have ended, or time is up."""
        until = time.monotonic() + seconds
        self._ask(solves)
        done = 0
        while len(self.ended) < solves and time.monotonic() < until:
            if done < kills:
                time.sleep(self.chance.uniform(0.5, 4.0))
                self._look()
                self._kill()
                done += 1
            else:
                time.sleep(0.5)
            self._look()
        self._judge(solves)

    def _ask(self, solves: int) -> None:
        client = self.service.client()
        for seed in range(solves):
            school = generate("XS", seed % 7).instance
            body = {
                "config": {"run": {"seconds": 4.0, "seed": seed}},
                "modelInput": school.model_dump(mode="json"),
            }
            headers = {"Idempotency-Key": f"trial-{seed}"}
            answer = client.post("/v1/timetables", json=body, headers=headers)
            assert answer.status_code == 202, answer.text
            self.locations.append(answer.headers["location"])

    def _kill(self) -> None:
        kinds = ["worker", "web", "both"] + (["postgres"] if self.postgres else [])
        kind = self.chance.choice(kinds)
        self.kills[kind] = self.kills.get(kind, 0) + 1
        self.said(f"kill {kind}; ended {len(self.ended)} of {len(self.locations)}")
        if kind == "postgres":
            assert self.postgres is not None
            self.postgres.kill()
            time.sleep(self.chance.uniform(0.0, 2.0))
            self.postgres.restart()
        if kind in ("worker", "both"):
            self.service.kill("w-0")
        if kind in ("web", "both"):
            self.service.kill("web")
            self.service.start_web()
        if kind in ("worker", "both"):
            self.service.start_worker()

    def _look(self) -> None:
        """See that nothing became worse."""
        client = self.service.client()
        for location in self.locations:
            if location in self.ended:
                continue
            try:
                answer = client.get(f"{location}/metadata")
            except httpx.TransportError:
                continue
            if answer.status_code >= 500:
                continue  # the database is coming back
            head = answer.json()
            values = {goal["name"]: goal["value"] for goal in head["goals"]}
            before = self.best.get(location)
            if before is not None and (not values or ahead(before, values)):
                self.faults.append(f"{location} became worse: {before} to {values}")
            if values:
                self.best[location] = values
            if head["ended_at"] is not None:
                self.ended[location] = head
                if head["status"] != "COMPLETED":
                    self.faults.append(
                        f"{location} {head['status']}: {head['problem']}"
                    )

    def _judge(self, solves: int) -> None:
        """Read the database itself: nothing is lost, nothing is there twice."""
        for location in self.locations:
            if location not in self.ended:
                self.faults.append(f"{location} has not ended")
        database = Database(ServiceSettings(database_url=self.service.url).url())
        with database.reading() as session:
            count = sa.func.count()
            jobs = session.execute(sa.select(count).select_from(JobRow)).scalar_one()
            made = session.execute(
                sa.select(count).select_from(TimetableRow)
            ).scalar_one()
            if (jobs, made) != (solves, solves):
                self.faults.append(f"{jobs} jobs, {made} timetables of {solves}")
            for job_id in session.execute(sa.select(JobRow.id)).scalars():
                events = session.execute(
                    sa.select(EventRow.number, EventRow.kind)
                    .where(EventRow.job_id == job_id)
                    .order_by(EventRow.number)
                ).all()
                numbers = [number for number, _ in events]
                ends = [number for number, kind in events if kind == "end"]
                if numbers != list(range(1, len(numbers) + 1)):
                    self.faults.append(f"{job_id}: events have gaps")
                if ends != numbers[-1:]:
                    self.faults.append(f"{job_id}: ends at {ends} of {len(numbers)}")
        database.close()


def main(words: list[str] | None = None) -> int:
    """Run one trial; 1 if there was a fault."""
    parser = argparse.ArgumentParser(prog="tests.service.trials")
    parser.add_argument("--database", choices=("sqlite", "postgres"), required=True)
    parser.add_argument("--solves", type=int, default=100)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=1800.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(words)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        postgres = Postgres.start() if given.database == "postgres" else None
        url = (
            postgres.new_database("trial")
            if postgres
            else f"sqlite:///{folder}/kehou.sqlite"
        )
        service = new_service(url, Path(folder))
        try:
            service.prepare()
            service.start_web()
            service.start_worker()
            chance = random.Random(given.seed)  # noqa: S311
            trial = Trial(service, postgres, chance, _say)
            trial.run(given.solves, given.kills, given.seconds)
        finally:
            service.end()
            if postgres:
                postgres.end()
    for fault in trial.faults:
        _say(f"FAULT {fault}")
    spent = time.monotonic() - began
    _say(
        f"{given.database}: {len(trial.ended)} of {given.solves} ended, kills "
        f"{trial.kills}, faults {len(trial.faults)}, {spent:.0f} s"
    )
    return 1 if trial.faults else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
