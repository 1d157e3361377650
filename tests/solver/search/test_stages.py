"""Big schools in stages; here on small ones, where the exact model knows the truth."""

import threading

import pytest

from kehou_instances.ladder import generate
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.domain.timetable import Timetable
from kehou_solver.fairness import is_fair
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.climb import Climbed
from kehou_solver.search.stages import climb_in_stages
from kehou_solver.solve import solve


def in_stages(
    seed: int, settings: Settings, stop: threading.Event | None = None
) -> tuple[Climbed, list[Timetable]]:
    """Climb a tiny school in the stages made for big ones."""
    instance = generate("XS", seed).instance
    policy = Policy.of(instance)
    offered: list[Timetable] = []
    climbed = climb_in_stages(
        instance,
        policy,
        policy.goal_order(),
        Budget(settings, stop or threading.Event()),
        lambda _: None,
        offered.append,
    )
    return climbed, offered


@pytest.mark.parametrize("seed", [0, 2])
def test_stages_stay_below_what_is_proved_and_come_close(seed: int) -> None:
    instance = generate("XS", seed).instance
    exact = solve(instance, Settings(seconds=60))
    assert isinstance(exact, Found)
    climbed, offered = in_stages(seed, Settings(seconds=12))
    policy = Policy.of(instance)
    assert not broken(audit(instance, climbed.timetable, policy))
    assert is_fair(instance, climbed.timetable, policy)
    truth = {goal.name: goal for goal in exact.goals}
    reached = [goal for goal in climbed.goals if goal.name.startswith("wish")]
    best = tuple(truth[goal.name].value for goal in reached)
    assert tuple(goal.value for goal in reached) <= best
    assert reached[0].value >= 0.9 * best[0]
    assert reached[0].bound is not None
    assert reached[0].bound >= best[0]
    assert len(offered) >= 2


def test_the_first_timetable_is_lawful_and_each_later_one_no_worse() -> None:
    instance = generate("XS", 1).instance
    policy = Policy.of(instance)
    _, offered = in_stages(1, Settings(seconds=8))
    goals = [goal for goal in policy.goal_order() if goal.startswith("wish")]
    seen = [
        tuple(MEASURES[g].measure(instance, timetable, policy) for g in goals)
        for timetable in offered
    ]
    assert seen == sorted(seen)
    assert all(not broken(audit(instance, t, policy)) for t in offered)


def test_a_stop_keeps_the_best_so_far() -> None:
    instance = generate("XS", 0).instance
    policy = Policy.of(instance)
    stop = threading.Event()
    offered: list[Timetable] = []

    def offer(timetable: Timetable) -> None:
        offered.append(timetable)
        stop.set()

    climbed = climb_in_stages(
        instance,
        policy,
        policy.goal_order(),
        Budget(Settings(seconds=60), stop),
        lambda _: None,
        offer,
    )
    assert not climbed.complete
    assert not broken(audit(instance, climbed.timetable, policy))


def test_one_worker_gives_the_same_timetable_twice() -> None:
    settings = Settings(seconds=6, workers=1, seed=3)
    once, _ = in_stages(0, settings)
    again, _ = in_stages(0, settings)
    assert once.timetable == again.timetable
