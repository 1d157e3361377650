"""Keeps a worker alive beside whoever needs it."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping

from kehou_api.logs.lines import logger
from kehou_api.settings import ServiceSettings

AGAIN, LONGEST = 1.0, 30.0
"""Seconds before a worker that died is started again: doubled each time, at most so."""

log = logger("serving")


class Keeper:
    """Keeps one worker alive.

    Args:
        settings: data folder and database of the worker; the rest it reads itself.
        more: settings it shall have besides, as environment variables.
        quiet: nothing of it goes to standard output, which belongs to somebody else.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        more: Mapping[str, str] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        self._out = subprocess.DEVNULL if quiet else None
        self._environment = {
            **os.environ,
            **(more or {}),
            "KEHOU_DATA": str(settings.data.resolve()),
            "KEHOU_DATABASE_URL": settings.url(),
        }
        self._ending = threading.Event()
        self._worker = self._start()
        self._watch = threading.Thread(target=self._keep, daemon=True, name="keeper")
        self._watch.start()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "kehou_api.cli", "worker", "--beside-keeper"],
            env=self._environment,
            stdout=self._out,
        )

    def _keep(self) -> None:
        pause = AGAIN
        while not self._ending.is_set():
            began = time.monotonic()
            code = self._worker.wait()
            if self._ending.is_set():
                return
            if time.monotonic() - began > LONGEST:
                pause = AGAIN
            log.warning("worker ended, is started again", crash=code, seconds=pause)
            self._ending.wait(pause)
            pause = min(LONGEST, 2 * pause)
            if not self._ending.is_set():
                self._worker = self._start()

    def end(self) -> None:
        """End the worker; its jobs are taken up again at the next start."""
        self._ending.set()
        self._worker.terminate()
        try:
            self._worker.wait(10)
        except subprocess.TimeoutExpired:
            self._worker.kill()
            self._worker.wait()
