"""The bounds of the seat goals are true, tight where the program is, and whole."""

import math
from fractions import Fraction

import numpy as np
import pytest

from kehou_instances.ladder import generate
from kehou_instances.ladder.sizes import Size
from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, Timetable
from kehou_solver.domain.answer import Found, GoalResult, Settings
from kehou_solver.domain.certificate import Certificate, GoalCertificate
from kehou_solver.domain.timetable import Staff
from kehou_solver.errors import DefectError
from kehou_solver.measures import MEASURES
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import (
    bounded,
    certify,
    fits,
    seat_goals_in,
    why_no_certificate,
)
from kehou_solver.search.budget import Budget
from kehou_solver.search.priority.exact import DENOMINATOR, Matrix, bound, numerators
from kehou_solver.search.priority.program import Program
from kehou_solver.search.priority.rows import Rows
from kehou_solver.solve import solve
from tests.solver import worlds as w
from tests.solver.answers import found, stands
from tests.solver.search.random_weeks import best_in_order, schools
from tests.verifier.weeks import full_instance, full_timetable

PARTS = 8
"""The random schools in parts, so that they can run side by side."""


def goals_of(instance: Instance) -> list[str]:
    return seat_goals_in(Policy.of(instance).goal_order())


def certified(instance: Instance, timetable: Timetable) -> Certificate:
    policy = Policy.of(instance)
    budget = Budget(Settings(seconds=60, workers=1))
    made = certify(instance, policy, timetable, goals_of(instance), budget, 60.0)
    assert made is not None
    return made


@pytest.mark.parametrize("part", range(PARTS))
def test_no_tiny_school_has_a_week_better_than_its_bounds(part: int) -> None:
    possible = 0
    for instance in schools(range(part * 40, part * 40 + 40)):
        goals = goals_of(instance)
        best = best_in_order(instance, goals)
        if best is None:
            continue
        possible += 1
        program = Program(Rows(World(instance, Policy.of(instance))), goals)
        for place, most in enumerate(best):
            assert program.seek(place, best[:place], 60.0)
            proved, _ = program.proof(place, best[:place])
            assert proved >= most, (goals[place], instance.pupils)
            if program.terms[place]:
                assert math.floor(program.optimum(place) - 1e-6) <= proved
                assert proved <= math.floor(program.optimum(place) + 0.01)
    assert possible >= 25  # of 40: 200 and more in all parts together


def test_multipliers_found_for_other_values_prove_a_true_bound() -> None:
    """What earlier goals keep may change after a goal was sought."""
    looser = 0
    for instance in schools(range(200, 240)):
        goals = goals_of(instance)
        best = best_in_order(instance, goals)
        if best is None:
            continue
        program = Program(Rows(World(instance, Policy.of(instance))), goals)
        other = [max(0, most - 1) for most in best]
        for place, most in enumerate(best):
            assert program.seek(place, other[:place], 60.0)
            proved, _ = program.proof(place, best[:place])
            assert proved >= most, (goals[place], instance.pupils)
            assert program.seek(place, best[:place], 60.0)
            tightest, _ = program.proof(place, best[:place])
            assert most <= tightest <= proved
            looser += tightest < proved
    assert looser  # otherwise the values before made no difference anywhere


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_bounds_of_a_planted_week_hold_for_the_best_week(seed: int) -> None:
    planted = generate("XS", seed)
    made = certified(planted.instance, planted.timetable)
    first = made.goals[0]
    best = best_in_order(planted.instance, [first.name])
    assert best is not None
    assert first.value <= best[0] <= first.bound


def said_of(rows: Rows, timetable: Timetable) -> list[int]:
    """Return the columns as a timetable has them."""
    values = [0] * len(rows.upper)
    numbers = {(way.club, frozenset(way.slots)): n for n, way in enumerate(rows.ways)}
    clubs = {g.id: g for g in timetable.groups if g.kind == "club"}
    ways = {name: numbers[str(g.club), frozenset(g.slots)] for name, g in clubs.items()}
    for number in ways.values():
        values[number] += 1
    for seat in timetable.seats:
        values[rows.seats[ways[seat.group]][seat.pupil]] += 1
        if seat.pupil in rows.met:
            values[rows.met[seat.pupil]] = 1
    for staff in timetable.staff:
        if staff.group in clubs and staff.role == "lead":
            number = ways[staff.group]
            for slot in staff.slots or clubs[staff.group].slots:
                at = rows.ways[number].slots.index(slot)
                values[rows.leads[number][at][staff.adult]] += 1
    return values


