"""HiGHS takes a turn at a model of CP-SAT: the same optimum, or no answer at all."""

import random
import threading

import pytest
from ortools.sat.python import cp_model

from kehou_solver.domain.answer import Found, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.search import climb, mip
from kehou_solver.search.mip import Turn, take_turn
from kehou_solver.solve import solve
from tests.solver.worlds import world

CASES = 150
SECONDS = 20.0


def random_model(rng: random.Random) -> cp_model.CpModel:
    """Yes/no and whole variables under every kind of row our rules write."""
    model = cp_model.CpModel()
    yes = [model.new_bool_var(f"b{n}") for n in range(6)]
    whole = [model.new_int_var(-3, rng.randint(0, 6), f"i{n}") for n in range(2)]
    every = [*yes, *whole]
    for _ in range(rng.randint(2, 6)):
        chosen = rng.sample(yes, 3)
        literals = [one if rng.random() < 0.5 else ~one for one in chosen]
        match rng.randrange(7):
            case 0:
                model.add_bool_or(literals)
            case 1:
                model.add_bool_or(literals[:2]).only_enforce_if(literals[2])
            case 2:
                model.add_bool_and(literals[:2]).only_enforce_if(literals[2])
            case 3:
                model.add_at_most_one(literals)
            case 4:
                most = model.new_bool_var("most")
                model.add_max_equality(most, chosen)
                every.append(most)
            case 5:
                left = sum(rng.randint(-3, 3) * one for one in rng.sample(every, 4))
                row = model.add(left + whole[0] <= rng.randint(-2, 4))
                row.only_enforce_if(*literals[: rng.randint(1, 2)])
            case _:
                left = sum(rng.randint(-3, 3) * one for one in rng.sample(every, 4))
                model.add(left - whole[1] == rng.randint(-2, 2))
    goal = sum(rng.randint(-5, 5) * one for one in every) + rng.randint(-9, 9)
    if rng.random() < 0.5:
        model.maximize(goal + whole[0])
    else:
        model.minimize(goal - whole[1])
    return model


def test_it_finds_and_bounds_the_optimum_of_cp_sat() -> None:
    rng = random.Random(3)  # noqa: S311 - draws, not secrets
    possible = 0
    for _ in range(CASES):
        model = random_model(rng)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(model)
        turn = take_turn(model, None, SECONDS, threading.Event(), 0)
        assert turn is not None
        if status == cp_model.INFEASIBLE:
            assert turn.values is None
            continue
        possible += 1
        assert turn.values is not None
        assert worth(model, turn.values) == solver.objective_value
        assert turn.bound is not None
        assert abs(turn.bound - solver.objective_value) < 1
        for index, value in enumerate(turn.values):
            model.add(model.get_int_var_from_proto_index(index) == value)
        assert solver.solve(model) == cp_model.OPTIMAL
    assert possible > CASES / 3


def worth(model: cp_model.CpModel, values: list[int]) -> float:
    objective = model.proto.objective
    terms = zip(objective.vars, objective.coeffs, strict=True)
    total = sum(
        c * (values[ref] if ref >= 0 else -values[-ref - 1]) for ref, c in terms
    )
    return float((objective.scaling_factor or 1.0) * (total + objective.offset))


def test_it_begins_where_it_is_told() -> None:
    model = cp_model.CpModel()
    one, two = model.new_bool_var("one"), model.new_bool_var("two")
    model.add(one + two <= 1)
    model.maximize(2 * one + 3 * two)
    turn = take_turn(model, [1, 0], SECONDS, threading.Event(), 0)
    assert turn == Turn([0, 1], 3.0)


def test_what_is_no_linear_row_is_left_alone() -> None:
    model = cp_model.CpModel()
    start = model.new_int_var(0, 9, "start")
    model.add_no_overlap([model.new_fixed_size_interval_var(start, 2, "span")])
    model.maximize(start)
    assert take_turn(model, None, SECONDS, threading.Event(), 0) is None


def test_a_domain_with_a_hole_is_left_alone() -> None:
    model = cp_model.CpModel()
    gap = cp_model.Domain.from_values([0, 1, 5])
    model.maximize(model.new_int_var_from_domain(gap, "gap"))
    assert take_turn(model, None, SECONDS, threading.Event(), 0) is None


def test_without_time_after_writing_it_down_nothing_is_asked() -> None:
    model = random_model(random.Random(3))  # noqa: S311 - draws, not secrets
    assert take_turn(model, None, 0.5, threading.Event(), 0) is None


def test_a_stop_ends_it() -> None:
    stop = threading.Event()
    stop.set()
    rng = random.Random(5)  # noqa: S311 - draws, not secrets
    model = cp_model.CpModel()
    items = [model.new_bool_var(f"x{n}") for n in range(60)]
    for _ in range(40):
        weights = [rng.randint(10, 99) for _ in items]
        total = sum(w * one for w, one in zip(weights, items, strict=True))
        model.add(total <= sum(weights) // 2)
    gains = [rng.randint(10, 99) for _ in items]
    model.maximize(sum(g * one for g, one in zip(gains, items, strict=True)))
    turn = take_turn(model, None, SECONDS, stop, 0)
    assert turn is not None
    if turn.values is not None:
        assert turn.bound is None or turn.bound > worth(model, turn.values) + 1


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Turn | None]:
    """Have CP-SAT prove nothing in its first turn, and note what HiGHS says."""
    said: list[Turn | None] = []

    def noted(*given: object) -> Turn | None:
        turn = mip.take_turn(*given)  # type: ignore[arg-type]
        said.append(turn)
        return turn

    monkeypatch.setattr(climb, "TURN_SECONDS", 0.0)
    monkeypatch.setattr(climb.Climb, "_settled", never_settled(climb.Climb._settled))
    monkeypatch.setattr(climb, "take_turn", noted)
    return said


def never_settled(settled):  # type: ignore[no-untyped-def]
    """Return a check that says "not settled" when first asked about a goal."""
    seen: set[str] = set()

    def first_no(self, name, best, bound):  # type: ignore[no-untyped-def]
        if name not in seen:
            seen.add(name)
            return False
        return settled(self, name, best, bound)

    return first_no


def test_a_week_found_in_turns_is_as_good_as_one_by_cp_sat_alone(
    asked: list[Turn | None],
) -> None:
    small: Instance = world()
    in_turns = solve(small, Settings(seconds=60, workers=2, seed=0))
    alone = solve(small, Settings(seconds=60, workers=1, seed=0))
    assert isinstance(in_turns, Found)
    assert isinstance(alone, Found)
    assert [turn for turn in asked if turn is not None and turn.values is not None]
    assert [(g.name, g.value, g.bound) for g in in_turns.goals] == [
        (g.name, g.value, g.bound) for g in alone.goals
    ]


def test_where_work_is_counted_highs_is_not_asked(asked: list[Turn | None]) -> None:
    outcome = solve(world(), Settings(seconds=60, workers=1, seed=0))
    assert isinstance(outcome, Found)
    assert asked == []


def test_of_a_model_whose_presolve_would_not_end_highs_is_not_asked(
    asked: list[Turn | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mip, "MOST_COLUMNS", 1)
    outcome = solve(world(), Settings(seconds=60, workers=2, seed=0))
    assert isinstance(outcome, Found)
    assert asked == []
