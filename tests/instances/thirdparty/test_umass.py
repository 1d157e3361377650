"""Course preferences: the most points, one section per course, none at once."""

import json
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kehou_instances.thirdparty import read_umass
from kehou_instances.thirdparty.clashes import clash_sets, on_days
from tests.instances.thirdparty.files import refusal, sound, written
from tests.solver.answers import found

Data = dict[str, Any]
CHAIN = {"A": (600, 660), "B": (650, 710), "C": (700, 760)}


def section(name: str, times: tuple[int, int], **changes: Any) -> Data:
    """One section on Monday and Wednesday, of a course of its own."""
    return {
        "id": name,
        "course": f"course-{name}",
        "level": "UGRD",
        "capacity": 1,
        "days": [0, 2],
        "start": times[0],
        "end": times[1],
        "instructor": "STAFF",
        "credits": 3,
        **changes,
    }


def student(name: str, keep: int, status: int = 1, **values: int) -> Data:
    """One student."""
    return {"id": name, "status": status, "plan": 3, "keep": keep, "values": values}


def survey(folder: Path, sections: list[Data], students: list[Data]) -> Path:
    """Write a survey."""
    text = json.dumps({"sections": sections, "students": students})
    return written(folder, "survey.json", text)


def clash(one: Data, other: Data) -> bool:
    """Say whether two sections are on at one moment."""
    days = set(one["days"]) & set(other["days"])
    return bool(days and one["start"] < other["end"] and other["start"] < one["end"])


def bundles(sections: list[Data], who: Data) -> Iterator[tuple[Data, ...]]:
    """Yield every set of sections a student could take."""
    liked = [s for s in sections if who["values"].get(s["id"], 1) > 1]
    for size in range(who["keep"] + 1):
        for taken in combinations(liked, size):
            if len({s["course"] for s in taken}) == size and not any(
                clash(a, b) for a, b in combinations(taken, 2)
            ):
                yield taken


def most_points(sections: list[Data], students: list[Data]) -> int:
    """Try everything."""
    best = 0
    for taken in product(*(tuple(bundles(sections, who)) for who in students)):
        full = any(
            sum(s in bundle for bundle in taken) > s["capacity"] for s in sections
        )
        if not full:
            best = max(
                best,
                sum(
                    who["values"][s["id"]] - 1
                    for who, bundle in zip(students, taken, strict=True)
                    for s in bundle
                ),
            )
    return best


@pytest.mark.parametrize("seed", range(10))
def test_the_goal_is_the_most_points(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    sections = []
    for i in range(5):
        start = chance.randrange(600, 840, 30)
        sections.append(
            section(
                f"s{i}",
                (start, start + chance.choice([50, 75])),
                days=sorted(chance.sample(range(5), chance.randint(1, 2))),
                course=f"c{chance.randrange(4)}",
                capacity=chance.randint(0, 2),
            )
        )
    students = [
        student(
            f"u{i}",
            chance.randint(1, 3),
            **{s["id"]: chance.randint(1, 8) for s in sections},
        )
        for i in range(3)
    ]
    instance = sound(read_umass(survey(tmp_path, sections, students)))
    [goal] = found(instance).goals
    assert goal.proved
    assert (goal.name, goal.value) == ("wish_ranks_3", most_points(sections, students))


def test_a_section_in_between_clashes_with_both_sides_only(tmp_path: Path) -> None:
    sections = [section(name, times) for name, times in CHAIN.items()]
    eager = student("u", 3, A=3, B=4, C=3)
    outcome = found(read_umass(survey(tmp_path, sections, [eager])))
    assert outcome.goals[0].value == 4  # A and C; B alone is worth 3
    assert {seat.group for seat in outcome.timetable.seats} == {"A.1", "C.1"}


def test_those_who_leave_soonest_come_first_when_asked_for(tmp_path: Path) -> None:
    students = [student("young", 1, status=3, A=8), student("old", 1, status=4, A=2)]
    path = survey(tmp_path, [section("A", (600, 660))], students)
    together = found(read_umass(path))
    assert [goal.value for goal in together.goals] == [7]
    in_order = found(sound(read_umass(path, by_status=True)))
    assert [(g.name, g.value) for g in in_order.goals] == [
        ("wish_ranks_2", 1),
        ("wish_ranks_3", 0),
    ]


def test_courses_share_a_set_exactly_if_they_overlap() -> None:
    chance = Random(3)  # noqa: S311
    for _ in range(100):
        spans = {}
        for i in range(chance.randint(1, 8)):
            start = chance.randrange(12)
            days = chance.sample(range(3), chance.randint(1, 3))
            end = start + chance.randint(1, 5)
            spans[f"s{i}"] = [(day, start, end) for day in days]
        sets = clash_sets(spans)
        for a, b in combinations(spans, 2):
            overlapping = any(
                x[0] == y[0] and x[1] < y[2] and y[1] < x[2]
                for x in spans[a]
                for y in spans[b]
            )
            assert any({a, b} <= one for one in sets) == overlapping
        assert set().union(*sets) == set(spans)


def test_sets_with_a_course_in_common_are_on_different_days() -> None:
    sets = [frozenset("ab"), frozenset("bc"), frozenset("ac"), frozenset("d")]
    days = on_days(sets, 3)
    assert days is not None
    assert len(set(days[:3])) == 3
    assert set(days) <= {1, 2, 3}
    assert on_days(sets, 2) is None


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id": "no id"}, "/survey.json/sections/0/id"),
        ({"capacity": -1}, "/survey.json/sections/0/capacity"),
        ({"days": [7]}, "/survey.json/sections/0/days/0"),
        ({"days": []}, "/survey.json/sections/0/days"),
        ({"start": "10:00"}, "/survey.json/sections/0/start"),
        ({"colour": 3}, "/survey.json/sections/0/colour"),
        ({"start": 660}, "survey.json"),
    ],
)
def test_a_wrong_section_is_refused_with_its_place(
    tmp_path: Path, change: Data, where: str
) -> None:
    path = survey(tmp_path, [section("A", (600, 660), **change)], [])
    assert refusal(read_umass, path)[0] == where


def test_a_rating_of_an_unknown_section_is_refused(tmp_path: Path) -> None:
    path = survey(tmp_path, [section("A", (600, 660))], [student("u", 1, B=3)])
    assert refusal(read_umass, path) == ("survey.json", "no such section")
    high = survey(tmp_path, [section("A", (600, 660))], [student("u", 1, A=9)])
    assert refusal(read_umass, high)[0] == "/survey.json/students/0/values/A"


def test_more_overlaps_than_a_club_has_meetings_are_refused(tmp_path: Path) -> None:
    long = section("long", (0, 600), days=[0])
    others = [section(f"s{i}", (100 * i, 100 * i + 50), days=[0]) for i in range(6)]
    where, why = refusal(read_umass, survey(tmp_path, [long, *others], []))
    assert where == "survey.json"
    assert "overlaps in more than 5 ways" in why
