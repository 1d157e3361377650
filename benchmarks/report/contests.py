"""Rows put side by side: the same school, the same time, every method."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.lexicographic import better, first_difference, seeks_more
from benchmarks.methods import FAMILIES
from benchmarks.results import Row, newest
from benchmarks.rungs import rungs

OURS = "kehou"


@dataclass(frozen=True)
class Gap:
    """How far a value is from the bound.

    Attributes:
        share: 0.01 = one per cent of the bound.
        same_start: all earlier goals are as in the run that proved the bound; else the
            bound is not this value's, and the share may even be below 0.
        proved: measured against a bound that holds everywhere, else against the best
            value seen.
    """

    share: float
    same_start: bool
    proved: bool


@dataclass(frozen=True)
class Contest:
    """One school and one limit.

    Attributes:
        rows: the best variant of every family that ran.
    """

    rung: str
    seed: int
    limit: float
    rows: Mapping[str, Row]

    @cached_property
    def goals(self) -> tuple[str, ...]:
        """Return the goals in strict order."""
        return next(iter(self.rows.values())).goals

    @cached_property
    def lawful(self) -> dict[str, tuple[int, ...]]:
        """Return the values of every family that has a lawful timetable."""
        return {name: row.best for name, row in self.rows.items() if row.best}

    @cached_property
    def winners(self) -> tuple[str, ...]:
        """Return the lexicographic winners: several where they are level."""
        best: tuple[int, ...] | None = None
        for values in self.lawful.values():
            if best is None or better(values, best, self.goals):
                best = values
        return tuple(name for name, values in self.lawful.items() if values == best)

    def decided_by(self, family: str) -> str | None:
        """Return the first goal in which a family differs from ours."""
        ours, theirs = self.lawful.get(OURS), self.lawful.get(family)
        if ours is None or theirs is None:
            return None
        place = first_difference(ours, theirs)
        return None if place is None else self.goals[place]

    def shown(self) -> tuple[str, ...]:
        """Return the goals that pages show: seats; without clubs, work and care."""
        seats = [g for g in self.goals if g.startswith(("wishes_met", "wish_ranks"))]
        alive = [g for g in seats if any(self._values(g))]
        work = ("load_range", "load_squares", "late_evenings", "duty_minutes_peak")
        care = ("homeroom_care", "taught_care", "afternoon_gaps", "room_moves")
        return tuple(alive) or tuple(g for g in (*work, *care) if g in self.goals)

    def _values(self, goal: str) -> list[int]:
        place = self.goals.index(goal)
        return [values[place] for values in self.lawful.values()]

    def gap(self, family: str, goal: str, value: int | None = None) -> Gap | None:
        """Return how far a family is from the bound of a goal; None without a value."""
        theirs = self.lawful.get(family)
        if theirs is None:
            return None
        place = self.goals.index(goal)
        value = theirs[place] if value is None else value
        target, proved = self._target(goal)
        more = seeks_more(goal)
        off = target - value if more else value - target
        ours = self.lawful.get(OURS)
        same = ours is not None and ours[:place] == theirs[:place]
        return Gap(off / max(1, abs(target)), same or place == 0, proved)

    def _target(self, goal: str) -> tuple[int, bool]:
        ours = self.rows.get(OURS)
        if ours is not None and goal in ours.bounds:
            return ours.bounds[goal], True
        values = self._values(goal)
        return (max(values) if seeks_more(goal) else min(values)), False

    def ratio(self, family: str, goal: str) -> float | None:
        """Return a family's value per value of ours."""
        ours, theirs = self.lawful.get(OURS), self.lawful.get(family)
        if ours is None or theirs is None:
            return None
        place = self.goals.index(goal)
        if not ours[place]:
            return None if theirs[place] else 1.0
        return theirs[place] / ours[place]


def contests(rows: Iterable[Row]) -> list[Contest]:
    """Group rows; of each family the variant counts that came out best."""
    places: dict[tuple[str, int, float], dict[str, Row]] = defaultdict(dict)
    for row in newest(rows):
        family = next((f for f, v in FAMILIES.items() if row.method in v), row.method)
        held = places[row.rung, row.seed, row.limit]
        if family not in held or _beats(row, held[family]):
            held[family] = row
    order = {name: place for place, name in enumerate((*FAMILIES,))}
    ladder = {name: place for place, name in enumerate(rungs())}
    found = []
    for (rung, seed, limit), held in places.items():
        sorted_ = sorted(held.items(), key=lambda item: order.get(item[0], 99))
        found.append(Contest(rung, seed, limit, dict(sorted_)))
    return sorted(found, key=lambda c: (ladder.get(c.rung, 99), c.limit, c.seed))


def _beats(one: Row, other: Row) -> bool:
    if one.best is None or other.best is None:
        return one.best is not None
    if one.best == other.best:
        return (one.first or 0.0) < (other.first or 0.0)
    return better(one.best, other.best, one.goals)


def by_rung(found: Sequence[Contest]) -> dict[tuple[str, float], list[Contest]]:
    """Group contests by rung and limit, in the order of the ladder."""
    groups: dict[tuple[str, float], list[Contest]] = defaultdict(list)
    for contest in found:
        groups[contest.rung, contest.limit].append(contest)
    return groups


def families_in(found: Sequence[Contest]) -> list[str]:
    """Return the families that ran, in the order of the table."""
    seen = dict.fromkeys(name for contest in found for name in contest.rows)
    order = [*FAMILIES, *seen]
    return sorted(seen, key=order.index)
