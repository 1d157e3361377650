"""The largest sets of spans that share a minute, found again by looking at each."""

import random
from itertools import combinations

from kehou_solver.model.at_once import at_once
from kehou_solver.model.world import Span

CASES = 300


def by_looking(spans: list[Span]) -> set[frozenset[int]]:
    """Which spans cover each minute, without sets that are part of others."""
    covering = {
        frozenset(
            n
            for n, (d, start, end) in enumerate(spans)
            if d == day and start <= t < end
        )
        for day in {day for day, _, _ in spans}
        for t in range(20)
    } - {frozenset()}
    return {one for one in covering if not any(one < other for other in covering)}


def test_every_largest_set_comes_once_and_no_other() -> None:
    rng = random.Random(4)  # noqa: S311 - draws, not secrets
    for _ in range(CASES):
        spans = []
        for _ in range(rng.randint(0, 9)):
            start = rng.randint(0, 14)
            spans.append((rng.randint(1, 2), start, start + rng.randint(1, 5)))
        found = [tuple(one) for one in at_once((s, n) for n, s in enumerate(spans))]
        assert {frozenset(one) for one in found} == by_looking(spans)
        assert len(found) == len(set(found))
        assert all(list(one) == sorted(one) for one in found)
        together = {pair for one in found for pair in combinations(one, 2)}
        for a, b in combinations(range(len(spans)), 2):
            (day, start, end), (other, begin, stop) = spans[a], spans[b]
            overlap = day == other and start < stop and begin < end
            assert ((a, b) in together) == overlap


def test_nothing_gives_nothing() -> None:
    assert list(at_once([])) == []
