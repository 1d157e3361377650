"""Runs long work beside the main thread, so that Ctrl-C is heard meanwhile."""

import threading
from collections.abc import Callable
from typing import TypeVar

from kehou_api.cli.interrupts import stopping_on_interrupt
from kehou_api.cli.progress import following
from kehou_api.cli.voice import Voice
from kehou_solver.domain.answer import Progress

Answer = TypeVar("Answer")
Hear = Callable[[Progress], None]


def run_beside(voice: Voice, work: Callable[[threading.Event, Hear], Answer]) -> Answer:
    """Do the work, show its progress on stderr, and stop it early on Ctrl-C."""
    stop = threading.Event()
    done: list[Answer] = []
    failed: list[BaseException] = []
    with following(voice) as follower, stopping_on_interrupt(stop, voice):

        def run() -> None:
            try:
                done.append(work(stop, follower.hear))
            except BaseException as error:
                failed.append(error)

        worker = threading.Thread(target=run, name="work", daemon=True)
        worker.start()
        while worker.is_alive():
            worker.join(0.1)  # short waits: signals are handled between them
    if failed:
        raise failed[0]
    return done[0]
