"""One exchange of seats: one child gets a seat, another may lose it."""

from collections.abc import Iterator
from typing import NamedTuple

from kehou_solver.domain.base import Id


class Move(NamedTuple):
    """What happens to the seats of one child."""

    pupil: Id
    loses: Id | None
    gains: Id | None

    def after(self, groups: frozenset[Id]) -> frozenset[Id]:
        """Return the child's groups after the move."""
        left = groups - {self.loses} if self.loses is not None else groups
        return left | {self.gains} if self.gains is not None else left


class Exchange(NamedTuple):
    """A child gets a seat in a club group.

    Attributes:
        of: the child who loses that seat; None = the seat is free.
        instead_of: group of the one seat the child gives up for it, if any.
        back: whether `of` gets that seat in return.
    """

    pupil: Id
    group: Id
    of: Id | None = None
    instead_of: Id | None = None
    back: bool = False

    def moves(self) -> Iterator[Move]:
        """Yield the move of each child."""
        yield Move(self.pupil, self.instead_of, self.group)
        if self.of is not None:
            yield Move(self.of, self.group, self.instead_of if self.back else None)
