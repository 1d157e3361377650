"""Climb goal by goal: best first goal, then the next with the first one kept."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from kehou_solver.domain.answer import GoalResult, Holds, Progress
from kehou_solver.domain.base import Text
from kehou_solver.domain.certificate import Certificate
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import DefectError, InvalidModel
from kehou_solver.goals import GOALS
from kehou_solver.measures import MEASURES
from kehou_solver.model.choices import Expr
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget, Look
from kehou_solver.search.formulation import Formulation
from kehou_solver.search.mip import small_enough, take_turn

TURN_SECONDS = 10.0
"""A goal with less time than this is left to CP-SAT alone."""

News = Callable[[Progress], None]
Offer = Callable[[Timetable], None]


@dataclass(frozen=True)
class Climbed:
    """Where a climb ended: the best timetable and what is known of each goal."""

    timetable: Timetable
    goals: tuple[GoalResult, ...]
    complete: bool
    certificate: Certificate | None = None


class NoTimetable(Exception):
    """The model has no solution (`proved`), or none was found in time."""

    def __init__(self, *, proved: bool) -> None:
        super().__init__()
        self.proved = proved


class Climb:
    """One climb over one formulation."""

    def __init__(
        self,
        formulation: Formulation,
        order: Sequence[str],
        budget: Budget,
        news: News,
        *,
        holds: Holds = "everywhere",
        bounds: dict[str, int] | None = None,
        offer: Offer | None = None,
    ) -> None:
        """Prepare.

        Args:
            formulation: the model; goals are added to it as they come.
            order: names of the goals, first goal first.
            budget: how long to look.
            news: told of every step.
            holds: how far the bounds proved here reach.
            bounds: bounds of goals proved elsewhere, which hold everywhere.
            offer: handed every timetable that is better than the last.
        """
        self.formulation = formulation
        self.order = order
        self.budget = budget
        self.tuning = budget.settings.tuning
        self.news = news
        self.holds = holds
        self.bounds = bounds or {}
        self.offer = offer or (lambda _: None)
        self.last: list[int] | None = None

    def run(self, start: Timetable | None = None) -> Climbed:
        """Climb; `start` is a timetable to begin with, if there is one.

        Raises:
            NoTimetable: if the model has none, or none was found in time.
        """
        best = start
        if start is not None:
            self.formulation.hint(start)
        else:
            best = self._first()
            self.offer(best)
        reached: list[tuple[str, int | None, float]] = []
        complete = True
        for place, name in enumerate(self.order):
            assert best is not None  # noqa: S101
            before, last = self.budget.elapsed(), best
            best, bound, tried = self._improve(name, best, len(self.order) - place)
            if best is not last:
                self.offer(best)
            complete = complete and tried
            reached.append((name, bound, self.budget.elapsed() - before))
            result = self._result(best, *reached[-1])
            self._tell(name, result.value, result.bound)
        assert best is not None  # noqa: S101
        # A later goal may have made an earlier, unproved one better by chance.
        results = tuple(self._result(best, *one) for one in reached)
        return Climbed(best, results, complete)

    def _result(
        self, timetable: Timetable, name: str, bound: int | None, seconds: float
    ) -> GoalResult:
        value = self._measure(name, timetable)
        known = self.bounds.get(name)
        return _known_of(name, value, bound, self.holds, known, seconds)

    def _measure(self, name: str, timetable: Timetable) -> int:
        measure = MEASURES[name].measure
        return measure(self.formulation.instance, timetable, self.formulation.policy)

    def _first(self) -> Timetable:
        """Find any lawful timetable."""
        self._say(Text("寻找第一个合规课表", "looking for a first lawful timetable"))
        solver = self.budget.solver(self.budget.left(), Look.ANY)
        status = self.budget.solve(solver, self.formulation.model)
        match status:
            case cp_model.OPTIMAL | cp_model.FEASIBLE:
                return self._read(solver)
            case cp_model.INFEASIBLE:
                raise NoTimetable(proved=True)
            case cp_model.UNKNOWN:
                raise NoTimetable(proved=False)
            case _:
                raise InvalidModel(self.formulation.model.validate())

    def _improve(
        self, name: str, best: Timetable, goals_left: int
    ) -> tuple[Timetable, int | None, bool]:
        """Seek one goal, then keep it. Returns (timetable, bound, tried)."""
        goal = GOALS[name]
        model = self.formulation.model
        current = self._measure(name, best)
        known = self.bounds.get(name) == current
        known = known or (goal.seek == "min" and current == 0)
        if self.budget.stop.is_set():
            # Nobody will look any more: writing down what is sought takes a second.
            return best, current if known else None, known
        expression = goal.value(self.formulation.weeks)
        if isinstance(expression, int):
            return best, expression, True
        bound: int | None = None
        tried = False
        if known:
            bound, tried = current, True
        elif not self.budget.over():
            share = self.budget.left() * min(1.0, self.tuning.fair_shares / goals_left)
            best, bound = self._seek(name, expression, best, current, share)
            tried = not self.budget.stop.is_set()
        kept = self._measure(name, best)
        model.clear_objective()  # type: ignore[no-untyped-call]
        model.add(expression <= kept if goal.seek == "min" else expression >= kept)
        return best, bound, tried

    def _seek(
        self, name: str, expression: Expr, best: Timetable, current: int, share: float
    ) -> tuple[Timetable, int | None]:
        """Seek one goal. Returns (timetable, bound)."""
        model = self.formulation.model
        if _seeks(name) == "min":
            model.minimize(expression)
        else:
            model.maximize(expression)
        if self.budget.counted:
            # One search; what HiGHS does is counted in nothing but seconds.
            return self._ask_cp_sat(name, best, current, share, Look.PROOF)
        until = self.budget.elapsed() + share
        first, second = self.tuning.cp_sat_turn, self.tuning.highs_turn
        if not self._in_turns(share):
            first, second = min(1.0, first + second), 0.0
        best, bound = self._ask_cp_sat(name, best, current, first * share, Look.BETTER)
        if second and not self._settled(name, best, bound):
            best, bound = self._ask_highs(name, best, bound, second * share)
        left = until - self.budget.elapsed()
        if not self._settled(name, best, bound) and left > 0:
            current = self._measure(name, best)
            best, other = self._ask_cp_sat(name, best, current, left, Look.PROOF)
            bound = _tighter(name, bound, other)
        return best, bound

    def _in_turns(self, share: float) -> bool:
        """Say whether HiGHS may look too: the whole week, and time enough for both."""
        return (
            self.holds == "everywhere"
            and share >= TURN_SECONDS
            and small_enough(self.formulation.model)
        )

    def _settled(self, name: str, best: Timetable, bound: int | None) -> bool:
        return self.budget.stop.is_set() or bound == self._measure(name, best)

    def _ask_highs(
        self, name: str, best: Timetable, bound: int | None, seconds: float
    ) -> tuple[Timetable, int | None]:
        """Give the model to HiGHS, if it is linear; keep what is better."""
        model, budget = self.formulation.model, self.budget
        turn = take_turn(model, self.last, seconds, budget.stop, budget.settings.seed)
        if turn is None:
            return best, bound
        if turn.bound is not None:
            bound = _tighter(name, bound, _whole(name, turn.bound))
        if turn.values is not None:
            found = self.formulation.said_by(turn.values)
            if not self._worse(name, found, self._measure(name, best)):
                self.last, best = turn.values, found
        self._tell(name, self._measure(name, best), bound)
        return best, bound

    def _ask_cp_sat(
        self, name: str, best: Timetable, current: int, share: float, look: Look
    ) -> tuple[Timetable, int | None]:
        model = self.formulation.model
        self._hint(best)
        solver = self.budget.solver(share, look)
        known = self.bounds.get(name)
        teller = _Teller(
            lambda value, bound: self._tell(
                name, value, max(0, bound) if known is None else known
            )
        )
        status = self.budget.solve(solver, model, teller)
        match status:
            case cp_model.OPTIMAL | cp_model.FEASIBLE:
                found = self._read(solver)
                if self._worse(name, found, current):
                    found = best
            case cp_model.UNKNOWN:
                # The bound of a search that saw no solution may be a mere zero.
                return best, None
            case cp_model.INFEASIBLE:
                raise DefectError(
                    f"CP-SAT says {name} cannot be reached, yet a timetable is known"
                )
            case _:
                raise InvalidModel(model.validate())
        return found, _whole(name, solver.best_objective_bound)

    def _worse(self, name: str, found: Timetable, current: int) -> bool:
        value = self._measure(name, found)
        return value > current if _seeks(name) == "min" else value < current

    def _hint(self, best: Timetable) -> None:
        if self.last is None:
            self.formulation.hint(best)
            return
        model = self.formulation.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(self.last):
            model.add_hint(model.get_int_var_from_proto_index(index), value)

    def _read(self, solver: cp_model.CpSolver) -> Timetable:
        self.last = list(solver.response_proto.solution)
        return self.formulation.read(solver)

    def _tell(self, name: str, value: int | None, bound: int | None) -> None:
        title = MEASURES[name].title
        self.news(Progress(title, name, value, bound, self.budget.elapsed()))

    def _say(self, what: Text) -> None:
        self.news(Progress(what, None, None, None, self.budget.elapsed()))


def as_it_is(
    instance: Instance,
    policy: Policy,
    timetable: Timetable,
    order: Sequence[str],
    bounds: Mapping[str, int],
) -> Climbed:
    """Say how good a timetable is where there is no time left to climb from it.

    Args:
        instance: what it is a timetable of.
        policy: the rulebooks, read on the instance's day.
        timetable: lawful.
        order: names of the goals, first goal first.
        bounds: bounds of goals proved elsewhere, which hold everywhere.
    """
    goals = []
    for name in order:
        value = MEASURES[name].measure(instance, timetable, policy)
        known = bounds.get(name)
        if known is None and value == 0 and _seeks(name) == "min":
            known = 0
        goals.append(_known_of(name, value, None, "everywhere", known, 0.0))
    return Climbed(timetable, tuple(goals), all(goal.proved for goal in goals))


def _known_of(
    name: str,
    value: int,
    bound: int | None,
    holds: Holds,
    known: int | None,
    seconds: float,
) -> GoalResult:
    """Say what is known of a goal.

    Args:
        name: of the goal.
        value: reached.
        bound: found on the way.
        holds: how far that reaches.
        known: a bound proved elsewhere, which holds everywhere.
        seconds: spent on it.
    """
    if known is not None and holds == "everywhere":
        bound = _tighter(name, bound, known)
    elif known is not None:
        # A bound that holds everywhere says more than one that does not.
        bound, holds = known, "everywhere"
    elif bound == value == 0 and _seeks(name) == "min":
        holds = "everywhere"  # nothing is below zero, whatever is fixed
    return GoalResult(
        name=name,
        value=value,
        bound=bound,
        proved=bound == value and holds == "everywhere",
        holds=holds,
        seconds=round(seconds, 3),
    )


def _seeks(name: str) -> str:
    return GOALS[name].seek


def _whole(name: str, bound: float) -> int:
    """Return what a bound says of whole numbers."""
    if _seeks(name) == "min":
        return math.ceil(bound - 1e-6)
    return math.floor(bound + 1e-6)


def _tighter(name: str, one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other) if _seeks(name) == "min" else min(one, other)


class _Teller(cp_model.CpSolverSolutionCallback):
    """Passes every better timetable's value and bound on."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        super().__init__()
        self._tell = tell

    def on_solution_callback(self) -> None:
        """Say how good the new one is."""
        self._tell(round(self.objective_value), round(self.best_objective_bound))
