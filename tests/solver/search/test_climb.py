"""A climb claims of each goal what the timetable it hands over gives."""

from kehou_instances.ladder import generate
from kehou_solver.domain.answer import Progress, Settings
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures import MEASURES
from kehou_solver.model.choices import Expr
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.climb import Climb
from kehou_solver.search.formulation import Formulation

SKIPPED, SOUGHT = "taught_care", "homeroom_care"


class OutOfTimeForOne(Climb):
    """Has no time for the first goal, and all it needs for the next."""

    def _seek(
        self, name: str, expression: Expr, best: Timetable, current: int, share: float
    ) -> tuple[Timetable, int | None]:
        if name == SKIPPED:
            return best, None
        return super()._seek(name, expression, best, current, share)


def test_a_goal_bettered_by_a_later_one_is_claimed_as_it_ends() -> None:
    """A result once claimed 107 class-slots where its timetable gave 108.

    The value was taken when the goal was done with; the next goal's search, free to
    better it, did. The portable verifier noticed.
    """
    instance = generate("XS", 1).instance
    policy = Policy.of(instance)
    told: list[Progress] = []
    climb = OutOfTimeForOne(
        Formulation(instance, policy),
        (SKIPPED, SOUGHT),
        Budget(Settings(seconds=30, workers=1)),
        told.append,
    )
    climbed = climb.run()
    value = {goal.name: goal.value for goal in climbed.goals}
    for name in (SKIPPED, SOUGHT):
        measured = MEASURES[name].measure(instance, climbed.timetable, policy)
        assert value[name] == measured
    # Homeroom teachers teach their classes, so the later goal did better the first.
    early = next(news.value for news in told if news.goal == SKIPPED)
    assert early is not None
    assert value[SKIPPED] > early
