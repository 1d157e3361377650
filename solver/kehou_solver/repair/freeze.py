"""How much of each weekday may still change."""

from collections.abc import Iterable, Mapping
from enum import IntEnum


class Freeze(IntEnum):
    """What a repair may touch on a weekday; each level lets more change."""

    FIXED = 0
    """Nothing: the day is past."""
    KEEP_PERSON = 1
    """Rooms only; people and children stay with their groups."""
    KEEP_TIME = 2
    """People, rooms and merging; a club meets when it did, or closes."""
    FREE = 3
    """Everything, other meeting times included."""


Freezes = Mapping[int, Freeze]
"""Levels by weekday; weekdays not named keep their times."""


def since(weekday: int) -> dict[int, Freeze]:
    """Return the usual levels: days before `weekday` are past, the rest keep times."""
    return {
        day: Freeze.FIXED if day < weekday else Freeze.KEEP_TIME for day in range(1, 8)
    }


def level(freeze: Freezes, weekdays: Iterable[int]) -> Freeze:
    """Return the strictest level of some weekdays."""
    return min((freeze.get(d, Freeze.KEEP_TIME) for d in weekdays), default=Freeze.FREE)
