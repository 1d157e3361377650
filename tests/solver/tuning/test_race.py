"""A tuning is recommended only for what it does where it was not chosen."""

import threading
from collections.abc import Callable

import pytest

from kehou_solver.domain.answer import Progress, Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.tuning import Tuning
from kehou_solver.errors import InputError
from kehou_solver.tuning import Against, Case, Tuned, halves, tune
from kehou_solver.tuning.race import compared
from kehou_solver.tuning.space import CHOICES, candidates, changes
from tests.solver.worlds import changed, world

SECONDS = 1.0
Play = Callable[[str, Tuning], int | None]


def family(count: int) -> list[Case]:
    base = world()
    return [Case(f"w{n}", changed(base, id=f"w{n}")) for n in range(count)]


def raced(cases: list[Case], play: Play, **more: object) -> Tuned:
    """Race with a solver that gives what `play` says of the first goal."""

    def runner(
        instance: Instance, settings: Settings, _stop: threading.Event
    ) -> dict[str, int] | None:
        value = play(instance.id, settings.tuning)
        return None if value is None else {"wishes_met_1": value, "room_moves": 0}

    return tune(cases, seconds=SECONDS, count=6, seed=1, runner=runner, **more)  # type: ignore[arg-type]


def test_the_split_is_the_same_each_time_and_no_case_is_on_both_sides() -> None:
    cases = family(9)
    training, held = halves(cases, 0.4, 3)
    assert halves(cases, 0.4, 3) == (training, held)
    assert {c.name for c in training} | {c.name for c in held} == {
        c.name for c in cases
    }
    assert len(held) == 4
    assert len(training) == 5
    assert any(halves(cases, 0.4, seed)[1] != held for seed in range(4, 8))


@pytest.mark.parametrize("part", [0.0, 1.0])
def test_neither_side_is_ever_empty(part: float) -> None:
    training, held = halves(family(3), part, 0)
    assert training
    assert held


def test_one_case_is_refused_with_a_way_out() -> None:
    with pytest.raises(InputError) as refused:
        halves(family(1), 0.5, 0)
    assert "XS:0-7" in str(refused.value)


def test_a_case_given_twice_is_refused() -> None:
    one = family(2)
    with pytest.raises(InputError) as refused:
        halves([*one, one[0]], 0.5, 0)
    assert "w0" in str(refused.value)


def test_candidates_are_drawn_once_and_change_little() -> None:
    drawn = candidates(40, 0)
    assert drawn == candidates(40, 0)
    assert len(set(drawn)) == 40
    for one in drawn:
        change = changes(one)
        assert 1 <= len(change) <= 3
        for name, value in change.items():
            assert value in CHOICES[name]
        assert Tuning.model_validate(one.model_dump()) == one


def test_a_planted_better_parameter_is_found_and_recommended() -> None:
    planted = candidates(6, 1)[4]
    tuned = raced(family(16), lambda _, t: 5 if t == planted else 4)
    assert tuned.best == planted
    assert tuned.on_held_back == Against(better=8)
    assert tuned.recommended


def test_luck_on_the_training_cases_is_not_recommended() -> None:
    cases = family(16)
    training = {case.name for case in halves(cases, 0.5, 1)[0]}
    lucky = candidates(6, 1)[2]
    tuned = raced(cases, lambda name, t: 5 if t == lucky and name in training else 4)
    assert tuned.best == lucky
    assert tuned.on_training == Against(better=8)
    assert tuned.on_held_back == Against(level=8)
    assert not tuned.recommended


def test_what_is_held_back_never_chooses() -> None:
    cases = family(16)
    held = {case.name for case in halves(cases, 0.5, 1)[1]}
    good_there = candidates(6, 1)[3]
    tuned = raced(cases, lambda name, t: 9 if t == good_there and name in held else 4)
    assert tuned.best != good_there
    chosen_on = {run.case for run in tuned.runs if run.tuning == good_there}
    assert not chosen_on & held


def test_four_wins_of_four_may_be_luck_and_five_of_five_may_not() -> None:
    assert Against(better=4).luck == pytest.approx(1 / 16)
    assert Against(better=5).luck == pytest.approx(1 / 32)
    assert Against(better=5, worse=1).luck == pytest.approx(7 / 64)
    assert Against(level=9).luck == 1.0
    planted = candidates(6, 1)[0]
    four = raced(family(8), lambda _, t: 5 if t == planted else 4)
    assert four.on_held_back == Against(better=4)
    assert not four.recommended


def test_no_timetable_is_worse_than_any() -> None:
    assert compared({"room_moves": 9}, None) == 1
    assert compared(None, {"room_moves": 9}) == -1
    assert compared(None, None) == 0
    assert compared({"room_moves": 2}, {"room_moves": 3}) == 1
    assert compared({"wishes_met_1": 2}, {"wishes_met_1": 3}) == -1


def test_a_stop_keeps_what_was_run_and_recommends_nothing() -> None:
    stop = threading.Event()
    heard: list[Progress] = []

    def play(_: str, tuning: Tuning) -> int:
        if len(heard) == 5:
            stop.set()
        return 9 if tuning != Tuning() else 1

    tuned = raced(family(16), play, stop=stop, on_progress=heard.append)
    assert tuned.stopped
    assert not tuned.recommended
    assert len(tuned.runs) == 4
    assert "5" in heard[-1].stage.zh
    assert "5" in heard[-1].stage.en


def test_no_pair_of_case_and_tuning_is_solved_twice() -> None:
    tuned = raced(family(10), lambda name, _: len(name))
    pairs = [(run.case, run.tuning) for run in tuned.runs]
    assert len(pairs) == len(set(pairs))


def test_the_real_solver_runs_with_what_is_tried() -> None:
    tuned = tune(family(2), seconds=5.0, count=1, seed=0)
    assert len(tuned.runs) == 4
    assert all(run.values is not None for run in tuned.runs)
    assert tuned.best == candidates(1, 0)[0]
