"""The command line of the benchmarks: `python3 dev.py bench …`.

See docs/how-to-benchmark.md.
"""

import argparse
import sys
from pathlib import Path

from benchmarks.city import add_city_options, run_city
from benchmarks.growth import add_growth_options, grow
from benchmarks.lexicographic import seeks_more
from benchmarks.methods import FAMILIES, METHODS
from benchmarks.report.writing import write_reports
from benchmarks.results import Results, Row
from benchmarks.rungs import cases, rungs
from benchmarks.running import Plan, run_table

OUT = Path("out/benchmarks")
LOUD = ("unlawful", "rejected", "crashed", "skipped")


def main(words: list[str] | None = None) -> int:
    """Do what the first word asks."""
    asked = _parser().parse_args(words)
    match asked.what:
        case "ladder":
            return ladder(asked)
        case "report":
            results = Results(asked.out / "results.jsonl")
            _say(*(str(path) for path in write_reports(results.rows, asked.out)))
            return 0
        case "city":
            return run_city(asked)
        case _:
            return grow(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    words = parser.add_subparsers(dest="what", required=True)
    ladder_ = words.add_parser("ladder", help="跑表 / run the table")
    ladder_.add_argument("--rungs", default="XS,S,township", help=",".join(rungs()))
    ladder_.add_argument("--seeds", default="0", help="0-4 或/or 0,3")
    ladder_.add_argument(
        "--methods",
        default=",".join(FAMILIES),
        help="方法或方法族 / methods or families: " + ",".join((*FAMILIES, *METHODS)),
    )
    ladder_.add_argument("--seconds", type=float, help="每次运行时限 / limit per run")
    ladder_.add_argument("--scale", type=float, default=1.0, help="时限系数 / factor")
    ladder_.add_argument("--memory-gib", type=float, default=12.0)
    ladder_.add_argument(
        "--timefold-python", help="装有 timefold 的解释器 / interpreter"
    )
    ladder_.add_argument(
        "--reuse-peers",
        action="store_true",
        help="其他方法沿用旧提交的结果 / peers: take runs of other commits",
    )
    report = words.add_parser("report", help="只写报告 / only write the reports")
    for parser_ in (ladder_, report):
        parser_.add_argument("--out", type=Path, default=OUT)
    add_city_options(words.add_parser("city", help="全市 / the city"), OUT)
    add_growth_options(words.add_parser("growth", help="规模增长 / growth"), OUT)
    return parser


def ladder(asked: argparse.Namespace) -> int:
    """Run what is not done yet, say each row, and write the reports.

    Returns 1 if the judge or the verifier refused what a method said was a timetable.
    """
    plan = Plan(
        cases=tuple(cases(asked.rungs, asked.seeds)),
        methods=_methods(asked.methods),
        seconds=asked.seconds,
        scale=asked.scale,
        memory_gib=asked.memory_gib,
        timefold_python=asked.timefold_python,
        reuse_peers=asked.reuse_peers,
    )
    results = Results(asked.out / "results.jsonl")
    unlawful = 0
    for row in run_table(plan, results):
        _say(_line(row))
        unlawful += row.outcome in ("unlawful", "rejected")
    _say(*(str(path) for path in write_reports(results.rows, asked.out)))
    return 1 if unlawful else 0


def _methods(names: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in names.split(","):
        if name not in FAMILIES and name not in METHODS:
            known = ", ".join(dict.fromkeys((*FAMILIES, *METHODS)))
            raise SystemExit(
                f"没有方法 {name}；有：{known}。\nNo method {name}; there are: {known}."
            )
        found += FAMILIES.get(name, (name,))
    return tuple(dict.fromkeys(found))


def _line(row: Row) -> str:
    head = (
        f"{row.rung:9} {row.seed:2} {row.method:17} {row.limit:6g} s  {row.outcome:9}"
    )
    if row.best is None:
        why = row.complaint or "; ".join(row.notes)
        loud = "!! " if row.outcome in LOUD else ""
        return f"{head} {loud}{why}"
    # What is sought and what is avoided, in strict order: enough to see who is ahead.
    values = " ".join(
        f"{value}{'' if seeks_more(goal) else '-'}"
        for goal, value in zip(row.goals, row.best, strict=True)
    )
    refused = sum(point.findings > 0 for point in row.points)
    loud = f" !! {refused} 份违规 / unlawful ones" if refused else ""
    return f"{head} {row.first:7.2f} s  {values}{loud}"


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
