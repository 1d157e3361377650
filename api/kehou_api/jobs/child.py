"""A process of its own for one piece of work, so that its end is never the server's.

The worker sends an order, then perhaps "stop"; the child sends tuples of a word and a
message. When the worker dies the pipe ends, and the child with it.
"""

import multiprocessing
import os
import resource
import threading
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any

from kehou_api.jobs.messages import Better, News, Order, Refused
from kehou_api.jobs.planted import Planted, crash
from kehou_solver.errors import InputError, KehouError

GIB = 1024**3


class _Pipe:
    """The child's end of the pipe; several threads speak into it."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._lock = connection, threading.Lock()

    def news(self, news: News) -> None:
        self.say("news", news)

    def better(self, better: Better) -> None:
        self.say("better", better)

    def own_up(self, error: BaseException | None) -> None:
        """Hand over where a mistake of ours happened; the worker logs it."""
        from kehou_api.logs.tracebacks import without_data

        if error is not None:
            self.say("defect", without_data(error))

    def say(self, word: str, message: Any) -> None:
        with self._lock:
            try:
                self._connection.send((word, message))
            except OSError:
                os._exit(0)  # nobody listens any more


@dataclass(frozen=True)
class Bounds:
    """What a child may take of its machine.

    Attributes:
        memory_gib: most memory; None = no limit.
        nice: so far it stands back behind the web process when both want a core.
        planted: how it crashes, in trials.
    """

    memory_gib: float | None = None
    nice: int = 0
    planted: Planted | None = None


def main(connection: Connection, order: Order, bounds: Bounds) -> None:
    """Do one piece of work and say how it ended."""
    from kehou_api.jobs.work import WORK

    os.nice(bounds.nice)
    if bounds.memory_gib is not None:
        most = int(bounds.memory_gib * GIB)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    pipe, stop = _Pipe(connection), threading.Event()
    # What is printed here is in nobody's log, and may quote what it is about.
    warnings.simplefilter("ignore")
    threading.excepthook = lambda raised: pipe.own_up(raised.exc_value)
    threading.Thread(target=_listen, args=(connection, stop), daemon=True).start()
    try:
        if bounds.planted is not None:
            crash(bounds.planted)
        pipe.say("done", WORK[order["kind"]](order, pipe, stop))
    except InputError as error:
        pipe.say("refused", _refused(error))
    except MemoryError:
        pipe.say("failed", _OUT_OF_MEMORY)
    except Exception as error:
        pipe.own_up(error)
        pipe.say("failed", _defect(error))
    # Threads of a solver may be deep in their work; nobody waits for them.
    os._exit(0)


def _listen(connection: Connection, stop: threading.Event) -> None:
    """Hear "stop"; end at once when the worker is gone."""
    try:
        while connection.recv() == "stop":
            stop.set()
    except (EOFError, OSError):
        pass
    os._exit(1)


def _refused(error: InputError) -> Refused:
    count = len(error.problems)
    return {
        "code": error.code,
        "zh": f"数据有 {count} 处问题。",
        "en": f"The data has {count} problem(s).",
        "issues": [
            {
                "pointer": problem.where,
                "seen": problem.seen,
                "zh": problem.expected_zh,
                "en": problem.expected_en,
                "clause": problem.clause,
            }
            for problem in error.problems
        ],
    }


def _defect(error: Exception) -> Refused:
    code = error.code if isinstance(error, KehouError) else "defect.unexpected"
    return {
        "code": code,
        "zh": f"程序自身出错（{type(error).__name__}），不是数据的问题。",
        "en": f"Our own mistake ({type(error).__name__}), not your data's.",
        "issues": [],
    }


_OUT_OF_MEMORY: Refused = {
    "code": "job.memory",
    "zh": "任务所需内存超过上限；请减少学校、社团或行数，或提高 KEHOU_MEMORY_GIB。",
    "en": "The job needs more memory than it may have; "
    "ask for less, or raise KEHOU_MEMORY_GIB.",
    "issues": [],
}


def forkserver() -> ForkServerContext:
    """Return what starts children: from a process that has the solver loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kehou_api.jobs.preloaded"])
    return context


class Child:
    """A child at work, as its worker sees it."""

    def __init__(
        self, context: ForkServerContext, order: Order, bounds: Bounds
    ) -> None:
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=main, args=(theirs, order, bounds), daemon=True
        )
        self._process.start()
        theirs.close()

    def hear(self, seconds: float) -> tuple[str, Any] | None:
        """Return the next message; None = nothing yet.

        Raises:
            EOFError: if the child is gone.
        """
        if not self._connection.poll(seconds):
            return None
        try:
            word, message = self._connection.recv()
        except OSError as error:
            raise EOFError from error
        return word, message

    def stop(self) -> None:
        """Ask it to end with the best it has."""
        try:
            self._connection.send("stop")
        except OSError:
            return  # gone already, as `hear` will say

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join()
        self._connection.close()

    @property
    def exit_code(self) -> int | None:
        """Return how it ended: negative = by that signal."""
        self._process.join(1.0)
        return self._process.exitcode
