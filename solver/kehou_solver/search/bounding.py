"""Bounds the seat goals beside the search, on a core the search leaves idle.

Multipliers found for one plan hold for every other: only what they add up to changes
with the values of the goals before. So the linear programs are solved while club plans
are still bettered, and added up again for the timetable handed over; where time is left
each goes on from its last basis. docs/decisions/0013.
"""

import threading
import time
from collections.abc import Sequence

from kehou_solver.domain.certificate import Certificate
from kehou_solver.domain.instance import Instance
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import proved_by
from kehou_solver.search.priority.by_school import program_for
from kehou_solver.search.priority.ledger import Ledger
from kehou_solver.search.priority.rows import Rows

LONGEST = 3600.0
"""Seconds for one linear program beside a search that ends it when it ends."""

PATIENCE = 0.2
"""Seconds to wait for a linear program when somebody has asked for the end: HiGHS hears
nobody in the middle of some, for up to a quarter of a minute."""

NEAR = 0.0005
"""Part of a goal by which a first bound may be too high, where that is found sooner."""

LOOK = 0.05
"""Seconds between two looks at whether there is something to do."""


class Bounding:
    """Bounds of the seat goals of one instance, found in a thread of its own."""

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        goals: Sequence[str],
        hurry: threading.Event,
    ) -> None:
        """Prepare; nothing is solved before `begin`.

        Args:
            instance: must allow a certificate (`bounds.why_no_certificate`).
            policy: the rulebooks, read on the instance's day.
            goals: the seat goals in their order.
            hurry: set once somebody waits for the end; what is proved by then counts.
        """
        self._instance, self._policy = instance, policy
        self._goals = list(goals)
        self._hurry = hurry
        self._stop = threading.Event()
        self._program: Ledger | None = None
        self._values: list[int] = []
        self._asked: list[tuple[list[int], float] | None] = [None] * len(self._goals)
        self._failed: BaseException | None = None
        self._thread: threading.Thread | None = None

    def begin(self, values: Sequence[int]) -> None:
        """Begin beside the search, or go on.

        Args:
            values: of a plan near the last one; of the first goals only, if no more are
                known. The goal after them is bounded, too.
        """
        self._values = list(values)
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._work, name="bounding", daemon=True
            )
            self._thread.start()

    def certificate(self, values: Sequence[int], seconds: float) -> Certificate | None:
        """Return what is proved of a timetable; None = nothing was found in time.

        Args:
            values: what it reaches in each goal.
            seconds: wall time to wait and to go on at most.

        Raises:
            DefectError: if a value is beyond its bound.
        """
        self._values = list(values)
        self.end(seconds)
        if self._program is None:
            return None
        return proved_by(self._program, list(values))

    def end(self, seconds: float = 0.0) -> None:
        """End the thread, after some seconds at most."""
        if self._thread is None:
            return
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._settled():
            self._thread.join(LOOK)
        self._stop.set()
        asked: float | None = None
        while self._thread.is_alive():
            self._thread.join(LOOK)
            if self._hurry.is_set():
                asked = asked or time.monotonic()
                if time.monotonic() - asked > PATIENCE:
                    break  # it ends with its program, or with the process
        self._thread = None
        if self._failed is not None:
            raise self._failed

    def _settled(self) -> bool:
        """Say whether nothing more can be found for the values at hand."""
        if self._failed is not None:
            return True
        return all(
            asked == (self._values[:place], 0.0)
            for place, asked in enumerate(self._asked)
        )

    def _work(self) -> None:
        try:
            rows = Rows(World(self._instance, self._policy))
            self._program = program_for(rows, self._goals, self._stop)
            while not self._stop.is_set() and self._step(self._program):
                pass
        except BaseException as error:
            self._failed = error

    def _step(self, program: Ledger) -> bool:
        """Seek the first goal whose multipliers are missing or for other values.

        All goals roughly before any of them as well as can be.
        """
        for near in (NEAR, 0.0):
            for place in range(min(len(self._values) + 1, len(self._goals))):
                kept = self._values[:place]
                if self._asked[place] not in ((kept, near), (kept, 0.0)):
                    if program.seek(place, kept, LONGEST, near):
                        self._asked[place] = kept, near
                        return True
                    return False
        # All is as tight as it can be for these values; others may come.
        return not self._stop.wait(LOOK)
