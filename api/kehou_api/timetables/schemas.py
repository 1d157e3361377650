"""What is asked and said about timetables."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from kehou_api.asked import Asked
from kehou_api.jobs.status import JobStatus, SolutionStatus
from kehou_api.texts import LINE

Name = Annotated[str, Field(max_length=200, pattern=LINE)]


class Run(Asked):
    """How hard to look.

    Attributes:
        name: for people.
        seconds: wall-clock limit of the search.
        seed: of every random choice.
        workers: CP-SAT workers; None = the service's own number.
    """

    name: Name = ""
    seconds: Annotated[float, Field(gt=0, le=86_400)] = 60.0
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    workers: Annotated[int, Field(ge=1, le=64)] | None = None


class Config(Asked):
    """Everything beside the facts."""

    run: Run = Run()


class SolveRequest(Asked):
    """A search: for a stored instance, or for one sent along.

    Attributes:
        modelInput: the instance itself.
        instanceId: a stored one.
        startId: a timetable of the same instance to go on from.
    """

    config: Config = Config()
    modelInput: dict[str, Any] | None = None
    instanceId: str | None = None
    startId: str | None = None


class PatchRequest(Asked):
    """A timetable changed by hand.

    Attributes:
        patch: JSON Patch (RFC 6902) of the parent's timetable.
        name: for people.
    """

    patch: Annotated[list[dict[str, Any]], Field(max_length=10_000)]
    name: Name = ""


class AnalysisRequest(Asked):
    """Any timetable, whoever made it, with its instance.

    Attributes:
        timetable: kehou-timetable/1.
        modelInput: the instance itself; or
        instanceId: a stored one.
    """

    timetable: dict[str, Any]
    modelInput: dict[str, Any] | None = None
    instanceId: str | None = None


class GoalSaid(BaseModel):
    """Where one goal stands; see `kehou_solver.domain.answer.GoalResult`."""

    name: str
    title_zh: str
    title_en: str
    value: int
    bound: int | None
    proved: bool
    holds: str
    gap: float | None


class TimetableHead(BaseModel):
    """A timetable without its content.

    Attributes:
        status: where the work stands.
        solution_status: what is known of the timetable: another question.
        wanted: somebody asked for "stop" or "cancel" and it is under way.
        parent, origin: what it was made from, and the first of its line.
        goals: value, bound and relative gap, in their strict order.
        problem: why the work failed.
        result: what else came out: seed, workers, seconds; or why there is none.
    """

    id: str
    owner: str
    name: str
    instance: str
    parent: str | None
    origin: str
    status: JobStatus
    solution_status: SolutionStatus
    wanted: Literal["stop", "cancel"] | None
    has_timetable: bool
    sha256: str | None
    version: int
    goals: list[GoalSaid]
    problem: dict[str, Any] | None
    result: dict[str, Any] | None
    request: dict[str, Any] | None
    attempts: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class TimetableWhole(BaseModel):
    """A timetable with its content."""

    metadata: TimetableHead
    modelOutput: dict[str, Any] | None


class FindingSaid(BaseModel):
    """A rule that is broken, or would be without a waiver."""

    rule: str
    about: str
    zh: str
    en: str
    waived: bool


class Analysis(BaseModel):
    """What the judge says of a timetable; nothing was solved for it.

    Attributes:
        lawful: no rule is broken that no waiver allows.
        values: of every goal; empty where the timetable speaks of unknown things.
    """

    lawful: bool
    findings: list[FindingSaid]
    values: dict[str, int]


class ByHand(BaseModel):
    """A timetable somebody made or changed, and the judge's word on it."""

    metadata: TimetableHead
    analysis: Analysis


class Compared(BaseModel):
    """Two timetables of one instance, goal by goal.

    Attributes:
        better: which is better in strict order: "left", "right" or "equal".
        decides: the first goal in which they differ; None = none.
        changed: cells that differ: groups, staff, posts and seats.
    """

    left: dict[str, int]
    right: dict[str, int]
    better: Literal["left", "right", "equal"]
    decides: str | None
    changed: dict[str, int]
