"""`/v1/demo-data`: schools to try the service with."""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from kehou_api.doors import May, refusals
from kehou_api.links import leads, link
from kehou_api.people.acting import Acting
from kehou_api.problems import unknown
from kehou_instances.ladder import generate
from kehou_instances.township import township_school
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance

router = APIRouter(prefix="/v1/demo-data", tags=["demo data"])

Anybody = Annotated[Acting, Depends(May("demo.read"))]

SEED, SECONDS = 0, 20.0


class DemoHead(BaseModel):
    """One school to try."""

    id: str
    title: str
    href: str


class DemoBody(BaseModel):
    """A body for `POST /v1/timetables`, as it is."""

    config: dict[str, Any]
    modelInput: dict[str, Any]


@cache
def _schools() -> dict[str, Instance]:
    generated = {size: generate(size, SEED).instance for size in ("XS", "S", "M")}
    return {"township": township_school(), **generated}


FIRST = link("GET /v1/demo-data/{demo_id}", demo_id="$response.body#/0/id")


@router.get("", responses={**leads(200, {"first": FIRST}), **refusals(401, 403, 429)})
def list_demo_data(who: Anybody) -> list[DemoHead]:
    """List the schools to try: a real one, and made-up ones of three sizes."""
    return [
        DemoHead(id=name, title=school.title, href=f"/v1/demo-data/{name}")
        for name, school in _schools().items()
    ]


@router.get(
    "/{demo_id}",
    responses={
        **leads(
            200,
            {
                "solve": link("POST /v1/timetables", body="$response.body"),
                "store": link("POST /v1/instances", body="$response.body#/modelInput"),
            },
        ),
        **refusals(401, 403, 404, 422, 429),
    },
)
def read_demo_data(who: Anybody, demo_id: str) -> DemoBody:
    """Return a body that can be posted to `/v1/timetables` unchanged."""
    school = _schools().get(demo_id)
    if school is None:
        raise unknown(Text("演示数据", "demo data"))
    run = {"name": school.title, "seconds": SECONDS, "seed": SEED}
    return DemoBody(
        config={"run": run},
        modelInput=school.model_dump(mode="json", exclude_none=True),
    )
