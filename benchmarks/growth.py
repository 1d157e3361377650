"""How time and memory grow with pupils and adults: `python3 dev.py bench growth`."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import machine
from benchmarks.fitting import PowerLaw, fit
from benchmarks.process import run_module
from benchmarks.report.plots import Line, chart
from kehou_instances.ladder import generate_scaled
from kehou_solver.domain.base import Frozen
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import write_json

PUPILS = "500,1000,2000,3000,4500,6000,9000"


class Grown(Frozen):
    """One run of one size.

    Attributes:
        first: seconds to the first timetable offered; None = none in time.
        all: seconds until the run ended by itself or was ended.
    """

    pupils: int
    adults: int
    seed: int
    limit: float
    method: str
    commit: str
    first: float | None
    all: float
    memory_mib: float | None

    @property
    def key(self) -> tuple[int, int, float, str, str]:
        """Return what must be equal for a run to count as done."""
        return self.pupils, self.seed, self.limit, self.method, self.commit


def add_growth_options(parser: argparse.ArgumentParser, out: Path) -> None:
    """Declare the options of `growth`."""
    parser.add_argument("--pupils", default=PUPILS, help="人数 / sizes: 500,1000")
    parser.add_argument("--seeds", default="0", help="0,1")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--method", default="kehou")
    parser.add_argument("--memory-gib", type=float, default=12.0)
    parser.add_argument("--out", type=Path, default=out)


def grow(asked: argparse.Namespace) -> int:
    """Run every size, write growth.jsonl, growth.md and two plots."""
    store = asked.out / "growth.jsonl"
    done = list(_read(store))
    code = machine.commit()
    for pupils in map(int, asked.pupils.split(",")):
        for seed in map(int, asked.seeds.split(",")):
            key = (pupils, seed, asked.seconds, asked.method, code)
            if any(one.key == key for one in done):
                continue
            one = _run(pupils, seed, asked, code)
            done.append(one)
            asked.out.mkdir(parents=True, exist_ok=True)
            with store.open("a", encoding="utf-8") as file:
                file.write(one.model_dump_json() + "\n")
            sys.stdout.write(one.model_dump_json() + "\n")
            sys.stdout.flush()
    now = [g for g in done if (g.commit, g.method) == (code, asked.method)]
    for path in write_growth(now, asked.out):
        sys.stdout.write(f"{path}\n")
    return 0


def _read(path: Path) -> Iterable[Grown]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Grown.model_validate_json(line)


def _run(pupils: int, seed: int, asked: argparse.Namespace, code: str) -> Grown:
    limit = asked.seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size, instance, trace = (folder / f"{n}.json" for n in ("size", "in", "out"))
        making = run_module(
            ["benchmarks.growth", str(pupils), str(seed), str(instance), str(size)],
            errors=folder / "err",
        )
        if making.code != 0:
            raise SystemExit(making.errors)
        children, adults = json.loads(size.read_text(encoding="utf-8"))
        ended = run_module(
            [
                "benchmarks.child",
                asked.method,
                *map(str, (instance, limit, seed, trace)),
            ],
            errors=folder / "err",
            seconds=1.25 * limit + 60,
            memory_gib=asked.memory_gib,
        )
        # Growth is about time and memory; answers are judged in the table.
        marks = [json.loads(line) for line in trace.read_text().splitlines()]
    first = [mark["seconds"] for mark in marks if mark["kind"] == "timetable"]
    return Grown(
        pupils=children,
        adults=adults,
        seed=seed,
        limit=limit,
        method=asked.method,
        commit=code,
        first=min(first, default=None),
        all=marks[-1]["seconds"] if marks else round(ended.seconds, 2),
        memory_mib=ended.memory_mib,
    )


def write_growth(runs: Sequence[Grown], out: Path) -> list[Path]:
    """Write the table, the fitted exponents and the plots."""
    lines = [
        "# 规模增长 / Growth",
        "",
        "| 学生 / pupils | 成人 / adults | 首份课表 / first (s) | 全程 / all (s) "
        "| 内存 / memory (MiB) |",
        "|---:|---:|---:|---:|---:|",
    ]
    for one in sorted(runs, key=lambda g: (g.pupils, g.seed)):
        first = "—" if one.first is None else f"{one.first:.2f}"
        memory = "—" if one.memory_mib is None else f"{one.memory_mib:.0f}"
        lines.append(
            f"| {one.pupils} | {one.adults} | {first} | {one.all:.1f} | {memory} |"
        )
    lines += ["", "按双对数最小二乘拟合 / Fitted by least squares of logarithms:", ""]
    written: list[Path] = []
    out.mkdir(parents=True, exist_ok=True)
    for what, zh, en in (
        ("first", "首份课表用时（秒）", "seconds to the first timetable"),
        ("memory_mib", "内存峰值（MiB）", "peak memory (MiB)"),
    ):
        drawn = []
        for size in ("pupils", "adults"):
            points = [
                (float(getattr(g, size)), float(getattr(g, what)))
                for g in runs
                if getattr(g, what)
            ]
            law = fit(points)
            lines.append(f"* {zh} / {en}, {size}: {_words(law)}")
            drawn.append(Line(size, sorted(points)))
            if law and points:
                ends = min(points)[0], max(points)[0]
                drawn.append(Line(_words(law), [(x, law.at(x)) for x in ends]))
        plot = out / f"growth-{what}.svg"
        plot.write_text(
            chart(f"{zh} / {en}", "学生、成人 / pupils, adults", drawn, log=True),
            encoding="utf-8",
        )
        written.append(plot)
    page = out / "growth.md"
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [page, *written]


def _words(law: PowerLaw | None) -> str:
    if law is None:
        return "点太少 / too few points"
    return f"{law.factor:.2g} · n^{law.exponent:.2f} (×/÷ {law.spread:.2f})"


def main(words: list[str]) -> int:
    """Write a school of PUPILS and SEED to a file, and its size to another."""
    pupils, seed, instance_path, size_path = words
    instance: Instance = generate_scaled(int(pupils), int(seed)).instance
    Path(instance_path).write_text(write_json(instance), encoding="utf-8")
    children = len(instance.pupils) + sum(c.unlisted for c in instance.classes)
    size = json.dumps([children, len(instance.adults)])
    Path(size_path).write_text(size, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
