"""Ranked projects: the best profile, as an independent program finds it."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.glasgow_profiles import best_profile
from kehou_instances.thirdparty import read_glasgow
from kehou_instances.thirdparty.glasgow import Profile, points, profile_of
from tests.instances.thirdparty.files import refusal, sound, written
from tests.solver.answers import found


def soi(projects: int, *lists: str) -> list[str]:
    """Return the lines of a file of ranked lists."""
    return [f"# NUMBER ALTERNATIVES: {projects}", "# made up", *lists]


def dat(*rows: str) -> list[str]:
    """Return the lines of a file of supervisors."""
    return ["Supervisor,Capacity,Projects", *rows]


@pytest.mark.parametrize("profile", ["greedy", "generous"])
@pytest.mark.parametrize("seed", range(6))
def test_the_profile_is_the_best_there_is(
    tmp_path: Path, seed: int, profile: Profile
) -> None:
    chance = Random(seed)  # noqa: S311
    lists = [
        "1: " + ",".join(map(str, chance.sample(range(1, 9), chance.randint(2, 4))))
        for _ in range(8)
    ]
    path = written(tmp_path, "x.soi", *soi(8, *lists))
    if seed % 2:
        written(
            tmp_path,
            "x.dat",
            *dat("one,2,0 1 2", f"two,{chance.randint(0, 2)},3 4", "three,3,5 6"),
        )
    instance = sound(read_glasgow(path, profile))
    outcome = found(instance)
    reached, best = profile_of(instance, outcome.timetable), best_profile(path, profile)
    assert reached == best
    assert [goal.name for goal in outcome.goals] == ["seats_given", "wish_ranks_3"]
    assert outcome.goals[0].value == sum(best)
    assert all(goal.proved for goal in outcome.goals)


def test_greedy_and_generous_differ_where_they_should(tmp_path: Path) -> None:
    # One student can be kept off the third place only if two get no first choice.
    path = written(tmp_path, "x.soi", *soi(4, "1: 1,2", "1: 2,3", "1: 1,2,4"))
    greedy, generous = (
        profile_of(instance, found(instance).timetable)
        for instance in (read_glasgow(path, "greedy"), read_glasgow(path, "generous"))
    )
    assert greedy == best_profile(path, "greedy") == (2, 0, 1)
    assert generous == best_profile(path, "generous") == (1, 2, 0)
    size = found(read_glasgow(path, "size"))
    assert [(goal.name, goal.value) for goal in size.goals] == [("seats_given", 3)]


def test_a_supervisor_takes_no_more_than_the_capacity(tmp_path: Path) -> None:
    path = written(tmp_path, "x.soi", *soi(3, "2: 1,2", "1: 3"))
    assert found(read_glasgow(path)).goals[0].value == 3
    written(tmp_path, "x.dat", *dat("one,1,0 1", "two,0,2"))
    assert found(sound(read_glasgow(path))).goals[0].value == 1


def test_points_outweigh_everything_further_on() -> None:
    assert points("greedy", 3, 3) == (16, 4, 1)
    assert points("generous", 3, 3) == (15, 12, 0)


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        ([], "x.soi", "no ranked lists"),
        (soi(3), "x.soi", "no ranked lists"),
        (["1: 1,2"], "x.soi:1", "NUMBER ALTERNATIVES first"),
        (soi(3, "1,2"), "x.soi:3", "without ties"),
        (soi(3, "1: {1,2}"), "x.soi:3", "without ties"),
        (soi(3, "1: 1,4"), "x.soi:3", "project numbers from 1 to 3"),
        (soi(3, "1: 0"), "x.soi:3", "project numbers from 1 to 3"),
        (soi(3, "1: 2,2"), "x.soi:3", "project numbers from 1 to 3"),
        (soi(3, "one: 2"), "x.soi:3", "a whole number"),
        (
            soi(12, "9: 1,2,3,4,5,6,7,8,9,10,11,12"),
            "x.soi",
            "too many students or too long lists",
        ),
    ],
)
def test_a_wrong_list_is_refused_with_the_line(
    tmp_path: Path, lines: list[str], where: str, why: str
) -> None:
    place, reason = refusal(read_glasgow, written(tmp_path, "x.soi", *lines))
    assert place == where
    assert why in reason


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        ([], "x.dat:1", "the first line is"),
        (["Name,Capacity,Projects"], "x.dat:1", "the first line is"),
        (dat("one,2"), "x.dat:2", "three columns"),
        (dat("one,many,0"), "x.dat:2", "a whole number"),
        (dat("one,1,0", "two,1,3"), "x.dat:3", "project numbers from 0 to 2"),
    ],
)
def test_a_wrong_supervisor_is_refused_with_the_line(
    tmp_path: Path, lines: list[str], where: str, why: str
) -> None:
    path = written(tmp_path, "x.soi", *soi(3, "1: 1,2"))
    written(tmp_path, "x.dat", *lines)
    place, reason = refusal(read_glasgow, path)
    assert place == where
    assert why in reason
