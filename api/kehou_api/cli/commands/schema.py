"""`kehou schema`: the JSON Schema of what goes in and what comes out."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from kehou_api.cli.options import JsonOption, LangOption, listen


class Document(StrEnum):
    """Documents that have a schema."""

    INSTANCE = "instance"
    TIMETABLE = "timetable"


def schema(
    ctx: typer.Context,
    document: Annotated[
        Document, typer.Argument(help="哪种文件 / which document")
    ] = Document.INSTANCE,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """打印 JSON Schema / print the JSON Schema."""
    from kehou_solver.domain.instance import Instance
    from kehou_solver.domain.timetable import Timetable

    listen(ctx, lang, as_json)
    model = Instance if document is Document.INSTANCE else Timetable
    described = model.model_json_schema(mode="validation")
    print(json.dumps(described, ensure_ascii=False, indent=2))  # noqa: T201
