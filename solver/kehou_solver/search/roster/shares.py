"""Lessons given to people: nobody gives two that fall together."""

import random
from collections.abc import Iterable, Iterator

from kehou_solver.search.placing import Placing, Where
from kehou_solver.search.roster.held import Held


class Shares(Placing):
    """Things are lessons, places are adults."""

    def __init__(self, held: Held, rng: random.Random) -> None:
        super().__init__(held.able, rng)
        self._together = held.together
        self._meets = [frozenset(rows.tolist()) for rows in held.together]
        self._skills = held.able.sum(axis=0)

    def share_out(self) -> None:
        """Give lessons in their order to who is free: at work already, able of most."""
        self.start(lambda adult: (not self.held[adult], -self._skills[adult]))

    def clashing(self, thing: int, place: int) -> Iterator[Where]:
        """Yield the lessons of an adult that fall together with one."""
        yield self._together[thing], place

    def put_out(self, thing: int, place: int) -> Iterable[int]:
        """Return what an adult has while a lesson is on."""
        return sorted(self.held[place] & self._meets[thing])
