"""One CP-SAT model, a yes/no for every pupil x group x slot, and no more thought."""

from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from benchmarks.method import Offer
from benchmarks.methods.linear import Weighed, aims, never_sought, weighed
from benchmarks.methods.pacing import Clock
from benchmarks.methods.reading_off import read_off
from kehou_solver.domain.instance import Instance
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Formulation

MOST = 2**53
"""Largest sum of weighed goals: CP-SAT sums in 64 bits, its bounds are doubles."""


class PlainCpsat:
    """Our exact model, handed to CP-SAT whole.

    Args:
        in_sequence: goals one after the other, each kept; else one weighed sum.
        workers: CP-SAT workers.
    """

    def __init__(self, *, in_sequence: bool, workers: int) -> None:
        self._in_sequence = in_sequence
        self._workers = workers

    def prepare(self) -> None:
        """Nothing: importing was all."""

    def run(self, instance: Instance, seconds: float, seed: int, offer: Offer) -> None:
        """Build the model, which is on the clock, and solve it."""
        clock = Clock(seconds)
        policy = Policy.of(instance)
        formulation = Formulation(instance, policy)
        wanted = aims(formulation, instance.goals or policy.goal_order())
        # A sum of nothing but one goal each is the goals in sequence.
        sums = weighed(wanted, 1 if self._in_sequence else MOST)
        search = _Search(formulation, clock, self._workers, seed, offer)
        left = search.seek(sums, in_turns=self._in_sequence)
        offer.note(never_sought(left))


class _Search:
    def __init__(
        self,
        formulation: Formulation,
        clock: Clock,
        workers: int,
        seed: int,
        offer: Offer,
    ) -> None:
        self._formulation = formulation
        self._model = formulation.model
        self._clock = clock
        self._workers = workers
        self._seed = seed
        self._offer = offer

    def seek(self, sums: Sequence[Weighed], *, in_turns: bool) -> Sequence[Weighed]:
        """Seek sum after sum, keeping what is reached; returns those not sought.

        Args:
            sums: first goals first.
            in_turns: each gets its share of the time; else the first may use it all.
        """
        if self.solve({}, self._clock.left()) is None:
            return sums
        for place, sum_ in enumerate(sums):
            left = self._clock.left()
            if not left:
                return sums[place:]
            if not sum_.terms:
                continue
            seconds = self._clock.share(len(sums) - place) if in_turns else left
            reached = self.solve(sum_.terms, seconds)
            if reached is not None:
                self._model.add(self._sum(sum_.terms) <= reached)
        return ()

    def solve(self, terms: dict[int, int], seconds: float) -> int | None:
        """Seek the least sum; return what the best solution has, or None."""
        if terms:
            self._model.minimize(self._sum(terms))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self._workers
        solver.parameters.random_seed = self._seed
        solver.parameters.max_time_in_seconds = max(0.05, seconds)
        teller = _Teller(self._tell)
        solver.solve(self._model, teller)
        solution = list(solver.response_proto.solution)
        self._model.clear_objective()  # type: ignore[no-untyped-call]
        if not solution:
            return None
        self._offer(read_off(self._formulation, lambda i: bool(solution[i])))
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(solution):
            self._model.add_hint(self._var(index), value)
        return int(sum(solution[i] * factor for i, factor in terms.items()))

    def _tell(self, solution: Sequence[int]) -> None:
        if self._clock.may_offer():
            self._offer(read_off(self._formulation, lambda i: bool(solution[i])))

    def _sum(self, terms: dict[int, int]) -> cp_model.LinearExpr:
        variables = [self._var(index) for index in terms]
        whole = cp_model.LinearExpr.weighted_sum(variables, list(terms.values()))
        assert isinstance(whole, cp_model.LinearExpr)  # noqa: S101
        return whole

    def _var(self, index: int) -> cp_model.IntVar:
        return self._model.get_int_var_from_proto_index(index)


class _Teller(cp_model.CpSolverSolutionCallback):
    def __init__(self, tell: Callable[[Sequence[int]], None]) -> None:
        super().__init__()
        self._tell = tell

    def on_solution_callback(self) -> None:
        """Pass the new solution on."""
        self._tell(list(self.response_proto.solution))
