"""Puts the rooms together; importing this does nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.telemetry import TelemetryConfig
from prometheus_client import CollectorRegistry
from starlette.middleware.gzip import GZipMiddleware

from kehou_api import problems
from kehou_api.bodies import MostBody
from kehou_api.db.engine import PLACES, Database
from kehou_api.demo.routes import router as demo
from kehou_api.headers import SafeHeaders
from kehou_api.health.metrics import Counted
from kehou_api.health.routes import router as health
from kehou_api.imports.routes import router as imports
from kehou_api.instances.exports import router as instance_exports
from kehou_api.instances.routes import router as instances
from kehou_api.jobs.engine import Queue
from kehou_api.jobs.following import Following
from kehou_api.jobs.routes import router as jobs
from kehou_api.limits import Limits
from kehou_api.logs.requests import Logged
from kehou_api.people.logins import router as logins
from kehou_api.people.routes import router as people
from kehou_api.plans.routes import router as plans
from kehou_api.register.routes import router as register
from kehou_api.reports.routes import router as reports
from kehou_api.rulebooks.routes import router as rulebooks
from kehou_api.settings import ServiceSettings
from kehou_api.studies.routes import router as studies
from kehou_api.timetables.analysis import router as analysis
from kehou_api.timetables.events import router as events
from kehou_api.timetables.exports import router as exports
from kehou_api.timetables.patches import router as patches
from kehou_api.timetables.recommendations import router as recommendations
from kehou_api.timetables.repairs import router as repairs
from kehou_api.timetables.routes import router as timetables
from kehou_api.timetables.schemas import AnalysisRequest, PatchRequest, SolveRequest
from kehou_api.trail.routes import router as trail
from kehou_api.webhooks.routes import router as webhooks
from kehou_simulation.scenarios import Study

ROUTERS = (
    # Asked most often first: a request is held against one after the other.
    patches,
    timetables,
    instances,
    events,
    jobs,
    health,
    analysis,
    repairs,
    recommendations,
    exports,
    instance_exports,
    plans,
    register,
    imports,
    reports,
    studies,
    rulebooks,
    demo,
    logins,
    people,
    webhooks,
    trail,
)

SENT = (SolveRequest, AnalysisRequest, PatchRequest, Study)
"""Bodies that routes read themselves; their schemas are added to the description."""

NOT_TOLD: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}
"""Nothing of what happens here is sent anywhere because of a variable somebody set."""

GZIP_FROM, GZIP_LEVEL = 1024, 6


def create_app(settings: ServiceSettings) -> FastAPI:
    """Return the web application; its database must have been brought up to date."""
    database = Database(settings.url())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.queue = Queue(settings)
        yield
        app.state.queue.close()
        database.close()

    app = FastAPI(
        title="kehou 课后",
        summary="课后服务排课 / the scheduler for after-school service",
        version="1",
        # Their pages run scripts of others, with the cookie of whoever is logged in.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry=NOT_TOLD,
    )
    app.state.places = asyncio.Semaphore(PLACES)
    app.state.settings = settings
    app.state.database = database
    app.state.limits = Limits(settings)
    app.state.following = Following(database)
    app.state.registry = CollectorRegistry()
    app.state.registry.register(Counted(database, settings.silence))
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    # The last one is outermost: every answer passes it, also that to a defect.
    app.add_middleware(MostBody, most_mib=settings.most_body_mib)
    app.add_middleware(problems.Defects)
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_FROM, compresslevel=GZIP_LEVEL)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Logged)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """Return the description of the API, with bodies that routes read themselves."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            routes=app.routes,
        )
        schemas = described["components"]["schemas"]
        for model in (*SENT, problems.ProblemDocument):
            schema = model.model_json_schema(
                ref_template="#/components/schemas/{model}"
            )
            schemas |= schema.pop("$defs", {})
            schemas[model.__name__] = schema
        app.openapi_schema = described
    return app.openapi_schema
