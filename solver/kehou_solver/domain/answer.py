"""The answers of a solve: found, impossible, or out of time. All three are values."""

from dataclasses import dataclass, field
from typing import Literal

from kehou_solver.domain.base import Frozen, Id, Text
from kehou_solver.domain.certificate import Certificate
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.tuning import SHIPPED, Tuning

Holds = Literal["everywhere", "club_groups_fixed"]


class GoalResult(Frozen):
    """What was reached for one goal, with all goals before it kept at their values.

    Attributes:
        value: measured on the timetable by the judge, in the goal's unit.
        bound: no timetable does better than this; None = nothing proved.
        proved: value equals bound, and the bound holds everywhere: among weeks in which
            a group keeps its people in all its meetings (substitutes are for repairs).
        holds: "everywhere", or only among timetables with the same club groups
            (their meetings and seats kept): then it is no proof for the school.
        seconds: wall time spent on this goal.
    """

    name: str
    value: int
    bound: int | None
    proved: bool
    holds: Holds = "everywhere"
    seconds: float


class Shortage(Frozen):
    """A plain impossibility found by counting, with the two numbers side by side.

    Attributes:
        kind: stable code, such as "adults_by_slot" or "room_seats".
        about: subject, such as "slot:mon-1" or "club:chess".
        needed: what the rules ask for, in `unit`.
        available: the most there can be.
        zh, en: the shortage in words, with what would mend it.
    """

    kind: str
    about: str
    needed: int
    available: int
    unit: str
    zh: str
    en: str


class Clash(Frozen):
    """One of the rules and subjects that cannot all hold, in words."""

    rule: str
    about: str
    zh: str
    en: str


class Mend(Frozen):
    """A change that was confirmed by solving again to make the week possible."""

    zh: str
    en: str
    rule: str
    about: str


class Gap(Frozen):
    """Care that nobody can give: the staffing-gap report.

    Attributes:
        school, slot: where and when.
        classes: homeroom classes without homework care in that slot.
        adults_missing: adults needed beyond those there (count).
        skill: "homework" or the name of the club or post that lacks an adult.
    """

    school: Id
    slot: Id
    classes: tuple[Id, ...]
    adults_missing: int
    skill: str


@dataclass(frozen=True)
class Found:
    """A timetable that keeps every rule, and how good it is proved to be.

    Attributes:
        stopped: the asker stopped the search or time ran out before all goals.
        seconds: wall time of the whole solve.
        seed, workers: what makes the run repeatable (workers = 1).
        certificate: what anybody can add up again about the seat goals; or None, and
        uncertified: why there is none.
    """

    timetable: Timetable
    goals: tuple[GoalResult, ...]
    seconds: float
    seed: int
    workers: int
    stopped: bool = False
    certificate: Certificate | None = None
    uncertified: Text | None = None


@dataclass(frozen=True)
class Impossible:
    """No lawful timetable exists.

    Attributes:
        shortages: plain counting reasons, if any.
        clash: rules and subjects that cannot all hold.
        mends: confirmed ways out, smallest first.
        gaps: who is missing where, if care is what cannot be given.
        partial: the best timetable without the missing care, if there is one; it
            breaks `everyone_in_care` exactly where `gaps` say so.
    """

    shortages: tuple[Shortage, ...] = ()
    clash: tuple[Clash, ...] = ()
    mends: tuple[Mend, ...] = ()
    gaps: tuple[Gap, ...] = ()
    partial: Timetable | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class RanOutOfTime:
    """Neither a timetable nor a proof that there is none."""

    seconds: float
    advice: Text = field(
        default=Text(
            "时间不够：请加大 --seconds，或减少学校、社团后再试。",
            "Time ran out: raise --seconds, or try with fewer schools or clubs.",
        )
    )


Outcome = Found | Impossible | RanOutOfTime


@dataclass(frozen=True)
class Settings:
    """How hard to look.

    Attributes:
        seconds: wall-clock limit of the whole solve (s).
        workers: CP-SAT workers; 1 makes runs repeatable.
        seed: seed of every random choice.
        tuning: how the time is spent.
    """

    seconds: float = 60.0
    workers: int = 8
    seed: int = 0
    tuning: Tuning = SHIPPED


@dataclass(frozen=True)
class Progress:
    """One line of news from a running solve.

    Attributes:
        stage: what is being done, in words.
        goal: name of the goal being improved, or None.
        value, bound: where that goal stands, in its unit.
        seconds: wall time since the start.
    """

    stage: Text
    goal: str | None
    value: int | None
    bound: int | None
    seconds: float
