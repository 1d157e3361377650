"""Run the table: every case with every method, one process at a time."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.process import Ended, run_module
from benchmarks.results import Outcome, Results, Row
from benchmarks.rungs import Case, seconds_of
from benchmarks.trace import result_beside

TIMEFOLD = "timefold"


@dataclass(frozen=True)
class Plan:
    """What to run.

    Attributes:
        seconds: the same limit for every rung (s); None = each rung's own.
        scale: factor on every limit.
        memory_gib: a run above this is ended.
        timefold_python: interpreter that has the timefold package.
        reuse_peers: take finished runs of other methods than kehou from any commit.
    """

    cases: Sequence[Case]
    methods: Sequence[str]
    seconds: float | None = None
    scale: float = 1.0
    memory_gib: float = 12.0
    timefold_python: str | None = None
    reuse_peers: bool = False

    def limit(self, case: Case) -> float:
        """Return how long a method may take on a case (s)."""
        return self.scale * (self.seconds or seconds_of(case.rung))


def grace(limit: float) -> float:
    """Return how long after the limit a run is ended: loading and a slow stop (s)."""
    return 120.0 + 0.5 * limit


def run_table(plan: Plan, results: Results) -> Iterable[Row]:
    """Run what is not finished yet; yield every row as it comes."""
    code = machine.commit()
    with tempfile.TemporaryDirectory() as folder:
        for case in plan.cases:
            for method in plan.methods:
                key = (case.rung, method, case.seed, plan.limit(case), code)
                reuse = plan.reuse_peers and method != "kehou"
                if results.has(key) or (reuse and results.has_of_any_commit(key)):
                    continue
                row = run_one(case, method, plan, code, Path(folder))
                results.add(row)
                yield row


def run_one(case: Case, method: str, plan: Plan, code: str, folder: Path) -> Row:
    """Run one method on one case, and have the judge look at what it offered."""
    limit = plan.limit(case)
    instance = folder / f"{case.name}.json"
    if not instance.exists():
        words = ["benchmarks.rungs", case.rung, str(case.seed), str(instance)]
        _must(run_module(words, errors=folder / "rung.err"), "benchmarks.rungs")
    trace = folder / f"{case.name}-{method}.jsonl"
    load = machine.load()
    ended = run_module(
        ["benchmarks.child", method, *map(str, (instance, limit, case.seed, trace))],
        errors=folder / "run.err",
        python=plan.timefold_python if method == TIMEFOLD else None,
        seconds=limit + grace(limit),
        memory_gib=plan.memory_gib,
    )
    verdict = folder / "verdict.json"
    words = ["benchmarks.judging", str(instance), str(trace), str(limit), str(verdict)]
    _must(run_module(words, errors=folder / "judge.err"), "benchmarks.judging")
    seen = json.loads(verdict.read_text(encoding="utf-8"))
    how = seen.pop("ended")
    trace.unlink(missing_ok=True)
    result_beside(trace).unlink(missing_ok=True)
    notes = [*seen.pop("notes"), *_words_of(ended, how)]
    row = {
        **seen,
        "rung": case.rung,
        "method": method,
        "seed": case.seed,
        "limit": limit,
        "commit": code,
        "outcome": _outcome(ended, how, seen),
        "notes": notes,
        "seconds": round(ended.seconds, 2),
        "memory_mib": ended.memory_mib,
        "machine": machine.machine(),
        "load": load,
    }
    return Row.model_validate_json(json.dumps(row))


def _outcome(ended: Ended, how: str | None, seen: dict[str, Any]) -> Outcome:
    verified = seen.get("verified")
    if verified is not None and not verified["accepted"]:
        return "rejected"
    if seen["best"] is not None:
        return "lawful"
    if how == "skipped":
        return "skipped"
    if seen["complaint"] is not None:
        return "unlawful"
    if ended.how != "by itself":
        return "killed"
    return "nothing" if how == "done" else "crashed"


def _words_of(ended: Ended, how: str | None) -> list[str]:
    if ended.how == "time":
        return ["超时被终止 / did not stop in time and was ended"]
    if ended.how == "memory":
        return ["内存超限被终止 / ended for its memory"]
    if how is None:
        return [f"退出码 / exit code {ended.code}: {ended.errors[-300:]}"]
    return []


def _must(ended: Ended, what: str) -> None:
    if ended.code != 0:
        raise SystemExit(f"{what} 失败 / failed ({ended.code}):\n{ended.errors}")
