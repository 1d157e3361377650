"""Personnel task scheduling files: the fewest people, no more and no fewer."""

from itertools import product
from pathlib import Path
from random import Random

import pytest

from kehou_instances.thirdparty import read_smptsp
from kehou_instances.thirdparty.smptsp import Task, most_at_once, places_of, tracks
from kehou_solver.domain.answer import Impossible, Settings
from kehou_solver.domain.base import overlap
from kehou_solver.policy import Policy
from kehou_solver.shortages import shortages
from kehou_solver.solve import solve
from tests.instances.thirdparty.files import refusal, smptsp, sound, written
from tests.solver.answers import found


def fewest(tasks: list[tuple[int, int]], able: list[list[int]]) -> int | None:
    """Try every assignment; None if no task can be done by anybody free."""
    best: int | None = None
    for who in product(range(len(able)), repeat=len(tasks)):
        apart = all(
            who[i] != who[j] or not overlap(*tasks[i], *tasks[j])
            for i in range(len(tasks))
            for j in range(i)
        )
        if apart and all(i in able[person] for i, person in enumerate(who)):
            used = len(set(who))
            best = used if best is None else min(best, used)
    return best


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("horizon", [600, 4000])
def test_the_goal_is_the_fewest_people(tmp_path: Path, seed: int, horizon: int) -> None:
    chance = Random(seed)  # noqa: S311
    tasks = []
    for _ in range(chance.randint(2, 5)):
        start = chance.randrange(horizon // 100) * 100
        tasks.append((start, start + chance.choice([100, 200, 300])))
    able = [
        sorted(chance.sample(range(len(tasks)), chance.randint(1, len(tasks))))
        for _ in range(4)
    ]
    path = written(tmp_path, "tiny.dat", *smptsp(tasks, able))
    instance = sound(read_smptsp(path))
    expected = fewest(tasks, able)
    if expected is None:
        outcome = solve(instance, Settings(seconds=20, workers=1))
        assert isinstance(outcome, Impossible)
        return
    assert shortages(instance, Policy.of(instance)) == ()
    outcome = found(instance)
    [goal] = outcome.goals
    assert (goal.name, goal.value, goal.proved) == ("cost_fen", expected, True)
    assert len({staff.adult for staff in outcome.timetable.staff}) == expected
    assert len(outcome.timetable.groups) == len(tasks)


def test_a_task_may_begin_when_another_ends(tmp_path: Path) -> None:
    path = written(
        tmp_path, "two.dat", *smptsp([(0, 480), (480, 1440)], [[0, 1], [0, 1]])
    )
    assert found(read_smptsp(path)).goals[0].value == 1


def test_what_is_read_is_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a b.dat", *smptsp([(30, 90), (60, 120)], [[0], [0, 1]]))
    instance = sound(read_smptsp(path))
    assert instance.id == "a-b"
    assert [(s.start, s.end) for s in instance.slots] == [(30, 90), (60, 120)]
    assert [adult.clubs for adult in instance.adults] == [("t0",), ("t0", "t1")]
    assert {adult.fixed_fen_week for adult in instance.adults} == {1}
    assert len(instance.rooms) == 2


def test_places_keep_every_overlap_and_every_gap() -> None:
    chance = Random(7)  # noqa: S311
    for _ in range(200):
        tasks = []
        for _ in range(chance.randint(1, 9)):
            start = chance.randrange(20)
            tasks.append(Task(start, start + chance.randint(1, 8)))
        small = places_of(tasks)
        assert all(0 <= task.start < task.end <= len(tasks) for task in small)
        for i in range(len(tasks)):
            for j in range(len(tasks)):
                assert overlap(*tasks[i], *tasks[j]) == overlap(*small[i], *small[j])


def test_tracks_are_apart_and_as_few_as_tasks_at_once() -> None:
    chance = Random(8)  # noqa: S311
    for _ in range(200):
        tasks = []
        for _ in range(chance.randint(1, 12)):
            start = chance.randrange(20)
            tasks.append(Task(start, start + chance.randint(1, 8)))
        track = tracks(tasks)
        assert max(track) + 1 == most_at_once(tasks)
        for i in range(len(tasks)):
            for j in range(i):
                assert track[i] != track[j] or not overlap(*tasks[i], *tasks[j])


GOOD = smptsp([(0, 10), (5, 20)], [[0, 1], [1]])


def put(line: int, text: str) -> list[str]:
    """Return the good lines with one replaced (counted from 1)."""
    return [text if i == line else old for i, old in enumerate(GOOD, start=1)]


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        ([], "x.dat", "ends too early"),
        (GOOD[:-1], "x.dat", "ends too early"),
        (put(2, "Type = 2"), "x.dat", "only Type = 1"),
        (put(2, "Kind = 1"), "x.dat:2", "`Type = number`"),
        (put(3, "Jobs = two"), "x.dat:3", "a whole number"),
        (put(3, "Jobs = 0"), "x.dat:4", "`Qualifications = number`"),
        (put(4, "0 10 3"), "x.dat:4", "start and end"),
        (put(4, "-1 10"), "x.dat:4", "a whole number"),
        (put(4, "10 10"), "x.dat:4", "the end is after the start"),
        (put(7, "2: 0"), "x.dat:7", "not as many tasks as counted"),
        (put(7, "0 1"), "x.dat:7", "`count: tasks`"),
        (put(7, "2: 0 2"), "x.dat:7", "task numbers from 0 to 1"),
        (put(7, "2: 1 1"), "x.dat:7", "task numbers from 0 to 1"),
        ([*GOOD, "1: 0"], "x.dat:9", "nothing more here"),
        (
            ["Type = 1", "Jobs = 0", "Qualifications = 0"],
            "x.dat",
            "there are no tasks",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_line(
    tmp_path: Path, lines: list[str], where: str, why: str
) -> None:
    place, reason = refusal(read_smptsp, written(tmp_path, "x.dat", *lines))
    assert place == where
    assert why in reason


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.dat"
    assert refusal(read_smptsp, path) == ("x.dat", "cannot be opened")
    path.write_bytes(b"\xff\xfe\x00")
    assert refusal(read_smptsp, path) == ("x.dat", "not a text file in UTF-8")
