"""Single absences on a planted week: how long a repair takes, and is it proved?

    .venv/bin/python -m benchmarks.repair_absences [RUNG] [ABSENCES] [SEED] [SECONDS]

One JSON line per absence, then one with the summary, to standard output. Random adults
on random days they serve, days before are past; every answer was audited by the judge.
Seconds leave out reading and generating, and include the ranked candidates. Where cores
are shared they say little: compare runs of one machine.
"""

import json
import sys
import time
from collections.abc import Iterator
from random import Random
from typing import Any

from kehou_instances.ladder import generate
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.base import Id
from kehou_solver.domain.events import AdultAway
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy
from kehou_solver.repair import Repaired, repair, since


def absences(
    instance: Instance, timetable: Timetable, number: int, seed: int
) -> list[tuple[Id, int]]:
    """Draw (adult, weekday) pairs among those with a lesson or post that day."""
    weekday = {slot.id: slot.weekday for slot in instance.slots}
    slots = {group.id: group.slots for group in timetable.groups}
    serving = {
        (staff.adult, weekday[slot])
        for staff in timetable.staff
        for slot in filter(staff.has, slots[staff.group])
    }
    serving |= {(post.adult, post.weekday) for post in timetable.posts}
    chance = Random(seed)  # noqa: S311 - a draw for a benchmark, no secret
    return chance.sample(sorted(serving), min(number, len(serving)))


def measured(
    instance: Instance,
    timetable: Timetable,
    cases: list[tuple[Id, int]],
    limit: float,
) -> Iterator[dict[str, Any]]:
    """Repair each absence by itself and yield what came out."""
    for adult, day in cases:
        began, worked = time.perf_counter(), time.process_time()
        outcome = repair(
            instance,
            timetable,
            [AdultAway(adult=adult, weekdays=(day,))],
            freeze=since(day),
            settings=Settings(limit, 2, 0),
        )
        row: dict[str, Any] = {
            "adult": adult,
            "weekday": day,
            "seconds": round(time.perf_counter() - began, 3),
            "cpu_seconds": round(time.process_time() - worked, 3),
            "outcome": type(outcome).__name__,
        }
        if isinstance(outcome, Repaired):
            policy = Policy.of(outcome.instance)
            findings = audit(outcome.instance, outcome.timetable, policy)
            row |= {
                "cells": outcome.cells,
                "bound": outcome.bound,
                "proved": outcome.proved,
                "reach": outcome.reach,
                "lawful": not broken(findings),
                "candidates": [len(one.candidates) for one in outcome.alternatives],
            }
        yield row


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of all absences together."""
    seconds = sorted(row["seconds"] for row in rows)
    repaired = [row for row in rows if row["outcome"] == "Repaired"]
    return {
        "absences": len(rows),
        "repaired": len(repaired),
        "proved": sum(row["proved"] for row in repaired),
        "lawful": sum(row["lawful"] for row in repaired),
        "median_seconds": _part(seconds, 0.5),
        "p95_seconds": _part(seconds, 0.95),
        "median_cpu_seconds": _part(sorted(r["cpu_seconds"] for r in rows), 0.5),
        "reach": {
            reach: sum(row["reach"] == reach for row in repaired)
            for reach in sorted({row["reach"] for row in repaired})
        },
    }


def _part(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(part * len(values)))] if values else 0.0


def main(words: list[str] | None = None) -> int:
    """Run and print JSON lines."""
    asked = sys.argv[1:] if words is None else words
    every = [*asked, *("L", "100", "0", "60")[len(asked) :]]
    rung, number, seed, limit = every[:4]
    planted = generate(rung, 0)  # type: ignore[arg-type]
    cases = absences(planted.instance, planted.timetable, int(number), int(seed))
    rows = []
    for row in measured(planted.instance, planted.timetable, cases, float(limit)):
        rows.append(row)
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    sys.stdout.write(json.dumps({"summary": summary(rows)}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
