"""One run is one JSON line; finished runs are found again and not repeated."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from kehou_solver.domain.base import Frozen

Outcome = Literal[
    "lawful", "unlawful", "rejected", "nothing", "skipped", "crashed", "killed"
]

Key = tuple[str, str, int, float, str]


class Point(Frozen):
    """One timetable offered: when, and what the judge says.

    Attributes:
        seconds: since the start of the run.
        findings: rules broken; such a timetable counts as none.
        values: of the goals, in the order of the row; None if unlawful.
    """

    seconds: float
    findings: int
    values: tuple[int, ...] | None


class Verified(Frozen):
    """What the portable verifier says of the answer a run ended with.

    Attributes:
        certified: goals whose bound it added up again, each with bound minus value.
        complaint: the first thing that is not as claimed.
    """

    accepted: bool
    certified: Mapping[str, int] = {}
    complaint: str | None = None


class Row(Frozen):
    """One run.

    Attributes:
        limit: seconds the method was given.
        commit: of the code measured; "+" and a mark if files were changed since.
        goals: names of the goals, first goal first.
        points: timetables offered; at most a few dozen of them were judged.
        best: values of the last lawful timetable offered in time.
        first: seconds to the first lawful one.
        bounds: proved by the run itself, each for its own earlier goals.
        complaint: first thing the judge says against an unlawful timetable.
        verified: of the answer handed over with its certificate; None = none was.
        memory_mib: highest resident memory of the run's process.
        machine: what ran it; `load` is the machine's load just before.
    """

    rung: str
    method: str
    seed: int
    limit: float
    commit: str
    outcome: Outcome
    goals: tuple[str, ...]
    best: tuple[int, ...] | None = None
    first: float | None = None
    points: tuple[Point, ...] = ()
    bounds: Mapping[str, int] = {}
    notes: tuple[str, ...] = ()
    complaint: str | None = None
    verified: Verified | None = None
    seconds: float = 0.0
    memory_mib: float | None = None
    machine: Mapping[str, str] = {}
    load: float | None = None

    @property
    def key(self) -> Key:
        """Return what must be equal for a run to count as done."""
        return self.rung, self.method, self.seed, self.limit, self.commit


class Results:
    """The rows of a results file; a new one is written down before it is used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[Row] = list(read_rows(path))
        self._done = {row.key for row in self.rows}

    def has(self, key: Key) -> bool:
        """Say whether this run is finished."""
        return key in self._done

    def has_of_any_commit(self, key: Key) -> bool:
        """Say whether this run is finished, whatever the code was then."""
        return any(done[:4] == key[:4] for done in self._done)

    def add(self, row: Row) -> None:
        """Append a row."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        whole = not self.path.exists() or self.path.read_bytes()[-1:] in (b"", b"\n")
        with self.path.open("a", encoding="utf-8") as file:
            file.write(("" if whole else "\n") + row.model_dump_json() + "\n")
        self.rows.append(row)
        self._done.add(row.key)


def read_rows(path: Path) -> Iterable[Row]:
    """Yield the rows of a file; a last line cut off by a crash is left out."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            json.loads(line)
        except json.JSONDecodeError:
            continue
        yield Row.model_validate_json(line)


def newest(rows: Iterable[Row]) -> list[Row]:
    """Keep the last row of each (rung, method, seed, limit): the one to report."""
    last: dict[tuple[str, str, int, float], Row] = {}
    for row in rows:
        last[row.rung, row.method, row.seed, row.limit] = row
    return list(last.values())
