"""The rungs of the ladder: which school, and how long a method may take."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kehou_instances.ladder import Size, generate
from kehou_instances.township import township_school
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import write_json

TOWNSHIP = "township"
"""The real school, with the roster it published; it has one seed only."""

SECONDS: Mapping[str, float] = {
    "XS": 5,
    "S": 10,
    TOWNSHIP: 10,
    "M": 60,
    "L": 120,
    "XL": 600,
}
"""Wall time per run (s), as the project's targets name it."""


@dataclass(frozen=True)
class Case:
    """One school to plan: a rung and a seed."""

    rung: str
    seed: int

    @property
    def name(self) -> str:
        """Return what files of this case are called."""
        return f"{self.rung}-{self.seed}"


def rungs() -> tuple[str, ...]:
    """Return every rung there is, small before big."""
    sizes = [str(size) for size in get_args(Size)]
    place = sizes.index("S") + 1
    return (*sizes[:place], TOWNSHIP, *sizes[place:])


def seconds_of(rung: str) -> float:
    """Return the usual time of a rung; ten minutes for one nobody has timed yet."""
    return SECONDS.get(rung, 600.0)


def cases(names: str, seeds: str) -> Iterator[Case]:
    """Read "XS,S" and "0-4,7" as cases; the real school comes once."""
    wanted = _seeds(seeds)
    for name in names.split(","):
        if name not in rungs():
            known = ", ".join(rungs())
            raise SystemExit(
                f"没有 {name} 这一级；有：{known}。\n"
                f"No rung {name}; there are: {known}."
            )
        for seed in wanted[:1] if name == TOWNSHIP else wanted:
            yield Case(name, seed)


def _seeds(text: str) -> list[int]:
    seeds: list[int] = []
    for part in text.split(","):
        span = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if span is None:
            raise SystemExit(f"种子写作 0-4 或 0,3：{text}。\nSeeds: 0-4 or 0,3.")
        first, last = int(span[1]), int(span[2] or span[1])
        seeds += range(first, last + 1)
    return list(dict.fromkeys(seeds))


def instance_of(case: Case) -> Instance:
    """Make the school of a case; the planted timetable stays with the generator."""
    if case.rung == TOWNSHIP:
        return township_school()
    size: Size = next(size for size in get_args(Size) if size == case.rung)
    return generate(size, case.seed).instance


def main(words: list[str]) -> int:
    """Write the instance of RUNG and SEED to a file: `python -m benchmarks.rungs`."""
    rung, seed, path = words
    text = write_json(instance_of(Case(rung, int(seed))))
    Path(path).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
