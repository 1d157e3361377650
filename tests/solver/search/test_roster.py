"""Rosters without a model: lawful, cheaper each time, and bounded by counting."""

import threading
from pathlib import Path
from random import Random

import pytest

from kehou_instances.thirdparty import read_smptsp
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.domain.instance import Instance, MeetingPin
from kehou_solver.domain.timetable import Timetable
from kehou_solver.measures import MEASURES
from kehou_solver.model.choice import CareGroup, Staffs
from kehou_solver.model.translate import timetable_of
from kehou_solver.policy import Policy
from kehou_solver.search import whole
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Admission
from kehou_solver.search.roster import better_rosters, least_fixed_pay
from kehou_solver.solve import solve
from tests.instances.thirdparty.files import smptsp, written
from tests.instances.thirdparty.test_smptsp import fewest
from tests.solver.answers import found
from tests.solver.worlds import TERM_START, changed, club, homeroom, world

COST = MEASURES["cost_fen"].measure


def tasks_and_able(
    seed: int, tasks: int, people: int
) -> tuple[list[tuple[int, int]], list[list[int]]]:
    """Draw tasks and who can do them."""
    chance = Random(seed)  # noqa: S311
    times = []
    for _ in range(tasks):
        start = chance.randrange(12) * 60
        times.append((start, start + 60 * chance.randint(1, 3)))
    able = [
        sorted(chance.sample(range(tasks), chance.randint(1, tasks)))
        for _ in range(people)
    ]
    return times, able


def budget(seconds: float = 20, workers: int = 1) -> Budget:
    """Count work, so that runs repeat."""
    return Budget(Settings(seconds=seconds, workers=workers), threading.Event())


def rosters(instance: Instance, moves: float = 2) -> list[int]:
    """Return the cost of each roster; every one must be lawful."""
    policy = Policy.of(instance)
    left = budget(moves)
    costs = []
    for chosen in better_rosters(
        instance, policy, Admission(instance, policy), left, left.over
    ):
        timetable = timetable_of(instance, chosen)
        assert not broken(audit(instance, timetable, policy))
        costs.append(COST(instance, timetable, policy))
    return costs


@pytest.mark.parametrize("seed", range(12))
def test_rosters_get_cheaper_down_to_the_fewest(tmp_path: Path, seed: int) -> None:
    times, able = tasks_and_able(seed, 5, 4)
    expected = fewest(times, able)
    instance = read_smptsp(written(tmp_path, "t.dat", *smptsp(times, able)))
    costs = rosters(instance)
    if expected is None:
        assert costs == []
        return
    assert costs[-1] == expected
    assert costs == sorted(set(costs), reverse=True)
    assert least_fixed_pay(instance, Policy.of(instance)) <= expected


def test_as_many_people_as_tasks_at_once_are_needed(tmp_path: Path) -> None:
    times = [(0, 120), (60, 180), (120, 240), (60, 120)]
    path = written(tmp_path, "t.dat", *smptsp(times, [[0, 1, 2, 3]] * 6))
    instance = read_smptsp(path)
    policy = Policy.of(instance)
    assert least_fixed_pay(instance, policy) == 3
    dear = (changed(instance.adults[0], fixed_fen_week=50), *instance.adults[1:])
    assert least_fixed_pay(changed(instance, adults=dear), policy) == 3
    two = changed(instance, adults=dear[:3])
    assert least_fixed_pay(two, policy) == 52
    odd = changed(instance.slots[0], weeks="odd")
    weeks = changed(instance, slots=(odd, *instance.slots[1:]))
    assert least_fixed_pay(weeks, policy) == 0


def test_a_roster_at_its_bound_needs_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times, able = tasks_and_able(3, 30, 25)
    able = [sorted({*some, *range(0, 30, 3)}) for some in able]
    instance = read_smptsp(written(tmp_path, "t.dat", *smptsp(times, able)))

    def no_model(*_: object) -> None:
        raise AssertionError("a model was written")

    monkeypatch.setattr(whole, "Formulation", no_model)
    outcome = found(instance)
    [goal] = outcome.goals
    assert goal.proved
    assert goal.value == goal.bound == least_fixed_pay(instance, Policy.of(instance))


def test_large_weeks_are_left_to_rosters_and_repeat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "is_small", lambda _: False)
    # Two at once, then two others that neither of the first pair can give.
    times = [(0, 60), (0, 60), (60, 120), (60, 120)]
    path = written(tmp_path, "t.dat", *smptsp(times, [[0, 1], [0, 1], [2, 3], [2, 3]]))
    instance = read_smptsp(path)
    first, second = (solve(instance, Settings(seconds=1, workers=1)) for _ in range(2))
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert first.timetable == second.timetable
    [goal] = first.goals
    assert (goal.value, goal.bound, goal.proved) == (4, 2, False)


def test_homework_care_and_assistants_are_lessons_too() -> None:
    robots = club("robots", slots=("mon-2",), adults_per_group=2, min_enrolment=0)
    pin = MeetingPin(kind="meeting", club="robots", slot="mon-2")
    pinned = world(clubs=(robots,), pupils=(), pins=(pin,))
    open_class = homeroom("3-1", 3, unlisted=4, unlisted_consent=TERM_START)
    pinned = changed(pinned, classes=(open_class,))
    policy = Policy.of(pinned)
    left = budget()
    chosen = next(
        iter(better_rosters(pinned, policy, Admission(pinned, policy), left, left.over))
    )
    staff = [choice for choice in chosen if isinstance(choice, Staffs)]
    assert any(isinstance(one.group, CareGroup) for one in staff)
    roles = sorted(one.role for one in staff if not isinstance(one.group, CareGroup))
    assert roles == ["assistant", "lead"]


def test_what_the_judge_refuses_is_not_used(tmp_path: Path) -> None:
    # One person could do all, but a cap the moves know nothing of allows one lesson.
    times = [(0, 60), (60, 120), (120, 180)]
    instance = read_smptsp(written(tmp_path, "t.dat", *smptsp(times, [[0, 1, 2]] * 3)))
    tight = tuple(changed(one, lessons_week=1) for one in instance.adults)
    capped = changed(instance, adults=tight)
    policy = Policy.of(capped)
    offered: list[Timetable] = []
    judged = whole._Rosters(capped, policy, budget(1), lambda _: None, offered.append)
    assert judged.best(patient=False) is None
    assert (judged.value, offered) == (None, [])
    outcome = found(capped)
    assert (outcome.goals[0].value, outcome.goals[0].proved) == (3, True)
