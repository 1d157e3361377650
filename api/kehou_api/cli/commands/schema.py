"""`kehou schema`: the JSON Schema of what goes in and what comes out."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from kehou_api.cli.options import JsonOption, LangOption, listen


class Document(StrEnum):
    """Documents that have a schema."""

    INSTANCE = "instance"
    TIMETABLE = "timetable"
    API = "api"


def schema(
    ctx: typer.Context,
    document: Annotated[
        Document, typer.Argument(help="哪种文件 / which document")
    ] = Document.INSTANCE,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """打印 JSON Schema，或接口说明 / print a JSON Schema, or the API's description."""
    listen(ctx, lang, as_json)
    described = _described(document)
    print(json.dumps(described, ensure_ascii=False, indent=2))  # noqa: T201


def _described(document: Document) -> dict[str, Any]:
    match document:
        case Document.INSTANCE:
            from kehou_solver.domain.instance import Instance

            return Instance.model_json_schema(mode="validation")
        case Document.TIMETABLE:
            from kehou_solver.domain.timetable import Timetable

            return Timetable.model_json_schema(mode="validation")
        case Document.API:
            from kehou_api.app import create_app
            from kehou_api.settings import ServiceSettings

            return create_app(ServiceSettings()).openapi()
