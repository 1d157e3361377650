"""Better means: better in the first goal that differs."""

from collections.abc import Sequence

from kehou_solver.measures import MEASURES


def seeks_more(goal: str) -> bool:
    """Say whether more of a goal is better."""
    return MEASURES[goal].seek == "max"


def first_difference(one: Sequence[int], other: Sequence[int]) -> int | None:
    """Return the place of the first goal that differs, or None."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), None
    )


def better(one: Sequence[int], other: Sequence[int], order: Sequence[str]) -> bool:
    """Say whether `one` is better than `other`, goal by goal in strict order."""
    place = first_difference(one, other)
    if place is None:
        return False
    return (one[place] > other[place]) == seeks_more(order[place])
