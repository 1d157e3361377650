"""Changes that were made from an old state are refused: ETag and If-Match."""

from typing import Annotated

from fastapi import Header

from kehou_api.problems import Refusal
from kehou_solver.domain.base import Text

IfMatch = Annotated[str | None, Header(max_length=100)]


def etag_of(version: int) -> str:
    """Return the ETag of a row that counts its changes."""
    return f'"{version}"'


def insist_on_match(if_match: str | None, version: int | None, changed: Text) -> None:
    """Refuse a change of a row that is not as it was read.

    Args:
        if_match: as it was sent.
        version: of the row; None = there is none.
        changed: what is said if somebody was quicker.

    Raises:
        Refusal: 428 without If-Match, 412 if it is not that of the row.
    """
    if if_match is None:
        said = Text("请带上 If-Match。", "Send If-Match with the ETag you have read.")
        raise Refusal(428, "request.if_match", said)
    if version is None or if_match != etag_of(version):
        raise Refusal(412, "request.changed", changed)
