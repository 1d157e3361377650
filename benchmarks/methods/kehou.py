"""Our own solver, as anybody would call it."""

from benchmarks.method import Offer
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.solve import solve


class Kehou:
    """`solve()` with its usual settings."""

    def prepare(self) -> None:
        """Nothing: importing was all."""

    def run(self, instance: Instance, seconds: float, seed: int, offer: Offer) -> None:
        """Solve, offer what comes, and report what was proved everywhere."""
        outcome = solve(
            instance,
            Settings(seconds=seconds, seed=seed),
            on_timetable=lambda timetable, _: offer(timetable),
        )
        if not isinstance(outcome, Found):
            offer.note(type(outcome).__name__)
            return
        offer(outcome.timetable)
        offer.result(instance, outcome)
        for goal in outcome.goals:
            if goal.bound is not None and goal.holds == "everywhere":
                offer.bound(goal.name, goal.bound)
