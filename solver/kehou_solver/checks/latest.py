"""Remember the last few answers: every check of an audit asks for the same view."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def latest(make: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep the last two answers of `make`, for the odd and the even week.

    Arguments are compared by identity: frozen data never changes, and hashing a
    whole school would take longer than judging it.
    """
    kept: tuple[tuple[tuple[object, ...], Answer], ...] = ()

    @wraps(make)
    def remembered(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        nonlocal kept
        for asked, answer in kept:
            if len(asked) == len(args) and all(
                one is other for one, other in zip(asked, args, strict=True)
            ):
                return answer
        made = make(*args, **kwargs)
        kept = ((args, made), *kept[:1])
        return made

    return remembered
