"""`/v1/studies`: what-ifs of a bureau, followed, compared, cancelled."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from kehou_api.bodies import json_of
from kehou_api.db.tables.study import StudyRow
from kehou_api.doors import JobQueue, May, Reading, ServiceSet, Writing, refusals
from kehou_api.instances import store as instance_store
from kehou_api.jobs.longest import insist_on_time
from kehou_api.links import leads, link
from kehou_api.owning import Owner, owner_for
from kehou_api.pages import After, Limit, Page
from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal, input_refusal, unknown
from kehou_api.repeats import Answer, IdempotencyKey, once
from kehou_api.studies import store
from kehou_api.studies.asking import ask_for
from kehou_api.studies.reading import results_of
from kehou_api.studies.schemas import (
    CellSaid,
    PriceSaid,
    ScenarioSaid,
    StudySaid,
    price_said,
    said_of,
    scenario_said,
)
from kehou_api.studies.standing import cells_of, standing_of, standings_of
from kehou_api.texts import LINE
from kehou_api.trail.chain import record
from kehou_simulation.prices.choosing import chosen_of
from kehou_simulation.scenarios import Scenario, Study, study_of
from kehou_simulation.scenarios.study import BASE, Stored
from kehou_solver.domain.base import Text
from kehou_solver.errors import InputError

router = APIRouter(prefix="/v1/studies", tags=["studies"])

PRICES = {"prices"}
"""Listed by themselves: of each instance there may be hundreds."""

WHAT, INSTANCE = Text("研究", "study"), Text("实例", "instance")

Reader = Annotated[Acting, Depends(May("studies.read"))]
Writer = Annotated[Acting, Depends(May("studies.write"))]
Named = Annotated[str | None, Query(max_length=200, pattern=LINE)]
AfterCell = Annotated[
    int,
    Query(ge=0, le=10**9, description="上一页的 next / `next` of the page before"),
]
Asked = tuple[Study, tuple[Scenario, ...]]

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": f"#/components/schemas/{Study.__name__}"}
            }
        },
    }
}


async def the_study(request: Request) -> Asked:
    """Return the study in a body, and its scenarios."""
    try:
        return study_of(await json_of(request))
    except InputError as error:
        raise input_refusal(error, "") from None


LINKS = {
    "study": link("GET /v1/studies/{study_id}", study_id="$response.body#/id"),
    "comparison": link(
        "GET /v1/studies/{study_id}/comparison", study_id="$response.body#/id"
    ),
    "cells": link("GET /v1/studies/{study_id}/cells", study_id="$response.body#/id"),
    "prices": link("GET /v1/studies/{study_id}/prices", study_id="$response.body#/id"),
    "cancel": link("POST /v1/studies/{study_id}/cancel", study_id="$response.body#/id"),
}


@router.post(
    "",
    status_code=202,
    openapi_extra=BODY,
    responses={
        **leads(202, LINKS),
        **refusals(400, 401, 403, 404, 409, 413, 415, 422, 429),
    },
)
def ask_for_study(
    session: Writing,
    queue: JobQueue,
    settings: ServiceSet,
    who: Writer,
    asked: Annotated[Asked, Depends(the_study)],
    response: Response,
    owner: Owner = None,
    idempotency_key: IdempotencyKey = None,
) -> StudySaid:
    """Have what-ifs compared, for instances that are stored here.

    What each instance comes to in each scenario is solved once, whoever asks again.
    """
    study, scenarios = asked
    if not isinstance(study.base, Stored):
        raise Refusal(
            422,
            "study.base",
            Text("base.kind 应为 stored。", "base.kind must be stored here."),
        )
    insist_on_time(settings, study.effort.seconds)
    named = study.base.instances

    def do() -> Answer:
        for one in named:
            stored = instance_store.theirs(session, who, one)
            if stored is None:
                raise unknown(INSTANCE)
            insist_on_time(settings, study.effort.longest(stored.sizes["pupils"]))
        row = ask_for(
            session,
            queue,
            actor=who.id,
            owner_id=owner_for(session, who, owner),
            study=study,
            scenarios=scenarios,
            instances=[(one, one) for one in dict.fromkeys(named)],
        )
        said = said_of(row, standing_of(session, row))
        return Answer(said.model_dump(mode="json"), f"/v1/studies/{row.id}")

    whole = ["studies.ask", study.model_dump(mode="json"), owner]
    told = once(session, who, idempotency_key, whole, do)
    response.headers["Location"] = told.location or ""
    response.headers["Retry-After"] = "5"
    return StudySaid.model_validate(told.body)


@router.get("", responses=refusals(401, 403, 422, 429))
def list_studies(
    session: Reading, who: Reader, after: After = None, limit: Limit = 50
) -> Page[StudySaid]:
    """List studies, newest first."""
    rows, following = store.page(session, who, after, limit)
    standings = standings_of(session, rows)
    said = [said_of(row, standings[row.id]) for row in rows]
    return Page(items=said, next=following)


@router.get("/{study_id}", responses=refusals(401, 403, 404, 422, 429))
def read_study(session: Reading, who: Reader, study_id: str) -> StudySaid:
    """Say where a study stands."""
    row = _study(session, who, study_id)
    return said_of(row, standing_of(session, row))


@router.get("/{study_id}/comparison", responses=refusals(401, 403, 404, 422, 429))
def read_comparison(session: Reading, who: Reader, study_id: str) -> list[ScenarioSaid]:
    """Compare the scenarios, as far as they are solved."""
    row = _study(session, who, study_id)
    return [scenario_said(one) for one in results_of(session, row).compared]


@router.get("/{study_id}/cells", responses=refusals(401, 403, 404, 422, 429))
def list_cells(
    session: Reading,
    who: Reader,
    study_id: str,
    place: Named = None,
    scenario: Named = None,
    after: AfterCell = 0,
    limit: Limit = 50,
) -> Page[CellSaid]:
    """List what came of each instance in each scenario and replication."""
    row = _study(session, who, study_id)
    found = cells_of(session, row, place, scenario, after=after, limit=limit + 1)
    items = [
        CellSaid(
            place=cell.place,
            scenario=cell.scenario,
            replication=cell.replication,
            piece=piece.id,
            row=None if told is None else told.model_dump(mode="json", exclude=PRICES),
        )
        for cell, piece, told in found
    ]
    following = str(after + limit) if len(items) > limit else None
    return Page(items=items[:limit], next=following)


@router.get("/{study_id}/prices", responses=refusals(401, 403, 404, 422, 429))
def list_prices(
    session: Reading, who: Reader, study_id: str, limit: Limit = 50
) -> list[PriceSaid]:
    """List what to get more of, most promising first; only of a study with `priced`.

    A promise is the most it can bring. What it does bring is found by a study that has
    the `change` as a scenario.
    """
    row = _study(session, who, study_id)
    rows = [
        (cell.place, told)
        for cell, _, told in cells_of(session, row, scenario=BASE)
        if told is not None and cell.replication == 0
    ]
    return [price_said(one) for one in chosen_of(rows, limit)]


@router.post("/{study_id}/cancel", responses=refusals(401, 403, 404, 409, 422, 429))
def cancel_study(session: Writing, who: Writer, study_id: str) -> StudySaid:
    """End a study; what is solved already stays known."""
    row = _study(session, who, study_id)
    if standing_of(session, row).over:
        said = Text("研究已经结束。", "The study is over already.")
        raise Refusal(409, "study.ended", said)
    store.cancel(session, row)
    record(
        session,
        owner_id=row.owner_id,
        actor=who.id,
        deed="studies.cancel",
        subject=row.id,
    )
    return said_of(row, standing_of(session, row))


def _study(session: Reading, who: Acting, study_id: str) -> StudyRow:
    row = store.theirs(session, who, study_id)
    if row is None:
        raise unknown(WHAT)
    return row