def kept_by(instance: Instance, timetable: Timetable) -> None:
    """Insist that a lawful timetable keeps every row, and measures as its columns."""
    policy = Policy.of(instance)
    assert not broken(audit(instance, timetable, policy))
    rows = Rows(World(instance, policy))
    values = said_of(rows, timetable)
    for value, most in zip(values, rows.upper, strict=True):
        assert 0 <= value <= most
    for row in rows.rows:
        terms = zip(row.columns, row.values, strict=True)
        total = sum(values[column] * value for column, value in terms)
        assert total == row.high if row.equal else total <= row.high, row
    for goal in seat_goals_in([*policy.goal_order(), "seats_given"]):
        gained = sum(values[c] * gain for c, gain in rows.goal(goal).items())
        assert gained == MEASURES[goal].measure(instance, timetable, policy)


@pytest.mark.parametrize(
    ("size", "seed"), [*(("XS", seed) for seed in range(1, 13)), ("M", 1), ("M", 2)]
)
def test_a_planted_week_keeps_every_row(size: Size, seed: int) -> None:
    planted = generate(size, seed)
    kept_by(planted.instance, planted.timetable)


def test_weeks_with_a_bit_of_everything_keep_every_row() -> None:
    kept_by(full_instance(), full_timetable())
    kept_by(*shared_dance())
    kept_by(w.world(), w.lawful())
    kept_by(w.two_campuses(), w.lawful_two())


def test_an_adult_who_may_only_take_the_post_does_not_count_against_the_clubs() -> None:
    """S1 is free in no slot, yet stands at the gate: the staff row must know."""
    gate = w.changed(w.S1, free=())
    kept_by(w.world(adults=w.replaced(w.ADULTS, gate)), w.lawful())


def test_a_tiny_school_at_its_best_keeps_every_row() -> None:
    for instance in schools(range(400, 412)):
        outcome = solve(instance, Settings(seconds=10, workers=1))
        if isinstance(outcome, Found):
            kept_by(instance, outcome.timetable)
            stands(instance, outcome)


def test_each_goal_is_bounded_with_the_goals_before_it_kept() -> None:
    made = certified(full_instance(), full_timetable())
    names = [goal.name for goal in made.goals]
    assert names == goals_of(full_instance())
    for place, goal in enumerate(made.goals):
        before = made.goals[:place]
        assert goal.kept == tuple((one.name, one.value) for one in before)
        assert goal.gap == goal.bound - goal.value >= 0
    assert fits(made, full_instance(), full_timetable(), Policy.of(full_instance()))


def shared_dance() -> tuple[Instance, Timetable]:
    """Nobody can lead both meetings of dance; two adults share it."""
    monday = w.teacher("T6", clubs=("dance",), care="none", free=("mon-1",))
    tuesday = w.teacher("T7", clubs=("dance",), care="none", free=("tue-1",))
    others = tuple(
        w.changed(one, clubs=()) if one.clubs is None else one for one in w.ADULTS
    )
    dancers = tuple(w.pupil(name, "1-1", "dance") for name in ("p10", "p11"))
    instance = w.world(
        pupils=(*w.PUPILS, *dancers),
        clubs=(*w.CLUBS, w.club("dance", meetings_per_week=2)),
        rooms=(*w.ROOMS, w.room("studio")),
        adults=(*others, monday, tuesday),
    )
    dance = w.meeting(
        "dance", "mon-1", "tue-1", room="studio", lead="T6", seats=("p10", "p11")
    )
    staff = (
        Staff(adult="T6", group="dance", slots=("mon-1",)),
        Staff(adult="T7", group="dance", slots=("tue-1",)),
    )
    shared = dance.model_copy(update={"staff": staff})
    return instance, w.together(w.lawful(), shared)


def test_a_club_whose_meetings_have_different_leads_counts_too() -> None:
    instance, timetable = shared_dance()
    policy = Policy.of(instance)
    assert not broken(audit(instance, timetable, policy))
    made = certified(instance, timetable)
    reached = {goal.name: goal for goal in made.goals}["wishes_met_2"]
    assert reached.value >= 4
    assert reached.bound >= reached.value


def test_a_small_answer_is_proved_by_search_and_certified_as_well() -> None:
    answer = found(w.world())
    assert answer.uncertified is None
    assert answer.certificate is not None
    bounds = answer.certificate.bounds()
    for goal in answer.goals:
        if goal.name in bounds:
            assert goal.bound is not None
            assert goal.value <= goal.bound <= bounds[goal.name]
    stands(w.world(), answer)


