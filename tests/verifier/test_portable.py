"""The result zip as the package writes and reads it."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from kehou_solver.domain import Hardship
from kehou_solver.domain.answer import Found, GoalResult
from kehou_solver.errors import InvalidFile
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from kehou_solver.report.portable import MEMBERS, read_result, write_result
from tests.verifier.loaded import verifier
from tests.verifier.weeks import (
    alternating_instance,
    alternating_timetable,
    full_instance,
    full_timetable,
    the,
)

INSTANCE, TIMETABLE = full_instance(), full_timetable()
POLICY = Policy.of(INSTANCE)


def found() -> Found:
    goals = tuple(
        GoalResult(name=name, value=value, bound=value, proved=True, seconds=0.25)
        for name, value in measure_all(INSTANCE, TIMETABLE, POLICY).items()
    )
    return Found(timetable=TIMETABLE, goals=goals, seconds=2.0, seed=3, workers=1)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    path = tmp_path / "result.zip"
    write_result(path, INSTANCE, POLICY, found())
    return path


def test_what_we_measure_is_accepted_by_the_verifier(result: Path) -> None:
    assert verifier.main([str(result)]) == 0


def test_the_judge_and_the_verifier_measure_odd_and_even_weeks_alike() -> None:
    instance, timetable = alternating_instance(), alternating_timetable()
    ours = measure_all(instance, timetable, Policy.of(instance))
    shaped = verifier.Shaped()
    data = shaped.read("instance", instance.model_dump(mode="json"), "")
    plan = shaped.read("timetable", timetable.model_dump(mode="json"), "")
    policy = {"lower_middle_last_grade": 4}
    weeks = [verifier.Week(data, plan, policy, sort) for sort in ("odd", "even")]
    assert {name: verifier.GOALS[name][0](weeks) for name in ours} == ours


def test_the_same_answer_gives_the_same_bytes(result: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    write_result(again, INSTANCE, POLICY, found())
    assert again.read_bytes() == result.read_bytes()


def test_what_was_written_is_read_back(result: Path) -> None:
    told = read_result(result)
    assert told.timetable == TIMETABLE
    assert told.claims["seed"] == 3
    assert told.instance.model_copy(update={"pupils": ()}) == INSTANCE.model_copy(
        update={"pupils": ()}
    )


def test_categories_of_hardship_do_not_leave_but_the_place_in_the_queue_does(
    result: Path,
) -> None:
    with ZipFile(result) as archive:
        assert archive.namelist() == list(MEMBERS)
        everything = "".join(archive.read(name).decode() for name in MEMBERS)
    assert Hardship.LEFT_BEHIND.value not in everything
    told = {x.id: x.hardship for x in read_result(result).instance.pupils if x.hardship}
    assert told == {"p2": (Hardship.OTHER,)}


def test_the_claims_say_what_the_rulebook_asks(result: Path) -> None:
    with ZipFile(result) as archive:
        claims = json.loads(archive.read("claims.json"))
    policy = claims["policy"]
    assert set(policy["rules"]) == set(verifier.RULES)
    assert policy["tier_fees"] == {"city_district": 12_000, "township": 8_000}
    assert policy["waivable"] == ["service_ends_after_work"]
    assert policy["papers"]["own_teacher"] == sorted(
        paper.value for paper in POLICY.papers(INSTANCE.adults[0].kind)
    )
    assert policy["day"] == "2026-03-02"
    assert "draft" in policy["rulebooks"][0]["status"]
    assert set(claims["versions"]) == {"kehou", "ortools", "python"}
    goal = the(claims["goals"], name="cost_fen")
    assert goal == {
        "name": "cost_fen",
        "value": 79_000,
        "bound": 79_000,
        "proved": True,
        "holds": "everywhere",
    }


def test_a_file_that_is_no_result_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    for content in (b"no zip", None):
        if content is None:
            with ZipFile(path, "w") as archive:
                for name in MEMBERS:
                    archive.writestr(name, "{}")
        else:
            path.write_bytes(content)
        with pytest.raises(InvalidFile) as refused:
            read_result(path)
        problem = refused.value.problems[0]
        assert problem.where == "other.zip"
        assert "结果压缩包" in problem.expected_zh
