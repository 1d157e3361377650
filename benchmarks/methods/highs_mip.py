"""The same model as a mixed-integer program, solved by HiGHS."""

from collections.abc import Sequence

import highspy
import highspy.highs
import numpy as np
from numpy.typing import NDArray

from benchmarks.method import Offer
from benchmarks.methods.linear import Weighed, aims, never_sought, weighed
from benchmarks.methods.mip import INFINITY, Mip
from benchmarks.methods.pacing import Clock
from benchmarks.methods.reading_off import read_off
from kehou_solver.domain.instance import Instance
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Formulation

MOST = 10**7
"""Largest weighed sum: HiGHS works to six digits after the point, not with whole
numbers, and weights further apart than this no longer order anything."""

HALF = 0.5


class HighsMip:
    """Our exact model, translated, handed to HiGHS whole.

    Args:
        in_sequence: goals one after the other, each kept; else one weighed sum.
    """

    def __init__(self, *, in_sequence: bool) -> None:
        self._in_sequence = in_sequence

    def prepare(self) -> None:
        """Nothing: importing was all."""

    def run(self, instance: Instance, seconds: float, seed: int, offer: Offer) -> None:
        """Build and translate the model, which is on the clock, and solve it."""
        clock = Clock(seconds)
        policy = Policy.of(instance)
        formulation = Formulation(instance, policy)
        wanted = aims(formulation, instance.goals or policy.goal_order())
        highs = Mip.of(formulation.model).highs()
        highs.setOptionValue("random_seed", seed)
        sums = weighed(wanted, 1 if self._in_sequence else MOST)
        search = _Search(formulation, highs, clock, offer)
        left = search.seek(sums, in_turns=self._in_sequence)
        offer.note(never_sought(left))


class _Search:
    def __init__(
        self,
        formulation: Formulation,
        highs: highspy.Highs,
        clock: Clock,
        offer: Offer,
    ) -> None:
        self._formulation = formulation
        self._highs = highs
        self._clock = clock
        self._offer = offer
        self._best: NDArray[np.float64] | None = None
        highs.cbMipImprovingSolution.subscribe(self._tell)

    def seek(self, sums: Sequence[Weighed], *, in_turns: bool) -> Sequence[Weighed]:
        """Seek sum after sum, keeping what is reached; returns those not sought.

        Args:
            sums: first goals first.
            in_turns: each gets its share of the time; else the first may use it all.
        """
        if in_turns and self.solve({}, self._clock.left()) is None:
            return sums  # a first goal's share is too little to find any solution
        for place, sum_ in enumerate(sums):
            left, terms = self._clock.left(), sum_.terms
            if not left:
                return sums[place:]
            if not terms:
                continue
            seconds = self._clock.share(len(sums) - place) if in_turns else left
            reached = self.solve(terms, seconds)
            if reached is None:
                return sums[place:]
            columns = np.array(list(terms), dtype=np.int32)
            values = np.array(list(terms.values()), dtype=float)
            most = reached + HALF
            self._highs.addRow(-INFINITY, most, len(terms), columns, values)
        return ()

    def solve(self, terms: dict[int, int], seconds: float) -> int | None:
        """Seek the least sum; return what the best solution has, or None."""
        highs = self._highs
        if seconds <= 0:
            return None
        cost = np.zeros(highs.getNumCol())
        for index, value in terms.items():
            cost[index] = value
        columns = np.arange(len(cost), dtype=np.int32)
        highs.changeColsCost(len(cost), columns, cost)
        if self._best is not None:
            start = highspy.HighsSolution()
            start.col_value = [float(value) for value in self._best]
            highs.setSolution(start)
        highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        highs.run()
        if highs.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
            return None
        self._best = np.round(np.array(highs.getSolution().col_value))
        self._give(self._best)
        whole = sum(float(self._best[i]) * value for i, value in terms.items())
        return round(whole)

    def _tell(self, event: highspy.highs.HighsCallbackEvent) -> None:
        if self._clock.may_offer():
            self._give(np.round(np.array(event.data_out.mip_solution)))

    def _give(self, solution: NDArray[np.float64]) -> None:
        self._offer(read_off(self._formulation, lambda i: solution[i] > HALF))
