"""A proof that no timetable gives a tier more, made to be added up by anybody."""

from dataclasses import dataclass
from typing import NamedTuple


class Multiplier(NamedTuple):
    """How often one row is taken, as the numerator of a fraction.

    Attributes:
        row: what the row says, such as "seats"; docs/priority-certificate.md.
        of: what it says it of: ids, a weekday, the place of a pin, or a goal.
        times: numerator; the certificate has one denominator for all.
    """

    row: str
    of: tuple[str, ...]
    times: int


@dataclass(frozen=True)
class GoalCertificate:
    """With the goals before it kept, no timetable gets beyond `bound` in this goal.

    Attributes:
        value: what the timetable reaches.
        bound: the rows taken so often, added up in whole numbers and rounded down.
        kept: the seat goals before it, with the values they keep.
    """

    name: str
    value: int
    bound: int
    kept: tuple[tuple[str, int], ...]
    multipliers: tuple[Multiplier, ...]

    @property
    def gap(self) -> int:
        """Return how much more could be left to gain; 0 = proved best."""
        return self.bound - self.value


@dataclass(frozen=True)
class Certificate:
    """What is proved of the goals that speak of club seats, in their order.

    Attributes:
        denominator: of every multiplier.
        goals: as many as time allowed, first goals first.
    """

    denominator: int
    goals: tuple[GoalCertificate, ...]

    def bounds(self) -> dict[str, int]:
        """Return the bound of each goal."""
        return {goal.name: goal.bound for goal in self.goals}
