"""Is an answer fair? Who comes first is served first, and ties fall by a public draw.

What envy, a tie and an exchange are is written in docs/rules-and-goals.md, part 4.
Everything here speaks of a timetable that keeps every rule, with its club groups as
they are: only children change seats.
"""

from kehou_solver.fairness.both import made_fair
from kehou_solver.fairness.envy import Envy, envies, without_envy
from kehou_solver.fairness.lot import Unlucky, is_fair, settled_by_lot, unlucky
from kehou_solver.fairness.lottery import applicant_list, list_hash, ranks, ranks_of

__all__ = [
    "Envy",
    "Unlucky",
    "applicant_list",
    "envies",
    "is_fair",
    "list_hash",
    "made_fair",
    "ranks",
    "ranks_of",
    "settled_by_lot",
    "unlucky",
    "without_envy",
]
