"""Performance profiles: how often is a method within a factor of the best.

The cases are (school, shown goal); the factor is (best + 1) / (value + 1) for a goal
that is sought and the other way round for one that is avoided. A method without a
lawful timetable is never within any factor. Later goals depend on earlier ones, so
profiles show the spread, not the winner: that is decided in strict order.
"""

from collections.abc import Sequence

from benchmarks.lexicographic import seeks_more
from benchmarks.report.contests import Contest

FACTORS = tuple(1 + i / 100 for i in range(0, 101))


def profile(found: Sequence[Contest], family: str) -> list[tuple[float, float]]:
    """Return (factor, share of cases within it)."""
    worse: list[float | None] = []
    for contest in found:
        if family not in contest.rows or not contest.lawful:
            continue
        values = contest.lawful.get(family)
        for goal in contest.shown():
            place = contest.goals.index(goal)
            if values is None:
                worse.append(None)
                continue
            all_ = [other[place] for other in contest.lawful.values()]
            best = max(all_) if seeks_more(goal) else min(all_)
            ratio = (best + 1) / (values[place] + 1)
            worse.append(ratio if seeks_more(goal) else 1 / ratio)
    if not worse:
        return []
    return [
        (factor, sum(w is not None and w <= factor for w in worse) / len(worse))
        for factor in FACTORS
    ]
