"""Search the parameters of the search on a family of instances, and say honestly.

Candidates are compared on one part of the family; whether the best of them is better
than what we ship is then judged on the other part, which it has never seen.
"""

from kehou_solver.tuning.cases import Case, halves
from kehou_solver.tuning.race import Against, Run, Tuned, tune

__all__ = ["Against", "Case", "Run", "Tuned", "halves", "tune"]
