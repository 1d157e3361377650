"""The law: clauses with their text, our reading of them, and their dated numbers."""

from kehou_solver.policy.policy import Policy
from kehou_solver.policy.rulebook import (
    Clause,
    DatedNumber,
    Override,
    Rulebook,
    Source,
    TreatedAs,
)
from kehou_solver.policy.shelf import known, load
from kehou_solver.policy.waivers import waiver_for

__all__ = [
    "Clause",
    "DatedNumber",
    "Override",
    "Policy",
    "Rulebook",
    "Source",
    "TreatedAs",
    "known",
    "load",
    "waiver_for",
]
