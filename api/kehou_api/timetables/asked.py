"""Bodies of requests about timetables: read within limits, then as what they are."""

from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from kehou_api.bodies import json_of
from kehou_api.problems import Refusal, malformed
from kehou_api.timetables.schemas import AnalysisRequest, PatchRequest, SolveRequest
from kehou_solver.domain.base import Text

Model = TypeVar("Model", bound=BaseModel)


async def the_solve(request: Request) -> SolveRequest:
    """Return a request for a search.

    Raises:
        Refusal: if it is none, or names no instance, or two.
    """
    asked = _read(SolveRequest, await json_of(request))
    _one_instance(asked.modelInput, asked.instanceId)
    return asked


async def the_analysis(request: Request) -> AnalysisRequest:
    """Return a request for the judge's word.

    Raises:
        Refusal: if it is none, or names no instance, or two.
    """
    asked = _read(AnalysisRequest, await json_of(request))
    _one_instance(asked.modelInput, asked.instanceId)
    return asked


async def the_patch(request: Request) -> PatchRequest:
    """Return a change by hand."""
    return _read(PatchRequest, await json_of(request))


def _read(model: type[Model], document: Any) -> Model:
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise malformed(error.errors(include_url=False), "body") from None


def _one_instance(sent: Any, named: str | None) -> None:
    if (sent is None) == (named is None):
        raise Refusal(
            422,
            "request.instance",
            Text(
                "请给出 modelInput 或 instanceId，且只给一个。",
                "Give modelInput or instanceId, and only one of them.",
            ),
        )


BODIES: dict[str, dict[str, Any]] = {
    name: {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{model.__name__}"}
                }
            },
        }
    }
    for name, model in {
        "solve": SolveRequest,
        "analysis": AnalysisRequest,
        "patch": PatchRequest,
    }.items()
}
"""What the API description says of these bodies; `app` adds the schemas."""
