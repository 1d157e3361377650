"""Prices promise at least what a change brings, and nothing where nothing changes."""

from collections.abc import Iterator

import pytest

from kehou_solver.domain import Instance
from kehou_solver.policy import Policy
from kehou_solver.search.bounds import seat_goals_in
from kehou_solver.search.priority.pricing import Pricing
from tests.solver import worlds as w
from tests.solver.search.random_weeks import best_in_order, schools

CLOSE = 1e-5


def changes(instance: Instance) -> Iterator[Instance]:
    """One more adult, one more room, one more parallel group of each club."""
    adult = instance.adults[0].model_copy(update={"id": "new", "duties": ()})
    yield instance.model_copy(update={"adults": (*instance.adults, adult)})
    room = instance.rooms[0].model_copy(update={"id": "new", "closed": ()})
    yield instance.model_copy(update={"rooms": (*instance.rooms, room)})
    clubs = tuple(
        club.model_copy(update={"parallel_groups": club.parallel_groups + 1})
        for club in instance.clubs
    )
    yield instance.model_copy(update={"clubs": clubs})


@pytest.mark.parametrize("part", range(3))
def test_no_change_brings_more_than_was_promised(part: int) -> None:
    """Promise, relaxation solved again, and the true optimum of each tiny school."""
    gained = 0
    for instance in schools(range(part * 16, part * 16 + 16)):
        policy = Policy.of(instance)
        goals = seat_goals_in(policy.goal_order())
        best = best_in_order(instance, goals)
        if best is None:
            continue
        pricing = Pricing(instance, policy, dict(zip(goals, best, strict=True)))
        assert tuple(pricing.bounds) == tuple(goals)
        for price in pricing.of(instance):
            assert price.promised == pytest.approx(0, abs=CLOSE)
        for changed in changes(instance):
            prices = pricing.of(changed, solved=True)
            for price in prices:
                assert price.program is not None
                assert price.promised >= price.program - CLOSE, price
                assert price.program >= -CLOSE, "more of anything allows no less"
            after = best_in_order(changed, goals)
            assert after is not None
            for price, was, now in zip(prices, best, after, strict=True):
                if was != now:  # goals after this one are bounded for other values
                    most = pricing.bounds[price.goal] + price.promised
                    assert was < now <= most + CLOSE
                    gained += 1
                    break
    assert gained, "nothing was ever gained: the test says nothing"


def test_money_has_a_price_where_it_is_what_is_missing() -> None:
    """Another hundred yuan lets one more paid lesson be given."""
    instance = _poor(ceiling=0)
    policy = Policy.of(instance)
    goals = seat_goals_in(policy.goal_order())
    best = best_in_order(instance, goals)
    assert best is not None
    pricing = Pricing(instance, policy, dict(zip(goals, best, strict=True)))
    prices = pricing.of(_poor(ceiling=10_000), solved=True)
    assert any(one.promised > 0 for one in prices)
    after = best_in_order(_poor(ceiling=10_000), goals)
    assert after is not None
    assert sum(after) > sum(best)


def _poor(ceiling: int) -> Instance:
    """A school whose only chess lead is paid from outside."""
    school = w.EAST.model_copy(
        update={
            "money": w.EAST.money.model_copy(update={"external_ceiling_fen": ceiling})
        }
    )
    return w.world(schools=(school,))
