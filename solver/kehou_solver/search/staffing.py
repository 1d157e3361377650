"""Could these club groups all be led and housed? If one more opens, which ones close?

The relaxation without children: groups, leads, rooms, staff. A hundredth of the whole,
so it is asked before any children are seated: nine in ten moves fail here.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from kehou_solver.domain.adult import Adult
from kehou_solver.model.world import World
from kehou_solver.search.plan import Way
from kehou_solver.search.relaxation import Relaxation
from kehou_solver.search.witness import Witness

Closings = tuple[tuple[int, int], ...]
"""(way, number of its groups that close), in the order of the ways."""

LP_SECONDS = 60.0
WHOLE = 1e-6

KEEP = 1.0
"""What an open group is worth at least, so that none closes for nothing."""


class Staffing:
    """What people and rooms allow, around a plan that they do allow."""

    def __init__(
        self,
        world: World,
        ways: list[Way],
        plan: Sequence[int],
        witness: Witness | None = None,
        adults: Sequence[Adult] | None = None,
    ) -> None:
        """Build the program around a plan.

        Args:
            world: the whole instance.
            ways: the ways clubs can meet.
            plan: number of groups of each way.
            witness: of a lawful week, where care without merging is impossible.
            adults: who there is for these ways; None = everybody.
        """
        self.program = Relaxation(
            world, ways, children=False, witness=witness, adults=adults
        )
        self.plan = list(plan)
        self._limit(range(len(ways)), [0] * len(ways), self.plan)

    def prize(self, prices: NDArray[np.float64]) -> None:
        """Say what a group of each way is worth."""
        groups = zip(self.program.groups, prices.tolist(), strict=True)
        self.program.maximize({column: price + KEEP for column, price in groups})

    def cut(self) -> bool:
        """Close what people and rooms do not allow after all; say whether any was.

        What was planned school by school may ask too much of those they share.
        """
        ways = self.program.ways
        self.prize(np.array([float(way.seats) for way in ways]))
        left = [0] * len(ways)
        if self.program.run(LP_SECONDS):
            left = np.floor(self.program.planned() + WHOLE).astype(int).tolist()
        fewer = {way: now for way, now in enumerate(left) if now < self.plan[way]}
        if fewer:
            self.change(fewer)
        return bool(fewer)

    def closings(self, opened: int, spared: Collection[int] = ()) -> Closings | None:
        """Return the cheapest groups to close so that one more of a way can open.

        Args:
            opened: the way.
            spared: ways that must not close.

        Returns:
            None if no closing makes room.
        """
        more = self.plan[opened] + 1
        changed = [opened, *spared]
        counts = [more, *(self.plan[way] for way in spared)]
        self._limit(changed, counts, counts)
        found = self.program.run(LP_SECONDS, warm=True)
        closed = self._closed(opened) if found else None
        self._limit(changed, [0] * len(changed), [self.plan[way] for way in changed])
        return closed

    def _closed(self, opened: int) -> Closings:
        left = np.floor(self.program.planned() + WHOLE).astype(int).tolist()
        return tuple(
            (way, groups - left[way])
            for way, groups in enumerate(self.plan)
            if way != opened and groups > left[way]
        )

    def change(self, counts: dict[int, int]) -> None:
        """Change the plan."""
        for way, groups in counts.items():
            self.plan[way] = groups
        self._limit(list(counts), [0] * len(counts), list(counts.values()))

    def _limit(
        self, ways: Sequence[int], low: Sequence[int], high: Sequence[int]
    ) -> None:
        self.program.set_all_groups(ways, low, high)
