"""The mixed-integer program says what the CP-SAT model says."""

import highspy
import numpy as np
import pytest
from ortools.sat.python import cp_model

from benchmarks.methods.linear import Aim, Linear, aims, linear_of, weighed
from benchmarks.methods.mip import Mip, NotLinear
from kehou_solver.domain import Instance
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Formulation
from tests.solver import worlds as w

WORLDS = {
    "the default world": w.world(),
    "two campuses": w.two_campuses(),
    "one lesson each": w.world(schools=w.east(lessons_week=4)),
    "a club with a venue": w.world(
        rooms=(*w.ROOMS, w.venue()),
        clubs=(*w.CLUBS, w.club("swim", venue="pool")),
        pupils=tuple(w.changed(p, wishes=("swim", *p.wishes)) for p in w.PUPILS),
    ),
    "nobody for care": w.world(adults=(w.C1, w.V1, w.S1)),
}
SOME = ("wishes_met_1", "wishes_met_2", "wish_ranks_2", "cost_fen", "duty_minutes_peak")


def by_cpsat(model: cp_model.CpModel, aim: Linear) -> int | None:
    variables = [model.get_int_var_from_proto_index(i) for i in aim.terms]
    model.minimize(cp_model.LinearExpr.weighted_sum(variables, [*aim.terms.values()]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    model.clear_objective()
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value)


def by_highs(model: cp_model.CpModel, aim: Linear) -> int | None:
    highs = Mip.of(model).highs()
    cost = np.zeros(highs.getNumCol())
    for index, value in aim.terms.items():
        cost[index] = value
    highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(highs.getInfo().objective_function_value)


@pytest.mark.parametrize("goal", SOME)
@pytest.mark.parametrize("name", WORLDS)
def test_highs_and_cpsat_find_the_same_optimum(name: str, goal: str) -> None:
    instance: Instance = WORLDS[name]
    formulation = Formulation(instance, Policy.of(instance))
    (aim,) = aims(formulation, [goal])
    expected = by_cpsat(formulation.model, aim.less)
    assert by_highs(formulation.model, aim.less) == expected
    assert (expected is None) == (name == "nobody for care")


def toy() -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    return model, [model.new_int_var(-3, 4, f"x{i}") for i in range(3)]


@pytest.mark.parametrize("least", [-9, -2, 0, 5, 13])
@pytest.mark.parametrize("negated", [False, True])
def test_rows_behind_literals_bind_exactly_where_the_literals_hold(
    least: int, negated: bool
) -> None:
    model, xs = toy()
    on = model.new_bool_var("on")
    model.add(sum(xs) >= least).only_enforce_if(~on if negated else on)
    price = sum(xs) - 100 * (1 - on if negated else on)
    whole = linear_of(model, price)
    assert by_highs(model, whole) == by_cpsat(model, whole)


def test_words_of_logic_are_translated() -> None:
    model, _ = toy()
    a, b, c, d = (model.new_bool_var(name) for name in "abcd")
    model.add_bool_or(a, ~b)
    model.add_at_most_one(a, c)
    model.add_exactly_one(b, c, d)
    model.add_bool_and(~d).only_enforce_if(a)
    for price in (-a, -b, -c, -d, -a - b - c - d, a + b - c):
        whole = linear_of(model, price)
        assert by_highs(model, whole) == by_cpsat(model, whole)


def test_a_constraint_it_does_not_know_is_refused_not_dropped() -> None:
    model, xs = toy()
    model.add_multiplication_equality(xs[0], xs[1:])
    with pytest.raises(NotLinear):
        Mip.of(model)


def test_weights_keep_the_order_of_goals() -> None:
    wanted = [
        Aim("first", Linear({0: 1}, 0, 0, 9)),
        Aim("second", Linear({1: 1}, 5, 5, 12)),
        Aim("third", Linear({2: 3}, 0, 0, 30)),
    ]
    (whole,) = weighed(wanted, 10**6)
    assert whole.terms == {2: 3, 1: 31, 0: 31 * 8}
    # One step of a goal outweighs everything the later ones can change.
    assert whole.terms[1] > 30
    assert whole.terms[0] > 31 * 7 + 30


def test_goals_that_do_not_fit_make_a_second_sum() -> None:
    wanted = [Aim(name, Linear({i: 1}, 0, 0, 99)) for i, name in enumerate("abc")]
    assert [sum_.names for sum_ in weighed(wanted, 10_000)] == [("a", "b"), ("c",)]
    assert [sum_.names for sum_ in weighed(wanted, 1)] == [("a",), ("b",), ("c",)]
