"""A fraction of the city solved and judged: `python3 dev.py bench city`.

The run goes the way a bureau's does: a study of the base alone, pieces in the queue,
workers that take them. Each run is one JSON line; docs/benchmarks.md tells what came.
"""

import argparse
import contextlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from benchmarks import machine
from benchmarks.city_run import CityRun, CommunityRun, gaps_of, missing, read_runs
from benchmarks.memory import Memory
from benchmarks.report.city_page import write_city
from kehou_api.db.content import unpacked
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.study import PieceRow
from kehou_api.jobs.keeper import Keeper
from kehou_api.settings import ServiceSettings
from kehou_api.studies.base import base_of
from kehou_api.studies.local import Bench, worker_named
from kehou_api.studies.standing import Standing
from kehou_simulation.scenarios import study_of
from kehou_solver.checks import audit, broken
from kehou_solver.domain.base import Frozen
from kehou_solver.domain.reading import read_instance, read_timetable
from kehou_solver.policy import Policy


def add_city_options(parser: argparse.ArgumentParser, out: Path) -> None:
    """Declare the options of `city`."""
    parser.add_argument("--fractions", default="0.1", help="0.01,0.1")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=10.0, help="每校 / effort")
    parser.add_argument(
        "--seconds-per-thousand",
        type=float,
        default=0.0,
        help="每千名学生再加 / more for every thousand children",
    )
    parser.add_argument(
        "--searches", type=int, default=1, help="每校并行数 / effort's workers"
    )
    parser.add_argument("--workers", default="2", help="1,2,4")
    parser.add_argument("--machines", type=int, default=1, help="机器数 / machines")
    parser.add_argument("--county-town-fee-fen", type=int, required=True)
    parser.add_argument("--vendor-rate-cap-fen", type=int, required=True)
    parser.add_argument("--out", type=Path, default=out)


def run_city(asked: argparse.Namespace) -> int:
    """Run every fraction with every number of workers; write lines and plots."""
    store, each = asked.out / "city.jsonl", asked.out / "communities.jsonl"
    asked.out.mkdir(parents=True, exist_ok=True)
    for fraction in map(float, asked.fractions.split(",")):
        for workers in map(int, asked.workers.split(",")):
            one, communities = _run(fraction, workers, asked)
            _add(store, [one])
            _add(each, communities)
            sys.stdout.write(one.model_dump_json() + "\n")
            sys.stdout.flush()
    for path in write_city(list(read_runs(store)), asked.out):
        sys.stdout.write(f"{path}\n")
    return 0


def _add(path: Path, lines: Sequence[Frozen]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(line.model_dump_json() + "\n" for line in lines)


def _run(
    fraction: float, workers: int, asked: argparse.Namespace
) -> tuple[CityRun, list[CommunityRun]]:
    study, scenarios = study_of(
        {
            "format": "kehou-study/1",
            "title": "city",
            "base": {
                "kind": "city",
                "seed": asked.seed,
                "fraction": fraction,
                "county_town_fee_fen": asked.county_town_fee_fen,
                "vendor_rate_cap_fen": asked.vendor_rate_cap_fen,
            },
            "effort": {
                "seconds": asked.seconds,
                "seconds_per_thousand_pupils": asked.seconds_per_thousand,
                "workers": asked.searches,
            },
        }
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        Bench.at(ServiceSettings(data=Path(folder) / "data")) as bench,
    ):
        began = time.monotonic()
        study_id = bench.ask(study, scenarios, base_of(study, Path(folder)))
        making = time.monotonic() - began
        began = time.monotonic()
        memory = Memory()
        with _machines(bench, Path(folder), asked.machines, workers), memory:
            standing = bench.follow(study_id, _hear, lambda: False)
            wall = time.monotonic() - began
        by_place = [(place, row) for place, _, row in bench.rows(study_id)]
        rows = [row for _, row in by_place]
        findings, children = _judged(bench)
        run = CityRun(
            fraction=fraction,
            seed=asked.seed,
            effort=asked.seconds,
            effort_per_thousand=asked.seconds_per_thousand,
            searches=asked.searches,
            machines=asked.machines,
            workers=workers,
            commit=machine.commit(),
            communities=standing.pieces,
            schools=sum(len(row.schools) for row in rows),
            children=children,
            making=round(making, 1),
            wall=round(wall, 1),
            spent=round(sum(row.seconds for row in rows), 1),
            verdicts=Counter(row.verdict for row in rows),
            reasons=Counter(row.wrong[0].en for row in rows if row.wrong),
            findings=findings,
            gaps=gaps_of(rows),
            memory_mib=memory.together,
            largest_mib=memory.largest,
        )
        return run, [
            CommunityRun(
                fraction=fraction,
                workers=workers,
                commit=run.commit,
                place=place,
                verdict=row.verdict,
                schools=len(row.schools),
                seconds=round(row.seconds, 1),
                missing={name: round(gap, 6) for name, gap in missing(row).items()},
            )
            for place, row in by_place
        ]


@contextlib.contextmanager
def _machines(
    bench: Bench, folder: Path, machines: int, workers: int
) -> Iterator[None]:
    """Keep workers, in groups that share nothing but the database."""
    keepers = []
    for number in range(workers):
        place = number % machines
        settings = bench.settings.model_copy(update={"data": folder / f"m{place}"})
        if machines == 1:
            settings = bench.settings
        more = worker_named(f"m{place}-w{number}")
        keepers.append(Keeper(settings, more, quiet=True))
    try:
        yield
    finally:
        for keeper in keepers:
            keeper.end()


def _hear(standing: Standing) -> None:
    told = f"{standing.ended} / {standing.pieces}"
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{told} ")


def _judged(bench: Bench) -> tuple[int, int]:
    """Have every timetable judged again; return all findings, and all children."""
    findings = children = 0
    with bench.database.reading() as session:
        asked = sa.select(PieceRow.content, InstanceRow.content).join(
            InstanceRow, InstanceRow.id == PieceRow.instance_id
        )
        for content, base in session.execute(asked):
            instance = read_instance(unpacked(base))
            children += len(instance.pupils)
            children += sum(one.unlisted for one in instance.classes)
            if content is None:
                continue
            timetable = read_timetable(unpacked(content))
            findings += len(broken(audit(instance, timetable, Policy.of(instance))))
    return findings, children