def test_where_weeks_differ_there_is_no_certificate_and_it_is_said_why() -> None:
    busy = w.changed(
        w.T1, duties=(*w.T1.duties, w.duty(1, "07:00", "07:30", weeks="odd"))
    )
    instance = w.world(adults=w.replaced(w.ADULTS, busy))
    answer = found(instance)
    assert answer.certificate is None
    assert answer.uncertified is not None
    assert "odd and even" in answer.uncertified.en


def test_without_a_goal_about_seats_there_is_no_certificate() -> None:
    answer = found(w.world(goals=("cost_fen",)))
    assert answer.certificate is None
    assert answer.uncertified is not None
    assert "no goal" in answer.uncertified.en


def test_without_the_rules_the_rows_need_there_is_no_certificate() -> None:
    class Lax(Policy):
        def rules(self) -> frozenset[str]:
            return super().rules() - {"club_seats"}

    instance = w.world()
    lax = Lax(Policy.of(instance).rulebooks, instance.week_of)
    why = why_no_certificate(instance, w.lawful(), lax, goals_of(instance))
    assert why is not None
    assert "club_seats" in why.en


def test_with_no_time_left_there_is_none() -> None:
    policy = Policy.of(w.world())
    budget = Budget(Settings(seconds=1, workers=2))
    goals = goals_of(w.world())
    assert certify(w.world(), policy, w.lawful(), goals, budget, 0.0) is None
    budget.stop.set()
    assert certify(w.world(), policy, w.lawful(), goals, budget, 60.0) is None


def test_a_week_better_than_its_bound_is_our_defect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Program, "proof", lambda *_: (-1, ()))
    with pytest.raises(DefectError, match="above its bound"):
        certified(w.world(), w.lawful())


def small_matrix() -> Matrix:
    """Say that x + y <= 1 and x - y = 0."""
    return Matrix(
        rows=np.array([0, 0, 1, 1]),
        columns=np.array([0, 1, 0, 1]),
        values=np.array([1, 1, 1, -1]),
        high=np.array([1, 0]),
        equal=np.array([False, True]),
    )


def test_any_multipliers_of_the_right_sign_give_a_true_bound() -> None:
    matrix, upper = small_matrix(), np.array([1, 1])
    goal = {0: 3, 1: 1}  # the optimum is 2, at x = y = 1/2
    draw = np.random.default_rng(1)
    for _ in range(200):
        wanted = draw.normal(scale=3.0, size=2)
        times = numerators(wanted, matrix)
        assert times[0] >= 0
        said = bound(matrix, times, goal, upper)
        y, z = (Fraction(int(one), DENOMINATOR) for one in times)
        exact = y + max(0, 3 - y - z) + max(0, 1 - y + z)
        assert said == math.floor(exact) >= 2
    tight = numerators(np.array([2.0, 1.0]), matrix)
    assert bound(matrix, tight, goal, upper) == 2


def test_numbers_too_large_for_64_bits_are_added_up_all_the_same() -> None:
    matrix, upper = small_matrix(), np.array([1, 1])
    huge = 10**15
    times = numerators(np.array([2.0 * huge, 1.0 * huge]), matrix)
    goal = {0: 3 * huge, 1: huge}
    y, z = (Fraction(int(one), DENOMINATOR) for one in times)
    exact = y + max(0, 3 * huge - y - z) + max(0, huge - y + z)
    assert bound(matrix, times, goal, upper) == math.floor(exact) >= 2 * huge


def test_a_better_bound_replaces_a_worse_one_and_no_other() -> None:
    def goal(name: str, bound: int | None, **changes: str) -> GoalResult:
        told = {"name": name, "value": 5, "bound": bound, "seconds": 0.0, **changes}
        return GoalResult(proved=bound == 5, **told)

    proofs = tuple(
        GoalCertificate(name, 5, most, (), ())
        for name, most in (("a", 5), ("b", 7), ("c", 7))
    )
    before = (
        goal("a", None),
        goal("b", 6),
        goal("c", 5, holds="club_groups_fixed"),
        goal("d", 9),
    )
    after = bounded(before, Certificate(DENOMINATOR, proofs))
    assert [one.bound for one in after] == [5, 6, 7, 9]
    assert [one.proved for one in after] == [True, False, False, False]
    assert [one.holds for one in after] == ["everywhere"] * 4
    assert bounded(before, None) == before


def test_a_stopped_search_still_bounds_what_it_reached() -> None:
    planted = generate("XS", 2)
    outcome = solve(planted.instance, Settings(seconds=3, workers=1))
    assert isinstance(outcome, Found)
    assert outcome.certificate is not None
    for goal in outcome.certificate.goals:
        measured = MEASURES[goal.name].measure(
            planted.instance, outcome.timetable, Policy.of(planted.instance)
        )
        assert goal.value == measured <= goal.bound
    stands(planted.instance, outcome)
