"""How much longer to look: wall clock, or counted work where runs must repeat."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from ortools.sat.python import cp_model

from kehou_solver.domain.answer import Settings

WALL_SAFETY = 20.0
"""Counted work is about a second per unit; never let it run away on the wall."""


class Look(Enum):
    """What CP-SAT looks for, which says how (docs/decisions/0024)."""

    ANY = "any solution"
    BETTER = "solutions better than the hint, by mending parts of it"
    PROOF = "better ones, and how good any could be"


@dataclass
class Budget:
    """What is left of a solve's time.

    With one worker, work is counted (CP-SAT's deterministic time), so that the same
    seed gives the same answer on a fast and on a slow machine. With more, the wall
    clock counts. What is `kept_back` is there for what comes after the search.
    """

    settings: Settings
    stop: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=time.monotonic)
    spent: float = 0.0
    kept_back: float = 0.0

    @property
    def counted(self) -> bool:
        """Say whether work is counted instead of seconds."""
        return self.settings.workers == 1

    def elapsed(self) -> float:
        """Return wall seconds since the start."""
        return time.monotonic() - self.started

    def left(self) -> float:
        """Return what is left, in seconds or units of work."""
        used = self.spent if self.counted else self.elapsed()
        return max(0.0, self.settings.seconds - used - self.kept_back)

    def over(self) -> bool:
        """Say whether to stop now."""
        return self.stop.is_set() or self.left() <= 0.0

    def counting(
        self, work: Callable[[], float], over: Callable[[], bool]
    ) -> Callable[[], bool]:
        """Return what says when to stop, and counts work as it is done.

        Args:
            work: done so far in units, from the start of what is counted.
            over: says when to stop.
        """
        seen = 0.0

        def stop() -> bool:
            nonlocal seen
            if self.counted:
                done = work()
                self.spent += done - seen
                seen = done
            return over()

        return stop

    def solver(self, share: float, look: Look | None = None) -> cp_model.CpSolver:
        """Return a solver that may use `share` (seconds or units) at most.

        With a `look`, it writes the model down with little thought beforehand, and
        searches in a way that suits; without, or where work is counted, as CP-SAT
        would by itself.
        """
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = self.settings.workers
        if look is not None and not self.counted:
            _suit(parameters, look)
        parameters.random_seed = self.settings.seed
        # CP-SAT would take Ctrl-C away from the caller, and not give it back.
        parameters.catch_sigint_signal = False
        if self.counted:
            parameters.max_deterministic_time = max(0.01, share)
            parameters.max_time_in_seconds = WALL_SAFETY * self.settings.seconds
        else:
            parameters.max_time_in_seconds = max(0.05, share)
        return solver

    def solve(
        self,
        solver: cp_model.CpSolver,
        model: cp_model.CpModel,
        callback: cp_model.CpSolverSolutionCallback | None = None,
    ) -> cp_model.CpSolverStatus:
        """Solve, stopping at once when the asker says so."""
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.05):
                if self.stop.is_set():
                    solver.stop_search()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            return solver.solve(model, callback)
        finally:
            done.set()
            watcher.join()
            self.spent += solver.response_proto.deterministic_time


def _suit(parameters: cp_model.SatParameters, look: Look) -> None:
    """Have CP-SAT think little beforehand, and search in a way that suits a look."""
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.max_presolve_iterations = 1
    if look is Look.PROOF:
        return
    # What proves bounds would only take the cores of what finds solutions.
    cores = max(2, os.cpu_count() or 2)
    parameters.num_workers = min(parameters.num_workers, cores)
    if look is Look.BETTER:
        # One searches completely, with all of the relaxation: it proves what is easy
        # to prove. The others mend parts of the week.
        parameters.subsolvers.append("max_lp")
