"""What there could be more of is priced, chosen and proved goal by goal."""

import pytest

from kehou_instances.ladder import generate
from kehou_simulation.answers.solved import Row, solved
from kehou_simulation.changes import Chance, changed
from kehou_simulation.prices.candidates import (
    Candidate,
    PricedCandidate,
    candidates,
)
from kehou_simulation.prices.cheapest import Closing, cheapest
from kehou_simulation.prices.choosing import Chosen, chosen_of
from kehou_simulation.prices.costs import Costs, read_costs
from kehou_simulation.prices.pricing import priced
from kehou_simulation.prices.proving import gains_of, pricing_study, proving_study
from kehou_simulation.prices.tables import HEAD, price_rows
from kehou_simulation.scenarios import read_study
from kehou_simulation.scenarios.study import Effort
from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.price import Price
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InvalidInstance

SCHOOL = generate("XS", 1).instance

STUDY = b"""
format = "kehou-study/1"
title = "x"
replications = 3
[base]
kind = "files"
folder = "."
[effort]
seconds = 1
[[scenarios]]
name = "fee"
title_zh = "x"
title_en = "x"
changes = [{ kind = "fee", month_fen = 9000 }]
"""


def with_ceiling(fen: int) -> Instance:
    school, *others = SCHOOL.schools
    money = school.money.model_copy(update={"external_ceiling_fen": fen})
    schools = (school.model_copy(update={"money": money}), *others)
    return SCHOOL.model_copy(update={"schools": schools})


def test_candidates_are_sound_changes_each_with_its_name() -> None:
    found = candidates(SCHOOL)
    assert len({one.name for one in found}) == len(found)
    kinds = {one.what for one in found}
    assert kinds == {"hour", "hire", "training", "room_slot", "room"}
    for one in found:
        after = changed(SCHOOL, [one.change], Chance(0))
        assert after != SCHOOL, one.name
        assert problems(after) == [], one.name
        assert one.zh != one.en


def test_money_is_a_candidate_where_a_ceiling_was_set() -> None:
    money = [one for one in candidates(with_ceiling(5_000)) if one.what == "money"]
    (one,) = money
    after = changed(with_ceiling(5_000), [one.change], Chance(0))
    assert after.schools[0].money.external_ceiling_fen == 15_000


def test_an_hour_is_one_lesson_and_a_room_slot_one_slot() -> None:
    by_kind = {one.what: one for one in candidates(SCHOOL)}
    hour = changed(SCHOOL, [by_kind["hour"].change], Chance(0)).adults[-1]
    assert hour.lessons_week == 1
    room = changed(SCHOOL, [by_kind["room_slot"].change], Chance(0)).rooms[-1]
    assert len(room.closed) == len(SCHOOL.slots) - 1


def test_what_promises_something_comes_best_first() -> None:
    best = solved(SCHOOL, Effort(seconds=1)).timetable
    assert best is not None
    told = priced(SCHOOL, best, solved=True)
    assert told
    assert [one.promised for one in told] == sorted(
        (one.promised for one in told), reverse=True
    )
    for one in told:
        assert max(one.promised) > 0
        for price in one.prices:
            assert price.program is not None
            assert price.promised >= price.program - 1e-5


def candidate(name: str, *promised: float) -> PricedCandidate:
    known = candidates(SCHOOL)[0]
    return PricedCandidate(
        candidate=Candidate.model_validate({**known.model_dump(), "name": name}),
        prices=tuple(
            Price(goal=f"wishes_met_{tier}", promised=each)
            for tier, each in enumerate(promised, start=1)
        ),
    )


def row(*values: int, bound: int | None = None) -> Row:
    goals = tuple(
        GoalResult(
            name=f"wishes_met_{tier}",
            value=value,
            bound=value if bound is None else bound,
            proved=bound is None,
            seconds=0.0,
        )
        for tier, value in enumerate(values, start=1)
    )
    return Row(verdict="found", schools=("main",), goals=goals)


