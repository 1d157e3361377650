"""The answer to "why not?": possible at a price, or what it would take."""

from typing import Literal

from kehou_solver.domain.base import Frozen
from kehou_solver.domain.timetable import Timetable
from kehou_solver.search.remedies import AnyRemedy
from kehou_solver.whynot.question import Question


class GoalChange(Frozen):
    """A goal that would change, in its own unit."""

    name: str
    before: int
    after: int


class Possible(Frozen):
    """A lawful timetable that has what was asked for, data unchanged.

    Attributes:
        timetable: the witness; the judge has passed it.
        changes: every goal that differs from the timetable asked about.
        keeps_tiers: no seat goal that had to be kept is lower.
        best: among such timetables (in scope) none is better in the seat goals.
    """

    timetable: Timetable
    changes: tuple[GoalChange, ...]
    keeps_tiers: bool
    best: bool


class Need(Frozen):
    """Changes of data that are enough, and of which nothing can be left out.

    Attributes:
        timetable: a lawful timetable of the changed instance that has what was asked
            for and keeps the tiers; the judge has passed it.
        smallest: proved that no part of it and no smaller amount is enough.
        zh, en: the changes as a condition.
    """

    remedies: tuple[AnyRemedy, ...]
    timetable: Timetable
    smallest: bool
    zh: str
    en: str


class Answer(Frozen):
    """What was found. Everything in it was confirmed by solving again.

    Attributes:
        already: the timetable has it already.
        possible: there is a lawful timetable with it.
        needs: what it would take to have it without lowering a tier; fewest changes
            first. Empty if it is possible anyway, or if nothing known would do.
        complete: no probe ran out of time; else there may be smaller or other ways.
        scope: "everywhere": among all timetables; "nearby": among timetables that
            differ from this one only near the question (big schools).
        refuted: proposals that re-solving did not confirm; none of them is shown.
        zh, en: the answer for the scheduler.
        family_zh, family_en: for the child's family; says nothing of other children.
        seconds: wall time.
    """

    question: Question
    already: bool
    possible: Possible | None
    needs: tuple[Need, ...]
    complete: bool
    scope: Literal["everywhere", "nearby"]
    refuted: int
    zh: str
    en: str
    family_zh: str = ""
    family_en: str = ""
    seconds: float
