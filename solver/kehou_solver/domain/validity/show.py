"""How a value and its place are shown in a problem: short, and nobody's secrets."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

LONGEST = 60
NEVER_SHOWN = "hardship"
"""A field whose content is never repeated, not even in an error message."""


def pointer(path: Iterable[str | int]) -> str:
    """Write a path as a JSON pointer such as `/rooms/3/seats` (RFC 6901)."""
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in path)
    return "/" + "/".join(
        part[:LONGEST].encode("utf-8", "replace").decode() for part in parts
    )


def shown(value: Any) -> str:
    """Write a value in one short line; of lists and objects only the size."""
    if isinstance(value, dict):
        return f"{{…}} ({len(value)})"
    if isinstance(value, list | tuple):
        return f"[…] ({len(value)})"
    # Escaped characters stay escaped: control characters belong in no message.
    text = json.dumps(value, ensure_ascii=False, default=repr)
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word most probably meant, if one is close enough to say so."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return close[0] if close else None
