"""The answers of a repair: repaired, or not possible. Both are values."""

from dataclasses import dataclass, field
from typing import Literal

from kehou_solver.domain.answer import Gap
from kehou_solver.domain.base import Frozen, Id, Text, Weeks
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable


class Change(Frozen):
    """One thing that is no longer as published, in words.

    Attributes:
        what: where and when.
        before, after: who, or where, it was and is; "—" = nobody, nowhere.
        cells: cells of the goal `changes` it stands for; a move of rooms has none.
    """

    what: Text
    before: Text
    after: Text
    cells: int


class Candidate(Frozen):
    """Somebody who could lawfully take a lesson that lost its adult.

    Attributes:
        chosen: the repaired timetable has this one.
        new_lessons: lessons more in the week than published (count).
        reasons: why he or she may, and what speaks for it.
    """

    adult: Id
    chosen: bool
    new_lessons: int
    reasons: Text


class Alternatives(Frozen):
    """Everybody who could take one lost lesson, best first; each confirmed."""

    adult: Id
    group: Id
    slot: Id
    weeks: Weeks
    role: Literal["lead", "assistant"]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Repaired:
    """The lawful timetable with the fewest changes that was found.

    Attributes:
        instance: what it is for: the instance after the events, with `published`.
        timetable: audited by the judge.
        changes: everything that differs from the published timetable.
        cells: value of the goal `changes`: cells in one of the two timetables only.
        bound: no lawful timetable changes fewer cells.
        reach: how far the search had to go.
        alternatives: for every lost lesson, who else could take it.
        seconds: wall time.
    """

    instance: Instance = field(repr=False)
    timetable: Timetable = field(repr=False)
    changes: tuple[Change, ...]
    cells: int
    bound: int
    reach: str
    alternatives: tuple[Alternatives, ...]
    seconds: float

    @property
    def proved(self) -> bool:
        """Say whether no lawful timetable changes fewer cells."""
        return self.bound >= self.cells


@dataclass(frozen=True)
class NoRepair:
    """No lawful timetable was found.

    Attributes:
        proved: none exists, given what may change; else time ran out.
        blocked: what stands in the way and may not change.
        gaps: who is missing where in the partial timetable.
        partial: clubs gave way before care did; breaks exactly what `gaps` say.
    """

    instance: Instance = field(repr=False)
    proved: bool
    blocked: tuple[Text, ...]
    gaps: tuple[Gap, ...]
    partial: Timetable | None = field(repr=False)
    seconds: float
