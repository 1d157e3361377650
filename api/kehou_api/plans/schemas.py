"""What is asked and said about plans."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from kehou_api.asked import Asked
from kehou_api.plans.road import PlanState, Step
from kehou_api.texts import LINE, LINES

Title = Annotated[str, Field(min_length=1, max_length=200, pattern=LINE)]
Words = Annotated[str, Field(min_length=1, max_length=2000, pattern=LINES)]


class NewPlan(Asked):
    """A plan for one timetable.

    Attributes:
        emergency_plan: where the emergency plan is filed; needed to submit (LZ-418).
    """

    title: Title
    timetable: str
    emergency_plan: Title | None = None


class PlanChange(Asked):
    """What may change while a plan is a draft or was returned."""

    title: Title | None = None
    timetable: str | None = None
    emergency_plan: Title | None = None


class Consulted(Asked):
    """Families and pupils were heard (LZ-324).

    Attributes:
        held_on: the day it ended.
        families: how many answered.
        summary: what they said and what became of it; no names.
    """

    held_on: date
    families: Annotated[int, Field(ge=1, le=1_000_000)]
    summary: Words


class Returned(Asked):
    """The bureau returns a plan.

    Attributes:
        reason: what must change.
    """

    reason: Words


class StepSaid(BaseModel):
    """One step that was taken."""

    number: int
    step: Step
    actor: str
    at: datetime
    detail: dict[str, Any]


class PlanSaid(BaseModel):
    """A plan and its road so far."""

    id: str
    owner: str
    timetable: str
    title: str
    emergency_plan: str | None
    state: PlanState
    state_zh: str
    state_en: str
    version: int
    created_at: datetime
    steps: list[StepSaid]


class Meeting(BaseModel):
    """One group on the published page; nobody's name is on it."""

    kind: str
    what: str
    classes: list[str]
    slots: list[str]
    room: str


class Published(BaseModel):
    """What families may read of a published plan: what, where and when."""

    plan: str
    title: str
    week_of: date
    published_at: datetime
    meetings: list[Meeting]
