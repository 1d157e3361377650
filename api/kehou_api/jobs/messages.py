"""What a child process and its worker say to each other, as plain JSON values."""

from typing import Any, TypedDict


class Order(TypedDict):
    """What a child is to do.

    Attributes:
        kind: which work; see `jobs.work`.
        instance: as JSON; None if the work needs none.
        request: the rest of what was asked.
        best: the best timetable so far as JSON, from an attempt before.
        seconds: how long it may take.
    """

    kind: str
    instance: str | None
    request: dict[str, Any]
    best: str | None
    seconds: float


class News(TypedDict):
    """Where the search stands."""

    stage: list[str]
    goal: str | None
    value: int | None
    bound: int | None
    seconds: float


class Better(TypedDict):
    """A better timetable, audited.

    Attributes:
        timetable: as JSON.
        values: of all goals, in their order.
    """

    timetable: str
    values: dict[str, int]
    seconds: float


class Done(TypedDict):
    """The end of the work.

    Attributes:
        solution: a `SolutionStatus`; None if the work is no search.
        stopped: it was ended early, by the asker or by time.
        timetable: as JSON; None = none.
        goals: value, bound and proof of each goal.
        certificate: as JSON; None = none.
        answer: all else that came out.
    """

    solution: str | None
    stopped: bool
    timetable: str | None
    goals: list[dict[str, Any]]
    certificate: str | None
    answer: dict[str, Any]


class Refused(TypedDict):
    """The work cannot be done: the data is wrong, or we are."""

    code: str
    zh: str
    en: str
    issues: list[dict[str, str]]
