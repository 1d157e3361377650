"""Studies under fire: a worker, then the coordinator is killed in the middle of a run.

`python -m tests.service.study_trials --database sqlite --trials 20 --seed 0` first runs
a study undisturbed, then so many times with kills at random moments, each in a database
of its own, and prints a line a trial: every run must complete, with the very same row
and timetable in every cell, and no piece missing or solved twice.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kehou_api.db.content import unpacked
from kehou_api.db.engine import Database
from kehou_api.db.tables.job import JobRow
from kehou_api.db.tables.study import CellRow, PieceRow
from kehou_api.settings import ServiceSettings
from kehou_instances.ladder import generate
from kehou_solver.domain.reading import write_json
from tests.service.postgres import Postgres

SCHOOLS = 4

STUDY = """
format = "kehou-study/1"
title = "trial"
seed = 5
replications = 2
always = [{ kind = "absences", share = 0.1 }]

[base]
kind = "files"
folder = "schools"

[effort]
seconds = 0.5

[[scenarios]]
name = "more"
title_zh = "多一名教师"
title_en = "one more teacher"
changes = [{ kind = "add_adults", adult_kind = "own_teacher", adults = 1 }]
"""

LONGEST = 300.0
"""Seconds for one run, kills and all."""

Told = dict[str, Any]


@dataclass(frozen=True)
class Ran:
    """What a finished run left behind.

    Attributes:
        cells: what came of each, without seconds, and a digest of its timetable.
        faults: pieces missing, or solved by another number of jobs than one.
    """

    cells: Told
    faults: list[str]


def prepare(folder: Path) -> Path:
    """Write the study and its schools; return its file."""
    schools = folder / "schools"
    schools.mkdir()
    for seed in range(SCHOOLS):
        content = write_json(generate("XS", seed).instance)
        (schools / f"s{seed}.json").write_text(content, encoding="utf-8")
    file = folder / "study.toml"
    file.write_text(STUDY, encoding="utf-8")
    return file


class Run:
    """One run of the study, in a database of its own."""

    def __init__(self, file: Path, out: Path, url: str | None) -> None:
        self.file, self.out, self.url = file, out, url

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the coordinator with its two workers."""
        words = [sys.executable, "-m", "kehou_api.cli", "study", str(self.file)]
        words += ["-o", str(self.out), "--json", "--workers", "2"]
        environment = dict(os.environ)
        if self.url is not None:
            environment["KEHOU_DATABASE_URL"] = self.url
        quiet = subprocess.DEVNULL
        return subprocess.Popen(words, stdout=quiet, stderr=quiet, env=environment)

    def read(self) -> Ran:
        """Read what is in the database, now that all has ended."""
        settings = (
            ServiceSettings(database_url=self.url)
            if self.url is not None
            else ServiceSettings(data=self.out / "work")
        )
        database = Database(settings.url())
        cells: Told = {}
        faults = []
        with database.reading() as session:
            asked = sa.select(CellRow, PieceRow).join(
                PieceRow, PieceRow.id == CellRow.piece_id
            )
            for cell, piece in session.execute(asked):
                name = f"{cell.place}/{cell.scenario}/{cell.replication}"
                content = piece.content
                cells[name] = [
                    _without_seconds(piece.row),
                    hashlib.sha256(unpacked(content)).hexdigest() if content else None,
                ]
            jobs: dict[str, list[str]] = {}
            for job in session.execute(sa.select(JobRow)).scalars():
                if job.kind == "piece":
                    jobs.setdefault(job.request["piece"], []).append(job.status)
            pieces = set(session.execute(sa.select(PieceRow.id)).scalars())
            for piece_id in sorted(pieces | set(jobs)):
                if jobs.get(piece_id) != ["COMPLETED"]:
                    faults.append(f"{piece_id}: {jobs.get(piece_id)}")
        database.close()
        return Ran(cells, faults)


def _without_seconds(row: Any) -> Any:
    if isinstance(row, dict):
        return {k: _without_seconds(v) for k, v in row.items() if k != "seconds"}
    if isinstance(row, list):
        return [_without_seconds(one) for one in row]
    return row


def undisturbed(run: Run) -> float:
    """Run to the end; return the seconds it took."""
    began = time.monotonic()
    code = run.start().wait(LONGEST)
    if code != 0:
        raise SystemExit(f"the undisturbed run ended with {code}")
    return time.monotonic() - began


def disturbed(run: Run, chance: random.Random, usual: float) -> tuple[list[str], int]:
    """Kill a worker, then the coordinator, start again; return what was done."""
    done = []
    coordinator = run.start()
    time.sleep(chance.uniform(0.15, 0.6) * usual)
    workers = list(_workers_of(coordinator.pid))
    if workers and coordinator.poll() is None:
        os.kill(chance.choice(workers), signal.SIGKILL)
        done.append("worker")
    time.sleep(chance.uniform(0.0, 0.25) * usual)
    if coordinator.poll() is None:
        coordinator.kill()
        done.append("coordinator")
    coordinator.wait()
    return done, run.start().wait(LONGEST)


def _workers_of(parent: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"--beside-keeper" in words:
            yield int(folder.name)


def main(words: list[str] | None = None) -> int:
    """Run the trials; 1 if any was not good."""
    parser = argparse.ArgumentParser(prog="tests.service.study_trials")
    parser.add_argument("--database", choices=("sqlite", "postgres"), required=True)
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(words)
    chance = random.Random(given.seed)  # noqa: S311
    good = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = prepare(folder)
        postgres = Postgres.start() if given.database == "postgres" else None

        def run_of(number: int) -> Run:
            url = postgres.new_database(f"trial{number}") if postgres else None
            return Run(file, folder / f"out{number}", url)

        try:
            first = run_of(0)
            usual = undisturbed(first)
            right = first.read()
            _say(f"undisturbed: {len(right.cells)} cells, {usual:.0f} s")
            for number in range(1, given.trials + 1):
                run = run_of(number)
                done, code = disturbed(run, chance, usual)
                ran = run.read()
                same = ran.cells == right.cells
                fine = code == 0 and same and not ran.faults and len(done) == 2
                good += fine
                told = "good" if fine else f"BAD {json.dumps(ran.faults[:3])}"
                _say(f"{number}: killed {done}, exit {code}, same {same}, {told}")
        finally:
            if postgres:
                postgres.end()
    _say(f"{given.database}: {good} of {given.trials} good")
    return 0 if good == given.trials and not right.faults else 1


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
