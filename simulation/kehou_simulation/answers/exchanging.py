"""Has every scenario know what the others found: no change looks good by luck.

Searches end by time, so a scenario with fewer teachers may come upon a better week than
the base did. That week is lawful in the base, too: whoever looks at both must see it in
both. So timetables of one school are handed round, and each scenario keeps the best
that is lawful in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kehou_simulation.answers.solved import Row, Solved, at_least
from kehou_simulation.runs.planning import Piece
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable


@dataclass(frozen=True)
class Known:
    """One piece, what came of it, and its timetable if it has one."""

    piece: Piece
    row: Row
    timetable: Timetable | None


def exchanged(base: Instance, known: Mapping[str, Known]) -> dict[str, Solved]:
    """Return what becomes better, by key.

    Args:
        base: the instance as it is.
        known: all pieces of it, by key.
    """
    better = {}
    for key, one in known.items():
        if one.row.verdict not in ("found", "out_of_time"):
            continue
        others = [
            other.timetable
            for name, other in known.items()
            if name != key and other.timetable is not None
        ]
        told = at_least(one.piece.made_of(base), one.row, others)
        if told is not None:
            better[key] = told
    return better
