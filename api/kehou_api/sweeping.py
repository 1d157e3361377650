"""Removes what is kept only for a while: files, and deliveries that ended long ago."""

import time

from kehou_api.db.engine import Database
from kehou_api.files.store import remove_expired
from kehou_api.webhooks.leases import remove_ended

EVERY = 3600.0
"""Seconds between two sweeps of a worker."""


class Sweeping:
    """Sweeps at its first call, and then once in a while."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next = 0.0

    def when_due(self) -> None:
        """Sweep if the last time is long ago."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        with self._database.writing() as session:
            remove_expired(session)
            remove_ended(session)