def test_the_most_promising_over_all_schools_are_chosen() -> None:
    base = row(5, 5)
    one = base.model_copy(
        update={"prices": (candidate("a", 2.0, 0.0), candidate("b", 0.0, 9.0))}
    )
    other = base.model_copy(update={"prices": (candidate("c", 1.0, 9.0),)})
    chosen = chosen_of([("x", one), ("y", other)], 2)
    assert [(each.place, each.priced.candidate.name) for each in chosen] == [
        ("x", "a"),
        ("y", "c"),
    ]
    assert len({each.scenario for each in chosen}) == 2
    assert chosen_of([("x", one)], 9, ["room"]) == ()


def test_gains_are_ranked_goal_by_goal_and_what_is_proved_is_said() -> None:
    chosen = [
        Chosen("p1", "x", candidate("a", 2.0, 0.0)),
        Chosen("p2", "x", candidate("b", 0.0, 9.0)),
        Chosen("p3", "x", candidate("c", 0.0, 1.0)),
        Chosen("p4", "x", candidate("d", 1.0, 1.0)),
    ]
    rows = [
        ("x", "base", row(5, 5, bound=6)),
        ("x", "p1", row(8, 4)),
        ("x", "p2", row(5, 6)),
        ("x", "p3", row(5, 5)),
        ("x", "p4", Row(verdict="out_of_time", schools=("main",))),
    ]
    gains = gains_of(chosen, rows)
    told = [(one.candidate.name, one.decides, one.proved) for one in gains]
    assert told == [
        ("a", "wishes_met_1", 2),  # 8 against at most 6
        ("b", "wishes_met_2", 0),  # 6 against at most 6
        ("c", None, 0),
        ("d", None, 0),
    ]
    assert gains[0].gained == {"wishes_met_1": 3, "wishes_met_2": -1}
    assert gains[-1].gained == {}
    lines = list(price_rows(gains))
    assert all(len(line) == len(HEAD) for line in lines)
    assert len(lines) == 8


def test_the_two_studies_share_their_base() -> None:
    study, _ = read_study(STUDY)
    first, scenarios = pricing_study(study)
    assert first.priced
    assert first.replications == 1
    assert [one.name for one in scenarios] == ["base"]
    chosen = [Chosen("p1", "x", candidate("a", 2.0))]
    second, more = proving_study(study, chosen)
    assert [one.name for one in more] == ["base", "p1"]
    assert second.effort == first.effort
    assert second.priced


COSTS = Costs(format="kehou-costs/1", hire=1_000, training=100)


def test_a_gap_is_closed_with_what_is_needed_and_nothing_more() -> None:
    told = cheapest(SCHOOL, 3, COSTS, Effort(seconds=1))
    assert isinstance(told, Closing)
    assert told.before < told.wanted
    assert told.reached > told.before
    assert told.needed
    assert told.cost_fen == sum(one.cost_fen for one in told.additions) > 0
    kinds = {one.candidate.what for one in told.additions}
    assert kinds <= {"hire", "training"}, "other kinds have no cost"
    # Taking any of them away again loses somebody.
    changes = [one.candidate.change for one in told.additions]
    for place in range(len(changes)):
        fewer = changed(SCHOOL, changes[:place] + changes[place + 1 :], Chance(0))
        row = solved(fewer, Effort(seconds=1)).row
        value = next(g.value for g in row.goals if g.name == told.goal)
        assert value < told.reached


def test_a_gap_that_is_none_needs_nothing() -> None:
    told = cheapest(SCHOOL, 1, COSTS, Effort(seconds=1))
    assert isinstance(told, Closing)
    if told.before == told.wanted:
        assert told.additions == ()
        assert told.closed


def test_no_cost_is_invented() -> None:
    with pytest.raises(InvalidInstance) as refused:
        read_costs(b'format = "kehou-costs/1"')
    assert "none is invented" in refused.value.problems[0].expected_en
    with pytest.raises(InvalidInstance) as wrong:
        read_costs(b'format = "kehou-costs/1"\nhire = -1\nroof = 2')
    assert {one.where for one in wrong.value.problems} == {"/hire", "/roof"}
    costs = read_costs(b'format = "kehou-costs/1"\nmoney = true')
    by_kind = {one.what: one for one in candidates(with_ceiling(5_000))}
    assert costs.of(by_kind["money"]) == 10_000
    assert costs.of(by_kind["hire"]) is None
