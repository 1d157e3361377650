"""Moves that put others out: a whole plan if there is one, and books that balance."""

from collections.abc import Iterable, Iterator
from itertools import product
from random import Random

import numpy as np

from kehou_solver.search.placing import BARRED, Allowed, Placing, Where

CASES = 150


class Colours(Placing):
    """Things that clash may not share a place."""

    def __init__(self, allowed: Allowed, clash: Allowed, rng: Random) -> None:
        super().__init__(allowed, rng)
        self.allowed, self.clash = allowed, clash

    def clashing(self, thing: int, place: int) -> Iterator[Where]:
        """Yield what clashes with a thing in the same place."""
        yield np.flatnonzero(self.clash[thing]), place

    def put_out(self, thing: int, place: int) -> Iterable[int]:
        """Return what clashes and is there."""
        return [n for n in sorted(self.held[place]) if self.clash[thing, n]]


def drawn(chance: Random) -> tuple[Allowed, Allowed]:
    """Draw which things may go where, and which clash."""
    things, places = chance.randint(1, 6), chance.randint(1, 3)
    allowed = np.array(
        [[chance.random() < 0.7 for _ in range(places)] for _ in range(things)]
    )
    clash = np.zeros((things, things), dtype=bool)
    for one in range(things):
        for other in range(one):
            clash[one, other] = clash[other, one] = chance.random() < 0.4
    return allowed, clash


def possible(allowed: Allowed, clash: Allowed) -> bool:
    """Try every plan."""
    things, places = allowed.shape
    return any(
        all(allowed[n, place] for n, place in enumerate(at))
        and not any(
            clash[a, b] and at[a] == at[b] for a in range(things) for b in range(a)
        )
        for at in product(range(places), repeat=things)
    )


def sound(plan: Colours, *, whole: bool) -> None:
    """Check that nothing clashes, and that prices say what would be put out."""
    for thing, place in enumerate(plan.at):
        assert place >= 0 or not whole
        if place >= 0:
            assert plan.allowed[thing, place]
            assert thing in plan.held[place]
            assert not plan.put_out(thing, place)
    for thing, place in product(*map(range, plan.allowed.shape)):
        out = sum(plan._weight[n] for n in plan.put_out(thing, place))
        barred = 0 if plan.allowed[thing, place] else BARRED
        assert plan._price[thing, place] == barred + out


def test_a_whole_plan_is_found_exactly_where_there_is_one() -> None:
    chance = Random(1)  # noqa: S311
    seen = set()
    for _ in range(CASES):
        allowed, clash = drawn(chance)
        plan = Colours(allowed, clash, Random(2))  # noqa: S311
        plan.start(lambda place: place)
        sound(plan, whole=False)
        there_is_one = possible(allowed, clash)
        assert plan.fill(2_000, lambda: False) == there_is_one
        assert (plan.left_over == 0) == there_is_one
        sound(plan, whole=there_is_one)
        seen.add(there_is_one)
    assert seen == {True, False}


def test_who_is_barred_takes_nothing_and_the_earlier_plan_comes_back() -> None:
    chance = Random(3)  # noqa: S311
    emptied = kept = 0
    for _ in range(CASES):
        allowed, clash = drawn(chance)
        plan = Colours(allowed, clash, Random(4))  # noqa: S311
        plan.start(lambda place: place)
        if not plan.fill(2_000, lambda: False):
            continue
        before = list(plan.at)
        plan.bar([0])
        filled = plan.fill(500, lambda: False)
        assert not plan.held[0]
        plan.unbar([0])
        assert filled == possible(allowed[:, 1:], clash)
        if filled:
            emptied += 1
        else:
            kept += 1
            plan.return_to(before)
            assert plan.at == before
        sound(plan, whole=True)
    assert emptied
    assert kept


def test_it_ends_when_told_to() -> None:
    clash = ~np.eye(3, dtype=bool)
    plan = Colours(np.ones((3, 2), dtype=bool), clash, Random(5))  # noqa: S311
    assert not plan.fill(10**9, lambda: plan.moves >= 64)
    assert plan.moves == 64
