"""Reads one item by itself, with the same words as when it stands in a file."""

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from kehou_solver.domain.base import Frozen
from kehou_solver.domain.reading.shape import shape_problem
from kehou_solver.domain.reading.source import plain_object
from kehou_solver.errors import InvalidInstance

Item = TypeVar("Item", bound=Frozen)


def read_item(kind: type[Item], data: Any) -> Item:
    """Read one item, such as an adult, from plain JSON values.

    Raises:
        InvalidFile: if it is no object, or holds what no file may hold.
        InvalidInstance: with every problem of its shape at once.
    """
    text = json.dumps(data)
    plain_object(text)
    try:
        read: Item = _adapter(kind).validate_json(text)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise InvalidInstance(
            [shape_problem(detail, kind, ()) for detail in details]
        ) from None
    return read


@cache
def _adapter(kind: type[Item]) -> TypeAdapter[Item]:
    return TypeAdapter(kind)
