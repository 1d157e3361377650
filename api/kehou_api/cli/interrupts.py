"""Ctrl-C during a solve: once keeps the best found so far, twice leaves at once."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kehou_api.cli.voice import Voice


@contextmanager
def stopping_on_interrupt(stop: threading.Event, voice: Voice) -> Iterator[None]:
    """Let the first interrupt set `stop`; the second raises KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may handle signals
        return

    def handle(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        voice.complain(
            "收到中断：保留目前最好的课表；再按一次立即退出。",
            "Interrupted: keeping the best found so far; press again to leave now.",
            style="yellow",
        )

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
