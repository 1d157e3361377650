"""Ends a run of HiGHS when the asker says so."""

import threading
from typing import Any

import highspy


def stop_when(highs: highspy.Highs, stop: threading.Event) -> None:
    """Have a search end soon after `stop` is set."""

    def asked(event: Any) -> None:
        if stop.is_set():
            event.interrupt()

    highs.cbMipInterrupt.subscribe(asked)
    highs.cbSimplexInterrupt.subscribe(asked)
