"""Files as answers: how a route describes one, and how it is handed out."""

from typing import Any

from fastapi import Response

BINARY = {"type": "string", "format": "binary"}


def described(kind: str) -> dict[int | str, dict[str, Any]]:
    """Return how a file looks in the description of a route."""
    return {200: {"content": {kind: {"schema": BINARY}}}}


def attached(content: bytes, kind: str, name: str) -> Response:
    """Hand out a file.

    Args:
        content: of the file.
        kind: its media type.
        name: made of an id: no school's or child's name is in it.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
