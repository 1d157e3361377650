"""Weeks for one exact model: rosters by hand where cost comes first, then the climb."""

from collections.abc import Callable, Sequence

from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import GoalResult, Progress
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures import MEASURES
from kehou_solver.model.translate import timetable_of
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.climb import Climb, Climbed, News, Offer
from kehou_solver.search.formulation import Admission, Formulation
from kehou_solver.search.roster import better_rosters, least_fixed_pay
from kehou_solver.search.size import is_small

COST = "cost_fen"

FIRST_PART, A_LESSON, STILL = 0.25, 0.03, 3.0
"""Rosters have this part of the time, at most so many seconds a lesson; or this many
times the time of their last gain, if that is more. The exact model has the rest."""


def climb_whole(
    instance: Instance,
    policy: Policy,
    order: Sequence[str],
    budget: Budget,
    news: News,
    offer: Offer,
    start: Timetable | None = None,
) -> Climbed:
    """Climb goal by goal over one exact model, from `start` if there is one.

    Where cost comes first, rosters without a model start it; where the model would be
    large and nothing comes after cost, they are all there is.

    Raises:
        NoTimetable: if there is none, or none was found in time.
    """
    bounds = {}
    by_cost = order[0] == COST and any(a.fixed_fen_week for a in instance.adults)
    if start is None and by_cost:
        rosters = _Rosters(instance, policy, budget, news, offer)
        bounds = {COST: rosters.bound}
        large = not is_small(instance) and len(order) == 1
        start = rosters.best(patient=large)
        done = large or rosters.value == rosters.bound
        if start is not None and done and len(order) == 1:
            return Climbed(start, (rosters.result(),), not budget.stop.is_set())
    whole = Formulation(instance, policy)
    climb = Climb(whole, order, budget, news, bounds=bounds, offer=offer)
    return climb.run(start)


class _Rosters:
    """Rosters as they come, the judge's word on each, and the best of them."""

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        budget: Budget,
        news: News,
        offer: Offer,
    ) -> None:
        self._instance, self._policy = instance, policy
        self._budget, self._news, self._offer = budget, news, offer
        self.bound = least_fixed_pay(instance, policy)
        self.value: int | None = None
        self._gained = 0.0

    def best(self, *, patient: bool) -> Timetable | None:
        """Return the cheapest lawful roster found; `patient` takes all the time."""
        instance, policy = self._instance, self._policy
        self._tell()
        over = self._budget.over if patient else self._still()
        admission = Admission(instance, policy)
        best = None
        for chosen in better_rosters(instance, policy, admission, self._budget, over):
            timetable = timetable_of(instance, chosen)
            value = MEASURES[COST].measure(instance, timetable, policy)
            if self.value is not None and value >= self.value:
                continue
            if broken(audit(instance, timetable, policy)):
                if best is None:
                    break  # Rules bind that rosters know nothing of: the model's turn.
                continue
            best, self.value = timetable, value
            self._gained = self._now()
            self._offer(timetable)
            self._tell()
            if value == self.bound:
                break
        return best

    def _still(self) -> Callable[[], bool]:
        """Return what says that nothing has been gained for long."""
        self._gained = self._now()
        budget, instance = self._budget, self._instance
        lessons = len(instance.clubs) + len(instance.classes) * len(instance.slots)
        least = min(FIRST_PART * budget.settings.seconds, A_LESSON * lessons)
        return lambda: budget.over() or self._now() > max(least, STILL * self._gained)

    def _now(self) -> float:
        budget = self._budget
        return budget.spent if budget.counted else budget.elapsed()

    def _tell(self) -> None:
        title: Text = MEASURES[COST].title
        elapsed = self._budget.elapsed()
        self._news(Progress(title, COST, self.value, self.bound, elapsed))

    def result(self) -> GoalResult:
        """Say what was reached of the goal."""
        assert self.value is not None  # noqa: S101
        return GoalResult(
            name=COST,
            value=self.value,
            bound=self.bound,
            proved=self.value == self.bound,
            holds="everywhere",
            seconds=round(self._budget.elapsed(), 3),
        )
