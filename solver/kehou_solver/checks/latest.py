"""Remember the last few answers: every check of an audit asks for the same view."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

Asked = TypeVarTuple("Asked")
Answer = TypeVar("Answer")


def latest(make: Callable[[*Asked], Answer]) -> Callable[[*Asked], Answer]:
    """Keep the last two answers of `make`, for the odd and the even week.

    Arguments are compared by identity: frozen data never changes, and hashing a
    whole school would take longer than judging it.
    """
    kept: tuple[tuple[tuple[object, ...], Answer], ...] = ()

    @wraps(make)
    def remembered(*args: *Asked) -> Answer:
        nonlocal kept
        asking: tuple[object, ...] = args
        for asked, answer in kept:
            if all(one is other for one, other in zip(asked, asking, strict=True)):
                return answer
        made = make(*args)
        kept = ((asking, made), *kept[:1])
        return made

    return remembered
