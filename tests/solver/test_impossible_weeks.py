"""Impossible weeks of ten kinds: every change of data that is offered works.

`python -m benchmarks.why_not impossible` asks all forty of `impossible_weeks`.
"""

import pytest
from ortools.sat.python import cp_model

from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Impossible, Settings
from kehou_solver.domain.validity import problems
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Formulation
from kehou_solver.search.why import Why
from kehou_solver.solve import solve
from tests.solver.impossible_weeks import DAMAGES, FORTY, impossible_week

PLENTY = Settings(seconds=60, workers=1)


def possible(formulation: Formulation) -> bool:
    """Say whether the model of every solve has a solution."""
    solver = Budget(PLENTY).solver(60)
    status = solver.solve(formulation.model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return status != cp_model.INFEASIBLE


@pytest.mark.parametrize("kind", DAMAGES)
def test_every_change_offered_makes_the_week_possible(kind: str) -> None:
    instance = impossible_week(kind, 3)
    policy = Policy.of(instance)
    assert not possible(Formulation(instance, policy))
    why = Why(instance, policy, Budget(PLENTY))
    fixes = list(why.fixes())
    assert len(fixes) >= 3 or (fixes and why.no_more)
    sizes = [len(fix.remedies) for fix in fixes]
    assert sizes == sorted(sizes)
    for fix in fixes:
        assert problems(fix.instance) == []
        assert not broken(audit(fix.instance, fix.timetable, policy))
        assert possible(Formulation(fix.instance, policy))


def test_forty_different_weeks_are_damaged() -> None:
    weeks = [impossible_week(kind, seed) for kind, seed in FORTY]
    assert len(weeks) == 40
    assert len({week.model_dump_json() for week in weeks}) == 40
    for week in weeks:
        assert problems(week) == []


def test_what_a_scheduler_can_do_is_told_before_what_a_rule_forbids() -> None:
    outcome = solve(impossible_week("pins_clash", 3), PLENTY)
    assert isinstance(outcome, Impossible)
    rules = [mend.rule for mend in outcome.mends]
    assert rules[:2] == ["", ""]
    assert any(rules[2:])
    assert "改数据" in outcome.mends[0].zh
    assert "change of data" in outcome.mends[0].en
    assert not any(mend.rule == "everyone_in_care" for mend in outcome.mends)
