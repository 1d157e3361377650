"""The verifier adds the priority certificate up again, from the instance alone."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kehou_instances.ladder import generate
from kehou_solver.domain import Instance, Timetable
from kehou_solver.domain.answer import Found, Settings
from kehou_solver.policy import Policy
from kehou_solver.report.portable import certificate_document, write_result
from kehou_solver.search.bounds import certify, seat_goals_in
from kehou_solver.search.budget import Budget
from kehou_solver.solve import solve
from tests.solver import worlds as w
from tests.solver.search.random_weeks import schools
from tests.solver.search.test_priority_certificate import shared_dance
from tests.verifier.loaded import FILE, verifier
from tests.verifier.weeks import documents, full_instance, full_timetable, raw

PAGE = FILE.parent / "docs" / "priority-certificate.md"
Json = dict[str, Any]


def told(instance: Instance, timetable: Timetable) -> Json:
    """Return the four documents of a result with an honest certificate."""
    policy = Policy.of(instance)
    budget = Budget(Settings(seconds=120, workers=1))
    goals = seat_goals_in(policy.goal_order())
    made = certify(instance, policy, timetable, goals, budget, 120.0)
    assert made is not None
    found = raw(documents(instance, timetable))
    # To and fro, as a file would take it.
    found["certificate.json"] = json.loads(json.dumps(certificate_document(made)))
    return found


@cache
def full() -> Json:
    return told(full_instance(), full_timetable())


def lines_of(found: Json) -> dict[str, Json]:
    lines = {line["name"]: line for line in verifier.judge(found)}
    return {name: x for name, x in lines.items() if name.startswith("certified")}


def broken(found: Json) -> set[str]:
    return {name for name, x in lines_of(found).items() if x["verdict"] == "broken"}


def words(found: Json) -> str:
    lines = lines_of(found).values()
    return " ".join(x["en"] + x["zh"] for line in lines for x in line["findings"])


def holds(found: Json) -> bool:
    lines = lines_of(found)
    assert len(lines) == len(found["certificate.json"]["goals"]) > 0
    return all(line["verdict"] == "kept" for line in lines.values())


def test_an_honest_certificate_is_proved_again() -> None:
    assert holds(full())
    used = {
        one["row"]
        for goal in full()["certificate.json"]["goals"]
        for one in goal["multipliers"]
    }
    assert used  # it takes rows to prove anything


@pytest.mark.parametrize("seed", range(1, 9))
def test_both_witnesses_add_up_alike_at_small_schools(seed: int) -> None:
    planted = generate("XS", seed)
    assert holds(told(planted.instance, planted.timetable))


def test_both_witnesses_add_up_alike_at_a_large_school() -> None:
    planted = generate("M", 1)
    assert holds(told(planted.instance, planted.timetable))


def test_both_witnesses_know_the_same_columns_and_rows() -> None:
    """Whatever the multipliers: every row of ours means the same to the verifier."""
    from kehou_solver.model.world import World
    from kehou_solver.search.priority.rows import Rows

    shared = [full_instance(), shared_dance()[0], generate("XS", 3).instance]
    for instance in [*shared, *schools(range(60))]:
        policy = Policy.of(instance)
        ours = Rows(World(instance, policy))
        empty = Timetable(format="kehou-timetable/1")
        shaped = verifier.Shaped()
        papers = documents(instance, empty)
        read = {
            name: shaped.read(name, papers[name], name)
            for name in ("instance", "timetable", "claims")
        }
        week = verifier.Week(
            read["instance"], read["timetable"], read["claims"]["policy"], "every"
        )
        theirs = verifier.Rows(week)
        assert sorted(theirs.upper) == sorted(ours.upper)
        for row in ours.rows:
            other = theirs.named(row.name, list(row.of))
            assert (other.high, other.equal) == (row.high, row.equal), row
            most = [ours.upper[column] for column in row.columns]
            ours_said = sorted(zip(row.values, most, strict=True))
            assert ours_said == sorted(
                (value, theirs.upper[column]) for column, value in other.terms
            ), row
        for goal in seat_goals_in([*policy.goal_order(), "seats_given"]):
            gains = sorted(ours.goal(goal).values())
            assert gains == sorted(x for x in theirs.goal(goal).values() if x)


def test_a_club_shared_by_two_leads_is_counted_by_the_verifier_too() -> None:
    assert holds(told(*shared_dance()))


def test_a_bound_that_is_no_better_than_the_value_is_proved_best() -> None:
    lines = lines_of(full())
    gaps = {name: line["gap"] for name, line in lines.items()}
    assert 0 in gaps.values()
    said = "\n".join(verifier.say(verifier.judge(full()), full()["claims.json"], "en"))
    for name, gap in gaps.items():
        (line,) = [x for x in said.splitlines() if f" {name} " in x]
        best, within = "proved best again" in line, f"proved within {gap}" in line
        assert (best, within) == (gap == 0, gap > 0)


# Falsifications: each one must be found out, in the goal that was spoiled.


def goal_of(found: Json) -> Json:
    """Return a goal with rows of several kinds and goals kept before it."""
    goals = found["certificate.json"]["goals"]
    best: Json = max(goals, key=lambda goal: len(goal["multipliers"]))
    assert best["kept"]
    return best


def bound_lowered(goal: Json) -> None:
    goal["bound"] -= 1


def bound_raised(goal: Json) -> None:
    goal["bound"] += 1


def value_doctored(goal: Json) -> None:
    goal["value"] -= 1


def kept_raised(goal: Json) -> None:
    goal["kept"][0]["value"] += 1


def kept_lowered(goal: Json) -> None:
    goal["kept"][0]["value"] -= 1


def kept_dropped(goal: Json) -> None:
    goal["kept"].pop()


def kept_invented(goal: Json) -> None:
    goal["kept"].append({"name": "seats_given", "value": 10**6})


def row_unknown(goal: Json) -> None:
    goal["multipliers"][0]["row"] = "kindness"


def row_of_nothing(goal: Json) -> None:
    goal["multipliers"][0]["of"] = ["nobody", "nowhere"]


def row_with_too_many_words(goal: Json) -> None:
    goal["multipliers"].append({"row": "week", "of": ["p1", "p2"], "times": 1})


def pin_out_of_range(goal: Json) -> None:
    goal["multipliers"].append({"row": "pin", "of": ["99"], "times": 1})


def pin_counted_from_behind(goal: Json) -> None:
    goal["multipliers"].append({"row": "pin", "of": ["-1"], "times": 1})


def pin_that_is_no_number(goal: Json) -> None:
    goal["multipliers"].append({"row": "pin", "of": ["chess"], "times": 1})


def room_unknown(goal: Json) -> None:
    goal["multipliers"].append({"row": "rooms", "of": ["mon-1", "moon"], "times": 1})


def kept_row_of_a_later_goal(goal: Json) -> None:
    of = ["wish_ranks_3"]
    goal["multipliers"].append({"row": "kept", "of": of, "times": 2**40})


def sign_turned(goal: Json) -> None:
    one = next(x for x in goal["multipliers"] if x["row"] != "lead")
    one["times"] = -one["times"]


def multipliers_dropped(goal: Json) -> None:
    goal["multipliers"] = []


def multiplier_changed(goal: Json) -> None:
    goal["multipliers"][0]["times"] += 2**40


@pytest.mark.parametrize(
    "spoil",
    [
        bound_lowered,
        bound_raised,
        value_doctored,
        kept_raised,
        kept_lowered,
        kept_dropped,
        kept_invented,
        row_unknown,
        row_of_nothing,
        row_with_too_many_words,
        pin_out_of_range,
        pin_counted_from_behind,
        pin_that_is_no_number,
        room_unknown,
        kept_row_of_a_later_goal,
        sign_turned,
        multipliers_dropped,
        multiplier_changed,
    ],
)
@pytest.mark.parametrize("school", ["full", "XS"])
def test_a_false_certificate_is_found_out(
    spoil: Callable[[Json], None], school: str
) -> None:
    doctored = deepcopy(full() if school == "full" else planted())
    goal = goal_of(doctored)
    spoil(goal)
    assert broken(doctored) == {f"certified_{goal['name']}"}
    (line,) = [x for x in lines_of(doctored).values() if x["findings"]]
    for one in line["findings"]:
        assert one["zh"].strip()
        assert re.search("[a-z]{3}", one["en"])


@cache
def planted() -> Json:
    made = generate("XS", 4)
    return told(made.instance, made.timetable)


@pytest.mark.parametrize("factor", [0, 2, 1000])
def test_no_other_multiplier_proves_less_than_the_value(factor: int) -> None:
    for place, goal in enumerate(planted()["certificate.json"]["goals"]):
        doctored = deepcopy(planted())
        one = doctored["certificate.json"]["goals"][place]
        one["multipliers"][0]["times"] *= factor
        one["bound"] = one["value"] - 1
        assert broken(doctored) == {f"certified_{goal['name']}"}


def test_a_goal_certified_twice_is_refused() -> None:
    doctored = deepcopy(full())
    goals = doctored["certificate.json"]["goals"]
    goals.append(goals[0])
    assert broken(doctored) == {f"certified_{goals[0]['name']}"}


@pytest.mark.parametrize("name", ["cost_fen", "kindness", "wishes_met_4"])
def test_only_goals_about_seats_are_certified(name: str) -> None:
    doctored = deepcopy(full())
    doctored["certificate.json"]["goals"][0]["name"] = name
    assert f"certified_{name}" in broken(doctored)


def test_a_denominator_of_nothing_is_refused() -> None:
    doctored = deepcopy(full())
    doctored["certificate.json"]["denominator"] = 0
    assert broken(doctored) == set(lines_of(doctored))


def test_a_certificate_of_another_instance_is_refused() -> None:
    doctored = deepcopy(full())
    doctored["certificate.json"] = planted()["certificate.json"]
    assert broken(doctored)


def test_a_rule_that_is_not_in_force_proves_nothing() -> None:
    doctored = deepcopy(full())
    doctored["claims.json"]["policy"]["rules"].remove("club_seats")
    assert broken(doctored) == set(lines_of(doctored))
    assert "a rule lacks" in words(doctored)


def test_a_claim_looser_than_its_certificate_is_refused() -> None:
    doctored = deepcopy(full())
    goal = doctored["claims.json"]["goals"][0]
    goal["bound"] = doctored["certificate.json"]["goals"][0]["bound"] + 1
    assert "looser" in words(doctored)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "kehou-certificate/2"},
        {"coefficients": []},
        {"denominator": 2.5},
        {"goals": {}},
    ],
)
def test_an_odd_certificate_is_not_read(change: Json) -> None:
    doctored = deepcopy(full())
    doctored["certificate.json"] |= change
    with pytest.raises(verifier.Unreadable):
        verifier.judge(doctored)


def test_without_a_certificate_nothing_is_shown_as_proved_again() -> None:
    silent = {k: v for k, v in full().items() if k != "certificate.json"}
    assert lines_of(silent)["certified"]["verdict"] == "not_asked"


def test_the_zip_of_an_answer_holds_a_certificate_that_is_accepted(
    tmp_path: Path,
) -> None:
    instance = w.world()
    outcome = solve(instance, Settings(seconds=30, workers=1))
    assert isinstance(outcome, Found)
    path = tmp_path / "result.zip"
    write_result(path, instance, Policy.of(instance), outcome)
    found = verifier.open_zip(path)
    assert verifier.accepted(verifier.judge(found))
    assert holds(found)


def test_the_page_names_every_row_the_verifier_knows() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = [name for name in dir(verifier.Rows) if name.startswith("row_")]
    assert len(rows) == 15
    for name in rows:
        assert f"| `{name.removeprefix('row_')}` |" in text
    for rule in verifier.NEEDED:
        assert f"`{rule}`" in text
