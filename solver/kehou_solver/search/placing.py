"""Put things in places by moves that put others out, until nothing is left over.

A partial plan in which nothing clashes; what has no place is open. A move puts an open
thing somewhere and opens what clashes with it there. Among all moves the one that puts
out least is made, and a thing weighs one more each time it is put out: what fits in
few places comes to stay, and no plan is met twice for long. This is partial colouring
with lists, its vertices weighted as in breakout local search: lessons are coloured by
people, clubs by slots and rooms. docs/decisions/0012.
"""

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

Allowed = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
"""Shape (things, places)."""

Where = tuple[Any, ...]
"""Rows (things) and columns (places) of a block, as an array is indexed."""

BARRED = 10**8
"""Weighs more than all that could be put out: places a rule refuses."""

REST = 10**6
"""For places a thing was just put out of: only if there is nothing else."""

FEW = 10
"""Moves for which such a place rests, at most; drawn each time."""


class Placing(ABC):
    """A partial plan. What clashes with what is said by whoever derives from it.

    Attributes:
        at: for each thing its place; -1 = open.
        held: for each place the things in it.
        moves: made so far.
    """

    def __init__(self, allowed: Allowed, rng: random.Random) -> None:
        things, places = allowed.shape
        self.at = [-1] * things
        self.held: list[set[int]] = [set() for _ in range(places)]
        self.moves = 0
        self._random = rng
        self._open = list(range(things))
        self._weight = [1] * things
        # What putting a thing in a place would put out, by weight.
        self._price = np.where(allowed, 0, BARRED).astype(np.int64)
        self._resting = np.zeros((things, places), dtype=np.int64)

    @abstractmethod
    def clashing(self, thing: int, place: int) -> Iterator[Where]:
        """Yield blocks of what clashes with a thing in a place; each adds to prices."""

    @abstractmethod
    def put_out(self, thing: int, place: int) -> Iterable[int]:
        """Return what must go for a thing to come to a place, in a fixed order."""

    def near(self, place: int) -> Any:
        """Return the places that rest together with one, as columns."""
        return place

    @property
    def left_over(self) -> int:
        """Return how many things are open."""
        return len(self._open)

    def start(self, rank: Callable[[int], Any]) -> None:
        """Put things, in their order, where nothing clashes: lowest rank first."""
        still_open = []
        for thing in self._open:
            free = np.flatnonzero(self._price[thing] == 0).tolist()
            if free:
                self._put(thing, min(free, key=rank))
            else:
                still_open.append(thing)
        self._open = still_open

    def bar(self, places: Iterable[int]) -> None:
        """Let some places take nothing new, and open what is there."""
        for place in places:
            self._price[:, place] += BARRED
            for thing in sorted(self.held[place]):
                self._take(thing)
                self._open.append(thing)

    def unbar(self, places: Iterable[int]) -> None:
        """Undo `bar`."""
        for place in places:
            self._price[:, place] -= BARRED

    def return_to(self, at: list[int]) -> None:
        """Take up an earlier whole plan again; weights stay as they are."""
        changed = [thing for thing, place in enumerate(self.at) if place != at[thing]]
        for thing in changed:
            if self.at[thing] >= 0:
                self._take(thing)
        for thing in changed:
            self._put(thing, at[thing])
        self._open = []

    def fill(self, patience: int, over: Callable[[], bool]) -> bool:
        """Move until nothing is open; False if that fails.

        Args:
            patience: moves without fewer open things than ever before it gives up.
            over: says when to stop.
        """
        fewest, idle = len(self._open), 0
        while self._open:
            if idle >= patience or (not self.moves & 63 and over()):
                return False
            if not self._move():
                return False
            idle += 1
            if len(self._open) < fewest:
                fewest, idle = len(self._open), 0
        return True

    def _move(self) -> bool:
        """Make the move that puts out least; False if nothing may go anywhere."""
        self.moves += 1
        prices = self._price[self._open]
        resting = self._resting[self._open] > self.moves
        prices = prices + REST * (resting & (prices > 0))
        least = prices.min()
        if least >= BARRED:
            return False
        things, places = np.nonzero(prices == least)
        drawn = self._random.randrange(len(things))
        thing = self._open.pop(int(things[drawn]))
        place = int(places[drawn])
        for other in self.put_out(thing, place):
            until = self.moves + self._random.randrange(FEW)
            self._resting[other, self.near(self.at[other])] = until
            self._take(other)
            self._open.append(other)
            self._weight[other] += 1
        self._put(thing, place)
        return True

    def _put(self, thing: int, place: int) -> None:
        self.at[thing] = place
        self.held[place].add(thing)
        for where in self.clashing(thing, place):
            self._price[where] += self._weight[thing]

    def _take(self, thing: int) -> None:
        place = self.at[thing]
        self.at[thing] = -1
        self.held[place].discard(thing)
        for where in self.clashing(thing, place):
            self._price[where] -= self._weight[thing]
