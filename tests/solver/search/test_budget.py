"""How CP-SAT is asked, by what it looks for and by how work is measured."""

import os

from kehou_solver.domain.answer import Settings
from kehou_solver.search.budget import Budget, Look


def test_counted_work_is_one_search_whatever_it_looks_for() -> None:
    budget = Budget(Settings(seconds=5, workers=1))
    for look in Look:
        parameters = budget.solver(2.0, look).parameters
        assert not parameters.interleave_search
        assert parameters.cp_model_probing_level > 0
        assert parameters.num_workers == 1
        assert parameters.max_deterministic_time == 2.0


def test_only_proofs_have_more_workers_than_cores() -> None:
    cores = max(2, os.cpu_count() or 2)
    budget = Budget(Settings(seconds=5, workers=cores + 6))
    workers = {look: budget.solver(1.0, look).parameters.num_workers for look in Look}
    better = budget.solver(1.0, Look.BETTER).parameters
    assert list(better.subsolvers) == ["max_lp"]
    assert workers == {Look.ANY: cores, Look.BETTER: cores, Look.PROOF: cores + 6}


def test_without_a_look_cp_sat_does_as_it_would() -> None:
    plain = Budget(Settings(seconds=5, workers=8)).solver(1.0).parameters
    assert not plain.interleave_search
    assert plain.num_workers == 8
    assert plain.cp_model_probing_level > 0
