"""What is said about studies."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from kehou_api.db.tables.study import StudyRow
from kehou_api.studies.standing import Standing, StudyStatus
from kehou_simulation.answers.comparing import Compared
from kehou_simulation.answers.intervals import Interval
from kehou_simulation.prices.choosing import Chosen


class StudySaid(BaseModel):
    """Where a study stands.

    Attributes:
        cells: instances times scenarios times replications.
        pieces: what is to be solved for them; cells alike share one.
        ended: pieces that have come to an end.
        seconds_a_piece: mean of those solved; None = none yet.
        job: that plans it; what is wrong with a study stands there.
    """

    id: str
    owner: str
    title: str
    status: StudyStatus
    scenarios: list[str]
    instances: int
    cells: int
    pieces: int
    ended: int
    seconds_a_piece: float | None
    job: str
    created_at: datetime


class IntervalSaid(BaseModel):
    """A mean and its 95 % interval; ends are None for one replication."""

    mean: float
    low: float | None
    high: float | None


class ScenarioSaid(BaseModel):
    """One scenario: each metric, and how far it is from the base."""

    name: str
    title_zh: str
    title_en: str
    values: dict[str, IntervalSaid]
    against_base: dict[str, IntervalSaid]


class CellSaid(BaseModel):
    """What came of one instance in one scenario and replication."""

    place: str
    scenario: str
    replication: int
    piece: str
    row: dict[str, Any] | None


class PriceSaid(BaseModel):
    """One thing to have more of, and the most it can bring.

    Attributes:
        what: hour, hire, training, room_slot, room or money.
        change: as a scenario of a study says it.
        promised: by goal about seats, in their order, those before it kept.
    """

    place: str
    school: str
    what: str
    zh: str
    en: str
    change: dict[str, Any]
    promised: dict[str, float]


def price_said(one: Chosen) -> PriceSaid:
    """Return what is said of a priced candidate."""
    candidate = one.priced.candidate
    return PriceSaid(
        place=one.place,
        school=candidate.school,
        what=candidate.what,
        zh=candidate.zh,
        en=candidate.en,
        change=candidate.change.model_dump(mode="json", exclude_none=True),
        promised={price.goal: price.promised for price in one.priced.prices},
    )


def said_of(row: StudyRow, standing: Standing) -> StudySaid:
    """Return what is said of a study."""
    return StudySaid(
        id=row.id,
        owner=row.owner_id,
        title=row.title,
        status=standing.status,
        scenarios=[one["name"] for one in row.scenarios],
        instances=len(row.instances),
        cells=standing.cells,
        pieces=standing.pieces,
        ended=standing.ended,
        seconds_a_piece=standing.seconds_a_piece,
        job=row.job_id or "",
        created_at=row.created_at,
    )


def scenario_said(one: Compared) -> ScenarioSaid:
    """Return what is said of a scenario."""
    return ScenarioSaid(
        name=one.scenario.name,
        title_zh=one.scenario.title_zh,
        title_en=one.scenario.title_en,
        values={name: _said(told) for name, told in one.values.items()},
        against_base={name: _said(told) for name, told in one.against_base.items()},
    )


def _said(told: Interval) -> IntervalSaid:
    return IntervalSaid(mean=told.mean, low=told.low, high=told.high)
