"""An exchange is tried quickly, and judged as the checks and the measures judge it."""

import random
from collections.abc import Iterator

import pytest

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, Seat, Timetable
from kehou_solver.fairness.confirm import SEAT_RULES, keeps_every_rule
from kehou_solver.fairness.exchange import Exchange
from kehou_solver.fairness.seating import Seating
from kehou_solver.fairness.worth import SEAT_GOALS
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from tests.solver.fairness.planted import awkward_school, school
from tests.verifier.weeks import full_instance, full_timetable

PEOPLE_AND_ROOMS = {
    "vendor_lessons",
    "specialist_lessons",
    "group_teacher_lessons",
    "cost_fen",
    "load_range",
    "load_squares",
    "late_evenings",
    "late_starts_denied",
    "time_bank_over",
    "duty_minutes_peak",
    "homeroom_care",
    "taught_care",
    "afternoon_gaps",
    "room_moves",
}


def exchanges(seating: Seating, chance: random.Random, few: int) -> Iterator[Exchange]:
    """Yield random exchanges, sensible and absurd ones."""
    pupils = [pupil.id for pupil in seating.instance.pupils]
    for _ in range(few):
        group = chance.choice(sorted(seating.meetings))
        pupil = chance.choice([p for p in pupils if group not in seating.of(p)])
        wished = [
            p
            for p in pupils
            if seating.meetings[group].club.id in seating.index.pupils[p].wishes
            and group not in seating.of(p)
        ]
        if wished and chance.random() < 0.8:
            pupil = chance.choice(wished)
        given_up = chance.choice([None, *sorted(seating.of(pupil))])
        inside = sorted(seating.seats[group])
        of = chance.choice([None, *inside * 3])
        can_return = of is not None and given_up is not None
        back = can_return and chance.random() < 0.5
        yield Exchange(pupil, group, of, given_up, back)


def by_hand(timetable: Timetable, exchange: Exchange) -> Timetable:
    """Carry out an exchange without the code under test."""
    taken = {(exchange.of, exchange.group), (exchange.pupil, exchange.instead_of)}
    given = [(exchange.pupil, exchange.group)]
    if exchange.back and exchange.of is not None and exchange.instead_of is not None:
        given.append((exchange.of, exchange.instead_of))
    kept = [s for s in timetable.seats if (s.pupil, s.group) not in taken]
    new = [Seat(pupil=pupil, group=group) for pupil, group in given]
    return timetable.model_copy(update={"seats": (*kept, *new)})


def test_every_goal_is_known_to_move_with_seats_or_not() -> None:
    assert set(MEASURES) <= SEAT_GOALS | PEOPLE_AND_ROOMS


WEEKS = [
    *(pytest.param(*school(seed), id=f"plain {seed}") for seed in range(3)),
    *(pytest.param(*awkward_school(seed), id=f"awkward {seed}") for seed in range(5)),
    pytest.param(full_instance(), full_timetable(), id="a bit of everything"),
]


@pytest.mark.parametrize(("instance", "timetable"), WEEKS)
def test_an_exchange_is_allowed_exactly_if_the_judge_finds_nothing(
    instance: Instance, timetable: Timetable
) -> None:
    policy = Policy.of(instance)
    assert not broken(audit(instance, timetable, policy))
    chance = random.Random(7)  # noqa: S311 - a test, no secret
    seating = Seating(instance, timetable, policy)
    seen = {True: 0, False: 0}
    for exchange in exchanges(seating, chance, 150):
        exchanged = by_hand(timetable, exchange)
        findings = broken(audit(instance, exchanged, policy))
        assert seating.allows(exchange) == (not findings), (exchange, findings)
        assert {finding.rule for finding in findings} <= SEAT_RULES
        assert keeps_every_rule(instance, exchanged, policy) == (not findings)
        seen[not findings] += 1
    assert seen[False]
    assert seen[True] or instance.id == "tiny"  # too full for any


@pytest.mark.parametrize(("instance", "timetable"), WEEKS)
def test_the_gain_of_an_exchange_is_what_the_goals_measure(
    instance: Instance, timetable: Timetable
) -> None:
    policy = Policy.of(instance)
    seating = Seating(instance, timetable, policy)
    order = seating.worth.order

    def measured(one: Timetable) -> list[int]:
        return [
            MEASURES[goal].measure(instance, one, policy)
            * (1 if MEASURES[goal].seek == "max" else -1)
            for goal in order
        ]

    before = measured(timetable)
    chance = random.Random(11)  # noqa: S311 - a test, no secret
    for exchange in exchanges(seating, chance, 80):
        if exchange.back and exchange.instead_of in seating.of(exchange.of or ""):
            continue  # two seats in one group: never lawful, never weighed
        after = measured(by_hand(timetable, exchange))
        gain = tuple(b - a for a, b in zip(before, after, strict=True))
        assert seating.gain(exchange) == gain, exchange


@pytest.mark.parametrize(("instance", "timetable"), WEEKS)
def test_exchanges_add_up(instance: Instance, timetable: Timetable) -> None:
    policy = Policy.of(instance)
    seating = Seating(instance, timetable, policy)
    chance = random.Random(3)  # noqa: S311 - a test, no secret
    for exchange in exchanges(seating, chance, 200):
        if seating.allows(exchange):
            fresh = Seating(instance, seating.timetable(), policy)
            assert fresh.allows(exchange)
            assert fresh.gain(exchange) == seating.gain(exchange)
            timetable = by_hand(timetable, exchange)
            seating.make(exchange)
            assert set(seating.timetable().seats) == set(timetable.seats)
