"""Waits for a database that is away for a moment: restarted, or locked by another."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

Result = TypeVar("Result")

PATIENCE = 60.0
"""Seconds in which a database server is back after a restart."""

PAUSE = 0.5


def patiently(work: Callable[[], Result], seconds: float = PATIENCE) -> Result:
    """Do one transaction; do it again while the database cannot be reached.

    Args:
        work: all of one transaction. It may have been committed before the
            connection broke, so doing it twice must do no harm.
        seconds: how long to go on trying.

    Raises:
        OperationalError: if the database stays away.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return work()
        except (OperationalError, InterfaceError):
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE)
