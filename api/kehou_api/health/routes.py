"""`/health`, `/ready` and `/metrics`."""

from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from kehou_api.db.engine import Database
from kehou_api.doors import May, ServiceSet, database_of, refusals
from kehou_api.jobs import store
from kehou_api.people.acting import Acting

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Whether requests and jobs can be served.

    Attributes:
        database: it answers.
        workers: how many are alive; with none, jobs wait.
    """

    ready: bool
    database: bool
    workers: int


@router.get("/health")
def health() -> Health:
    """Say that the process is alive."""
    return Health()


@router.get("/ready", responses={503: {"model": Readiness}})
def ready(
    database: Annotated[Database, Depends(database_of)],
    settings: ServiceSet,
    response: Response,
) -> Readiness:
    """Say whether the database answers and a worker lives; 503 if not."""
    try:
        with database.reading() as session:
            session.execute(sa.text("SELECT 1"))
            workers = len(store.living(session, settings.silence))
        said = Readiness(ready=workers > 0, database=True, workers=workers)
    except SQLAlchemyError:
        said = Readiness(ready=False, database=False, workers=0)
    if not said.ready:
        response.status_code = 503
    return said


@router.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **refusals(401, 403, 429),
    },
)
def metrics(
    request: Request, who: Annotated[Acting, Depends(May("metrics.read"))]
) -> Response:
    """Say what is counted, for Prometheus."""
    registry: CollectorRegistry = request.app.state.registry
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
