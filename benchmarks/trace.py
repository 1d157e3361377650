"""The file a run writes while it goes on: whatever happens, what was found is there."""

import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from kehou_solver.domain.answer import Found
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy
from kehou_solver.report.portable import write_result


def result_beside(trace: Path) -> Path:
    """Return where the result zip of a run is, if it handed over one."""
    return trace.with_suffix(".zip")


class TraceWriter:
    """An `Offer` that puts a time on everything and writes it down at once."""

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("w", encoding="utf-8")
        self._result = result_beside(path)
        self._started = time.monotonic()
        self._most = math.inf

    def start(self) -> None:
        """Start the clock."""
        self._started = time.monotonic()

    def __call__(self, timetable: Timetable) -> None:
        """Write a timetable with the seconds since the start."""
        self._write("timetable", timetable.model_dump(mode="json"))

    def bound(self, goal: str, value: int) -> None:
        """Write a bound."""
        self._write("bound", [goal, value])

    def stop_clock(self, after: float) -> None:
        """Write no later time than this."""
        self._most = after

    def result(self, instance: Instance, found: Found) -> None:
        """Write the result zip beside the trace."""
        write_result(self._result, instance, Policy.of(instance), found)

    def note(self, text: str) -> None:
        """Write a remark."""
        self._write("note", text)

    def end(self, how: str) -> None:
        """Write how the run ended, "done", "skipped" or "crashed", and close."""
        self._write("end", how)
        self._file.close()

    def _write(self, kind: str, what: Any) -> None:
        # Seconds are taken before the writing, and the writing is on the clock of the
        # method like everything it does.
        seconds = round(min(time.monotonic() - self._started, self._most), 3)
        line = json.dumps({"kind": kind, "seconds": seconds, "what": what})
        self._file.write(line + "\n")
        self._file.flush()


@dataclass
class Trace:
    """What a run wrote.

    Attributes:
        timetables: (seconds, timetable as it was written), in order.
        ended: how the run says it ended; None = it was cut off.
    """

    timetables: list[tuple[float, str]] = field(default_factory=list)
    bounds: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    ended: str | None = None


def read_trace(path: Path) -> Trace:
    """Read a trace; a line that was cut off in the middle does not count."""
    trace = Trace()
    for line in _whole_lines(path):
        what = line["what"]
        match line["kind"]:
            case "timetable":
                trace.timetables.append((line["seconds"], json.dumps(what)))
            case "bound":
                trace.bounds[what[0]] = what[1]
            case "note":
                trace.notes.append(what)
            case "end":
                trace.ended = what
    return trace


def _whole_lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.endswith("\n"):
                yield json.loads(line)
