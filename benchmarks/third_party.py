"""Instances others have published, solved as any school is, beside what is known.

`python -m benchmarks.third_party smptsp FOLDER --seconds 60` solves every file of a set
in FOLDER and writes one JSON line each: what was found, what the judge says, the
published bounds (`targets.csv` in FOLDER) and how far from them we are.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.glasgow_profiles import best_profile
from kehou_instances.thirdparty import (
    read_glasgow,
    read_itc2002,
    read_smptsp,
    read_umass,
)
from kehou_instances.thirdparty.glasgow import profile_of
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from kehou_solver.solve import solve

UMASS_BEST = 14_310
"""Proved by a mixed-integer program when the data were found; nobody published one."""


@dataclass(frozen=True)
class Target:
    """What is known of the last goal of an instance; None = nothing.

    Attributes:
        bound: nobody can do better.
        reached: somebody has done as well as this.
        profile: best profile, where the last goal stands for one.
    """

    bound: int | None = None
    reached: int | None = None
    profile: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Case:
    """One instance to solve."""

    name: str
    read: Callable[[], Instance]
    target: Target


def smptsp(folder: Path) -> Iterator[Case]:
    """Personnel task scheduling: published lower bound, best of a SAT solver."""
    for row in _targets(folder):
        path = folder / f"{row['instance']}.dat"
        target = Target(int(row["published_lb"]), int(row["published_ub_sat_1800s"]))
        if path.exists():
            yield Case(path.stem, partial(read_smptsp, path), target)


def itc2002(folder: Path) -> Iterator[Case]:
    """Post-enrolment timetabling: all enrolments, which is attained."""
    for row in _targets(folder):
        path = folder / row["instance"]
        every = int(row["enrolments_=_optimum"])
        if path.exists():
            yield Case(path.stem, partial(read_itc2002, path), Target(every, every))


def umass(folder: Path) -> Iterator[Case]:
    """Course preferences: the optimum in one sum; nothing is known by status."""
    path = folder / "umass_normalised.json"
    yield Case("umass", partial(read_umass, path), Target(UMASS_BEST, UMASS_BEST))
    yield Case("umass-by-status", partial(read_umass, path, by_status=True), Target())


def glasgow(folder: Path) -> Iterator[Case]:
    """Projects: best profiles by a program that shares nothing with ours."""
    for path in sorted(folder.glob("*.soi")):
        for profile in ("greedy", "generous"):
            yield Case(
                f"{path.stem}-{profile}",
                partial(read_glasgow, path, profile),
                Target(profile=best_profile(path, profile)),
            )


SETS: dict[str, Callable[[Path], Iterator[Case]]] = {
    "smptsp": smptsp,
    "itc2002": itc2002,
    "umass": umass,
    "glasgow": glasgow,
}


def _targets(folder: Path) -> list[dict[str, str]]:
    with (folder / "targets.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def row_of(kind: str, case: Case, settings: Settings) -> dict[str, Any]:
    """Solve one instance and judge what came out."""
    instance = case.read()
    began = time.monotonic()
    outcome = solve(instance, settings)
    row: dict[str, Any] = {
        "set": kind,
        "instance": case.name,
        "seconds": round(time.monotonic() - began, 2),
        "limit": settings.seconds,
        "workers": settings.workers,
        "seed": settings.seed,
        "outcome": type(outcome).__name__,
        "published_bound": case.target.bound,
        "published_best": case.target.reached,
    }
    if not isinstance(outcome, Found):
        return row
    policy = Policy.of(instance)
    values = measure_all(instance, outcome.timetable, policy)
    last = outcome.goals[-1]
    row |= {
        "findings": len(broken(audit(instance, outcome.timetable, policy))),
        "goals": values,
        "value": values[last.name],
        "bound": last.bound,
        "proved": all(goal.proved for goal in outcome.goals),
    }
    return (
        row
        | compared(case.target, values[last.name], last.bound)
        | _profile(kind, case.target, instance, outcome)
    )


def compared(target: Target, value: int, bound: int | None) -> dict[str, Any]:
    """Set a value beside what is known.

    `gap` is the distance to the better of the published bound and our own, as a part
    of that bound; `as_good` says whether the published best was reached.
    """
    known = target.bound if target.bound is not None else bound
    return {
        "gap": None if not known else round(abs(value - known) / known, 4),
        "as_good": None
        if target.reached is None
        else abs(value - (target.bound or 0))
        <= abs(target.reached - (target.bound or 0)),
    }


def _profile(
    kind: str, target: Target, instance: Instance, outcome: Found
) -> dict[str, Any]:
    if kind != "glasgow":
        return {}
    reached = profile_of(instance, outcome.timetable)
    return {
        "profile": reached,
        "best_profile": target.profile,
        "as_good": reached == target.profile,
    }


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Say in a few figures how a set went."""
    gaps = [row["gap"] for row in rows if row.get("gap") is not None]
    known = [row["as_good"] for row in rows if row.get("as_good") is not None]
    return {
        "instances": len(rows),
        "found": sum(row["outcome"] == "Found" for row in rows),
        "findings": sum(row.get("findings", 0) for row in rows),
        "proved": sum(row.get("proved", False) for row in rows),
        "mean_gap": round(sum(gaps) / len(gaps), 4) if gaps else None,
        "as_good_as_published": f"{sum(known)} / {len(known)}",
    }


def main(words: Sequence[str] | None = None) -> int:
    """Run a set; findings of the judge are the only failure."""
    parser = argparse.ArgumentParser(prog="benchmarks.third_party")
    parser.add_argument("set", choices=SETS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="part of the instance's name")
    parser.add_argument("--out", type=Path, help="also append the lines to this file")
    given = parser.parse_args(words)
    settings = Settings(seconds=given.seconds, workers=given.workers, seed=given.seed)
    rows = []
    for case in SETS[given.set](given.folder):
        if given.only in case.name:
            rows.append(row_of(given.set, case, settings))
            _write(rows[-1], given.out)
    _write({"set": given.set, "summary": summary(rows)}, given.out)
    return 1 if any(row.get("findings") for row in rows) else 0


def _write(row: dict[str, Any], out: Path | None) -> None:
    line = json.dumps(row, ensure_ascii=False)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    if out is not None:
        with out.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
