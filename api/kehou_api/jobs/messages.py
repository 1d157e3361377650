"""What a child process and its worker say to each other: plain values and bytes."""

from typing import Any, NamedTuple, NotRequired, Protocol, TypedDict

from kehou_api.instances.packing import PackedInstance
from kehou_api.studies.messages import MadeExchange, MadePiece, MadePlan
from kehou_solver.domain.answer import Progress


class Order(TypedDict):
    """What a child is to do.

    Attributes:
        kind: which work; see `jobs.work`.
        instance: as JSON; None if the work needs none.
        request: the rest of what was asked.
        best: the best timetable so far as JSON, from an attempt before.
        seconds: how long it may take.
        material: what else it needs, for there is no database in a child; see
            `jobs.material`.
    """

    kind: str
    instance: str | None
    request: dict[str, Any]
    best: str | None
    seconds: float
    material: dict[str, Any]


class News(TypedDict):
    """Where the search stands."""

    stage: list[str]
    goal: str | None
    value: int | None
    bound: int | None
    seconds: float


def news_of(progress: Progress) -> News:
    """Return what is said of where a search stands."""
    return {
        "stage": [progress.stage.zh, progress.stage.en],
        "goal": progress.goal,
        "value": progress.value,
        "bound": progress.bound,
        "seconds": round(progress.seconds, 3),
    }


class Better(TypedDict):
    """A better timetable, audited.

    Attributes:
        timetable: as JSON.
        values: of all goals, in their order.
    """

    timetable: str
    values: dict[str, int]
    seconds: float


class MadeFile(NamedTuple):
    """A file that a job has made.

    Attributes:
        suffix: such as "zip": it is called by the id of its job.
    """

    suffix: str
    media_type: str
    content: bytes


class Done(TypedDict):
    """The end of the work.

    Attributes:
        solution: a `SolutionStatus`; None if the work is no search.
        stopped: it was ended early, by the asker or by time.
        timetable: as JSON; None = none.
        goals: value, bound and proof of each goal.
        certificate: as JSON; None = none.
        answer: all else that came out.
        made: what is to be kept with the end of the job.
    """

    solution: str | None
    stopped: bool
    timetable: str | None
    goals: list[dict[str, Any]]
    certificate: str | None
    answer: dict[str, Any]
    made: NotRequired[PackedInstance | MadeFile | MadePlan | MadePiece | MadeExchange]


class Refused(TypedDict):
    """The work cannot be done: the data is wrong, or we are."""

    code: str
    zh: str
    en: str
    issues: list[dict[str, str]]


class Voice(Protocol):
    """How work is heard."""

    def news(self, news: News) -> None:
        """Say where the search stands."""

    def better(self, better: Better) -> None:
        """Hand over a better timetable."""


def answered(
    answer: dict[str, Any], *, solution: str | None = None, stopped: bool = False
) -> Done:
    """Return the end of work that made no timetable."""
    return {
        "solution": solution,
        "stopped": stopped,
        "timetable": None,
        "goals": [],
        "certificate": None,
        "answer": answer,
    }
