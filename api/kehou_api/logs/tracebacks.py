"""Tracebacks that say where, not what: a message may quote a child's data."""

import traceback
from collections.abc import Iterator

from sqlalchemy.exc import OperationalError


def without_data(error: BaseException) -> str:
    """Return files, lines and functions; no value of a variable, and no message.

    A `KeyError` is told by the key, a refused value by the value, a broken constraint
    by its row: there is no list of messages that quote nothing. Two kinds speak of the
    machine and are kept: a database that is away, and files.
    """
    return "".join(_lines(error)).rstrip()


def _lines(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (
        None if error.__suppress_context__ else error.__context__
    )
    if before is not None:
        yield from _lines(before)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}{_said(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _lines(one)


def _said(error: BaseException) -> str:
    match error:
        case OperationalError():
            # Only the first line: what follows may quote a row.
            return ": " + str(error.orig).partition("\n")[0]
        case OSError(strerror=str(words)):
            return f": {words}"
        case _:
            return ""
