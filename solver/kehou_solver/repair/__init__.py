"""Repair: from a published timetable the lawful one with the fewest changed cells."""

from kehou_solver.repair.answer import (
    Alternatives,
    Candidate,
    Change,
    NoRepair,
    Repaired,
)
from kehou_solver.repair.freeze import Freeze, since
from kehou_solver.repair.repairing import Options, mend, repair
from kehou_solver.repair.resilience import Absence, Resilience, resilience
from kehou_solver.repair.substituting import given_to

__all__ = [
    "Absence",
    "Alternatives",
    "Candidate",
    "Change",
    "Freeze",
    "NoRepair",
    "Options",
    "Repaired",
    "Resilience",
    "given_to",
    "mend",
    "repair",
    "resilience",
    "since",
]
