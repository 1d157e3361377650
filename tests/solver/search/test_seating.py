"""Seats for given groups are the best there are, goal by goal in strict order.

Weights are used on the way; here every small case is compared with trying everything.
"""

import random
from itertools import product

import pytest

from kehou_solver.domain.answer import Settings
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Hardship
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.budget import Budget
from kehou_solver.search.formulation import Admission
from kehou_solver.search.plan import Way, ways_of
from kehou_solver.search.seating import seat
from tests.solver.worlds import CLUBS, PUPILS, changed, club, pupil, world

CASES = 500
PARTS = 10
TIERS = (1, 2, 3)


def random_world(rng: random.Random) -> Instance:
    """Six or seven children, three clubs, everything that decides seats drawn."""
    clubs = tuple(
        changed(
            one,
            seats=rng.randint(1, 4),
            min_enrolment=rng.randint(0, 2),
            from_grade=1,
        )
        for one in (*CLUBS, club("paint", room_features=()))
    )
    names = [one.id for one in clubs]
    pupils = []
    for old in (*PUPILS, pupil("p7", "3-1")):
        wishes = rng.sample(names, rng.randint(0, 2))
        pupils.append(
            changed(
                old,
                wishes=tuple(wishes),
                clubs_per_week=rng.randint(0, 2),
                hardship=(Hardship.LOW_INCOME,) if rng.random() < 0.3 else (),
            )
        )
    return world(clubs=clubs, pupils=tuple(pupils))


def values(
    policy: Policy, world_: World, ways: list[Way], seats: set[tuple[str, int]]
) -> tuple[int, ...]:
    """Count the six seat goals from the words of docs/rules-and-goals.md."""
    longest = max(len(one.wishes) for one in world_.instance.pupils)
    result = []
    for tier in TIERS:
        mine = [
            (one, way)
            for one, way in seats
            if policy.tier_of(world_.pupils[one], world_.grade_of(world_.pupils[one]))
            == tier
        ]
        result.append(len({one for one, _ in mine}))
        result.append(
            sum(
                longest - world_.pupils[one].wishes.index(ways[way].club)
                for one, way in mine
            )
        )
    return tuple(result)


def best_by_trying(
    policy: Policy, world_: World, ways: list[Way]
) -> tuple[int, ...] | None:
    """Try every set of seats; None if no set keeps the minimum enrolments."""
    options = []
    for one in world_.instance.pupils:
        may = [n for n, way in enumerate(ways) if one.id in way.pupils]
        options.append(
            [
                [(one.id, n) for n, sits in zip(may, picked, strict=True) if sits]
                for picked in product((False, True), repeat=len(may))
                if sum(picked) <= one.clubs_per_week
                and keeps_homework(world_, one.id, ways, may, picked)
            ]
        )
    best: tuple[int, ...] | None = None
    for chosen in product(*options):
        seats = {pair for pairs in chosen for pair in pairs}
        sizes = [sum(n == number for _, n in seats) for number in range(len(ways))]
        if all(
            way.least <= size <= way.seats
            for way, size in zip(ways, sizes, strict=True)
        ):
            reached = values(policy, world_, ways, seats)
            best = reached if best is None else max(best, reached)
    return best


def keeps_homework(
    world_: World,
    one: str,
    ways: list[Way],
    may: list[int],
    picked: tuple[bool, ...],
) -> bool:
    """Say whether every attended day keeps a slot for homework (grade 3 and up)."""
    who = world_.pupils[one]
    held = [
        slot
        for n, sits in zip(may, picked, strict=True)
        if sits
        for slot in ways[n].slots
    ]
    if len(set(held)) < len(held):
        return False
    if not who.homework or world_.grade_of(who) < 3:
        return True
    for weekday in (1, 2):
        attended = [
            s for s in world_.attended(who) if world_.slots[s].weekday == weekday
        ]
        if attended and all(slot in held for slot in attended):
            return False
    return True


@pytest.mark.parametrize("part", range(PARTS))
def test_no_lower_goal_ever_outweighs_a_higher_one(part: int) -> None:
    compared = 0
    for number in range(part, CASES, PARTS):
        rng = random.Random(number)  # noqa: S311
        instance = random_world(rng)
        policy = Policy.of(instance)
        world_ = World(instance, policy)
        every = ways_of(world_, Admission(instance, policy))
        by_club: dict[str, list[Way]] = {}
        for way in every:
            by_club.setdefault(way.club, []).append(way)
        ways = [rng.choice(by_club[name]) for name in sorted(by_club)]
        if not ways:
            continue
        goals = [g for g in policy.goal_order() if g.startswith("wish")]
        budget = Budget(Settings(seconds=30, workers=1))
        seats = seat(world_, ways, [1] * len(ways), goals, budget, 5.0)
        found = {
            (one.pupil, next(n for n, w in enumerate(ways) if w.club == one.group.club))
            for one in seats
        }
        best = best_by_trying(policy, world_, ways)
        if best is None:
            assert not found
            continue
        assert values(policy, world_, ways, found) == best, number
        compared += 1
    assert compared > CASES // PARTS // 2
