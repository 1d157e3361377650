"""The one judge of all methods, in a process of its own.

It audits every timetable offered and measures the lawful ones; nobody's own figures
are believed.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.lexicographic import better
from benchmarks.results import Point
from benchmarks.trace import Trace, read_trace, result_beside
from benchmarks.verifying import verify
from kehou_solver.checks import audit, broken
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_instance, read_timetable
from kehou_solver.errors import InputError
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy

MOST_JUDGED = 40
"""Of a run that offers more, the first, the last and some between are judged."""

WORSE = "曾有更好的课表 / an earlier timetable was better than a later one"


def in_time(limit: float) -> float:
    """Return until when an answer counts: a method may be a little late."""
    return 1.05 * limit + 1.0


def judge(instance: Instance, trace: Trace, limit: float) -> dict[str, Any]:
    """Return the judge's part of a row."""
    policy = Policy.of(instance)
    order = instance.goals or policy.goal_order()
    points: list[Point] = []
    complaint: str | None = None
    best: tuple[int, ...] | None = None
    worse = False
    for seconds, written in thinned(trace.timetables):
        wrong, values = _look(instance, policy, order, written)
        points.append(Point(seconds=seconds, findings=len(wrong), values=values))
        complaint = complaint or (wrong[0] if wrong else None)
        if values is None or seconds > in_time(limit):
            continue
        if best is not None and better(best, values, order):
            worse = True
        # What a method ends with, not its luckiest moment.
        best = values
    lawful = [point.seconds for point in points if point.values is not None]
    return {
        "goals": order,
        "points": [point.model_dump() for point in points],
        "best": best,
        "first": min(lawful, default=None),
        "complaint": complaint,
        "bounds": trace.bounds,
        "notes": [*trace.notes, *([WORSE] if worse else [])],
        "ended": trace.ended,
    }


def thinned(
    timetables: Sequence[tuple[float, str]],
) -> Sequence[tuple[float, str]]:
    """Return at most `MOST_JUDGED` of them, always the first and the last ones."""
    if len(timetables) <= MOST_JUDGED:
        return timetables
    step = (len(timetables) - 1) / (MOST_JUDGED - 1)
    return [timetables[round(i * step)] for i in range(MOST_JUDGED)]


def _look(
    instance: Instance, policy: Policy, order: Sequence[str], written: str
) -> tuple[list[str], tuple[int, ...] | None]:
    try:
        timetable = read_timetable(written)
    except InputError as unreadable:
        return [str(unreadable)], None
    findings = broken(audit(instance, timetable, policy))
    if findings:
        return [f"{f.rule}: {f.zh} / {f.en}" for f in findings], None
    values = (MEASURES[name].measure(instance, timetable, policy) for name in order)
    return [], tuple(values)


def main(words: list[str]) -> int:
    """Judge the trace of a run: INSTANCE TRACE LIMIT, and the file for the verdict."""
    instance_path, trace_path, limit, verdict_path = words
    instance = read_instance(Path(instance_path).read_text(encoding="utf-8"))
    trace = read_trace(Path(trace_path))
    verdict = judge(instance, trace, float(limit))
    result = result_beside(Path(trace_path))
    if result.exists():
        last = trace.timetables[-1][1] if trace.timetables else None
        verified = verify(result, last)
        verdict["verified"] = verified.model_dump()
        if not verified.accepted:  # counts as none, whatever the judge says
            verdict |= {
                "best": None,
                "complaint": f"kehou_verify: {verified.complaint}",
            }
    Path(verdict_path).write_text(json.dumps(verdict), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
