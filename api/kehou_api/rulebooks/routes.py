"""`/v1/rulebooks`, and what became of each clause in a timetable."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from kehou_api.db.tables.instance import InstanceRow
from kehou_api.documents.judging import verdicts_on
from kehou_api.doors import May, Reading, refusals
from kehou_api.links import leads, link
from kehou_api.people.acting import Acting
from kehou_api.problems import unknown
from kehou_api.timetables import service
from kehou_api.timetables.finding import the_timetable
from kehou_solver.domain.base import Text
from kehou_solver.policy import known, load
from kehou_solver.policy.rulebook import Clause
from kehou_solver.report.clauses import ClauseVerdict

router = APIRouter(prefix="/v1", tags=["rulebooks"])

Anybody = Annotated[Acting, Depends(May("rulebooks.read"))]


class RulebookHead(BaseModel):
    """A rulebook without its clauses.

    Attributes:
        status_zh, status_en: how binding the document is, such as a draft.
        extends: the wider rulebook it is stacked on.
    """

    name: str
    title_zh: str
    title_en: str
    status_zh: str
    status_en: str
    extends: str | None
    clauses: int


class NumberSaid(BaseModel):
    """A number of the law on a day; None = it gives none yet."""

    name: str
    unit: str
    value: int | None


class ClauseSaid(BaseModel):
    """One clause: its words, how they are read, and who keeps it."""

    id: str
    article: str
    text: str
    meaning_zh: str
    meaning_en: str
    reading_zh: str
    reading_en: str
    treated_as: str
    kept_by: list[str]
    numbers: list[NumberSaid]


class RulebookWhole(BaseModel):
    """A rulebook with its clauses, read on a day."""

    head: RulebookHead
    day: date
    clauses: list[ClauseSaid]


FIRST = link("GET /v1/rulebooks/{rulebook}", rulebook="$response.body#/0/name")


@router.get(
    "/rulebooks", responses={**leads(200, {"first": FIRST}), **refusals(401, 403, 429)}
)
def list_rulebooks(who: Anybody) -> list[RulebookHead]:
    """List the rulebooks that instances may name."""
    return [_head(name) for name in known()]


@router.get("/rulebooks/{rulebook}", responses=refusals(401, 403, 404, 422, 429))
def read_rulebook(
    who: Anybody,
    rulebook: str,
    day: Annotated[
        date | None, Query(description="哪天的数字，默认今天 / numbers of which day")
    ] = None,
) -> RulebookWhole:
    """Read a rulebook: every clause, how it is read, and its numbers on a day."""
    if rulebook not in known():
        raise unknown(Text("规则册", "rulebook"))
    on = day or date.today()  # noqa: DTZ011 - the law knows days, not zones
    return RulebookWhole(
        head=_head(rulebook),
        day=on,
        clauses=[_clause(clause, on) for clause in load(rulebook).clauses],
    )


@router.get(
    "/timetables/{timetable_id}/clauses",
    responses=refusals(401, 403, 404, 409, 422, 429),
)
def read_verdicts(
    session: Reading,
    who: Annotated[Acting, Depends(May("timetables.read"))],
    timetable_id: str,
) -> list[ClauseVerdict]:
    """Say of every clause of the law what became of it in a timetable."""
    row = the_timetable(session, who, timetable_id, whole=True)
    timetable = service.timetable_in(row)
    instance = service.instance_in(session.get_one(InstanceRow, row.instance_id))
    return list(verdicts_on(instance, timetable))


def _head(name: str) -> RulebookHead:
    book = load(name)
    return RulebookHead(
        name=name,
        title_zh=book.source.title.zh,
        title_en=book.source.title.en,
        status_zh=book.source.status.zh,
        status_en=book.source.status.en,
        extends=book.source.extends,
        clauses=len(book.clauses),
    )


def _clause(clause: Clause, day: date) -> ClauseSaid:
    return ClauseSaid(
        id=clause.id,
        article=clause.article,
        text=clause.text,
        meaning_zh=clause.meaning.zh,
        meaning_en=clause.meaning.en,
        reading_zh=clause.reading.zh,
        reading_en=clause.reading.en,
        treated_as=clause.treated_as,
        kept_by=list(clause.kept_by),
        numbers=[
            NumberSaid(name=name, unit=number.unit, value=number.on(day))
            for name, number in clause.numbers.items()
        ],
    )
