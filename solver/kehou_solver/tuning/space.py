"""Which parameters are tried: one to three of them, changed from what we ship."""

import random
from collections.abc import Mapping, Sequence

from kehou_solver.domain.tuning import Tuning

CHANGED = 3
"""Most parameters that one candidate changes: what it gains can then be understood."""

CHOICES: Mapping[str, Sequence[float]] = {
    "workers": (2, 4, 8, 12),
    "first_part": (0.15, 0.3),
    "plan_part": (0.35, 0.5, 0.65, 0.75),
    "bound_part": (0.25, 0.4, 0.6),
    "fair_shares": (1.2, 1.6, 2.5, 4.0),
    "cp_sat_turn": (0.15, 0.3, 0.6),
    "highs_turn": (0.1, 0.3, 0.5),
    "dive_charge": (5.0, 20.0, 80.0),
    "dive_share": (0.02, 0.04, 0.1),
    "kicks": (6, 12, 24),
    "choice": (6, 12, 24),
    "rest": (15, 30, 60),
    "stale": (5, 10, 20),
    "banned": (5, 10, 20),
}
"""Values tried of each parameter."""


def candidates(count: int, seed: int) -> list[Tuning]:
    """Draw candidates, none twice and none as we ship it."""
    rng = random.Random(seed)  # noqa: S311 - a search, not a secret
    shipped = Tuning()
    drawn: dict[Tuning, None] = {}
    while len(drawn) < count:
        names = rng.sample(sorted(CHOICES), rng.randint(1, CHANGED))
        change = {name: rng.choice(CHOICES[name]) for name in names}
        candidate = shipped.model_copy(update=change)
        if candidate != shipped:
            drawn[candidate] = None
    return list(drawn)


def changes(tuning: Tuning) -> dict[str, float]:
    """Return what a candidate changes."""
    shipped = Tuning()
    return {
        name: getattr(tuning, name)
        for name in Tuning.model_fields
        if getattr(tuning, name) != getattr(shipped, name)
    }
