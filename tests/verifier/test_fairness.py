"""Envy and ties: the verifier sees what the package sees, and every planted swap."""

import random
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from typing import Any

import pytest

from kehou_solver.domain import Instance, Timetable
from kehou_solver.fairness import envies, ranks_of, settled_by_lot, unlucky
from kehou_solver.fairness.confirm import exchanged, keeps_every_rule
from kehou_solver.fairness.exchange import Exchange
from kehou_solver.fairness.seating import Seating
from kehou_solver.policy import Policy
from tests.solver.fairness.planted import awkward_school, school
from tests.verifier.loaded import verifier
from tests.verifier.weeks import Documents, documents, failing, raw, sealed

FAIR = {"free_of_envy", "settled_by_draw"}


@cache
def settled(seed: int, size: str = "XS") -> tuple[Instance, Timetable]:
    """Return a generated school and its planted week, made fair."""
    instance, timetable = school(seed, size)
    return instance, settled_by_lot(instance, timetable, Policy.of(instance))


@cache
def told(seed: int, size: str = "XS") -> Documents:
    """Return the documents of a fair week."""
    return documents(*settled(seed, size))


def seats_of(instance: Instance, timetable: Timetable) -> Any:
    """Return the verifier's own view of who sits where."""
    judged = documents(instance, timetable)
    shaped = verifier.Shaped()
    names = ("instance", "timetable", "claims")
    asked = [shaped.read(name, judged[name], name) for name in names]
    sorts = verifier.sorts_of_week(asked[0], asked[1])
    given = (asked[0], asked[1], asked[2]["policy"])
    return verifier.Seats([verifier.Week(*given, sort) for sort in sorts])


def about(findings: Any) -> set[tuple[str, str]]:
    """Return (pupil, group) of every finding."""
    return {
        (one["about"].partition(":")[2], one["en"].partition(":")[0])
        for one in findings
    }


@pytest.mark.parametrize(
    ("instance", "timetable"),
    [
        *(pytest.param(*school(seed), id=f"plain {seed}") for seed in range(3)),
        *(pytest.param(*school(s, odd_even=True), id=f"odd {s}") for s in range(2)),
        *(pytest.param(*awkward_school(s), id=f"awkward {s}") for s in range(4)),
        pytest.param(*school(0, "M"), id="a school of 1,350"),
    ],
)
def test_the_verifier_finds_the_same_envy_and_the_same_ties(
    instance: Instance, timetable: Timetable
) -> None:
    policy = Policy.of(instance)
    seats = seats_of(instance, timetable)
    if len(instance.pupils) > 1000:  # confirming each of hundreds would take minutes
        timetable = settled_by_lot(instance, timetable, policy)
        seats = seats_of(instance, timetable)
    assert about(seats.envied()) == {
        (one.pupil, one.group) for one in envies(instance, timetable, policy)
    }
    assert about(seats.against_the_draw()) == {
        (one.pupil, one.group) for one in unlucky(instance, timetable, policy)
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_fair_week_is_claimed_to_be_fair_and_accepted(seed: int) -> None:
    instance, _ = settled(seed)
    fairness = told(seed)["claims"]["fairness"]
    assert instance.draw is not None
    assert fairness == {
        "checked": True,
        "envy": 0,
        "draw": instance.draw.model_dump(mode="json"),
    }
    assert failing(told(seed)) == set()


def test_nothing_is_claimed_of_an_unfair_week_and_nothing_judged() -> None:
    unfair = documents(*school(0))
    assert unfair["claims"]["fairness"] is None
    lines = {x["name"]: x for x in verifier.judge(raw(unfair))}
    assert {lines[name]["verdict"] for name in FAIR} == {"not_asked"}
    assert failing(unfair) == set()


def test_claims_written_before_there_was_fairness_are_still_read() -> None:
    old = deepcopy(told(0))
    del old["claims"]["fairness"]
    del old["instance"]["draw"]
    assert failing(sealed(old)) == set()


def test_a_fair_claim_of_an_unfair_week_is_found_out() -> None:
    unfair = documents(*school(0))
    unfair["claims"]["fairness"] = deepcopy(told(0)["claims"]["fairness"])
    assert failing(unfair) == FAIR


def test_without_a_draw_no_tie_is_called_settled() -> None:
    instance, timetable = settled(0)
    undrawn = documents(instance.model_copy(update={"draw": None}), timetable)
    assert undrawn["claims"]["fairness"]["draw"] is None
    lines = {x["name"]: x["verdict"] for x in verifier.judge(raw(undrawn))}
    assert lines["free_of_envy"] == "kept"
    assert lines["settled_by_draw"] == "not_asked"


@pytest.mark.parametrize(
    ("claim", "value", "fails"),
    [
        ("checked", False, "free_of_envy"),
        ("envy", 1, "free_of_envy"),
        ("draw", None, "settled_by_draw"),
    ],
)
def test_a_claim_that_says_less_is_no_claim(
    claim: str, value: object, fails: str
) -> None:
    doctored = deepcopy(told(0))
    doctored["claims"]["fairness"][claim] = value
    assert failing(doctored) == {fails}


def test_another_seed_or_a_late_applicant_is_found_out() -> None:
    other = deepcopy(told(0))
    for place in (other["instance"]["draw"], other["claims"]["fairness"]["draw"]):
        place["seed"] = "another"
    assert failing(sealed(other)) == {"settled_by_draw"}
    late = deepcopy(told(0))
    pupil = next(p for p in late["instance"]["pupils"] if p["wishes"] and p["consent"])
    late["instance"]["pupils"].append({**pupil, "id": "zz", "weekdays": []})
    assert failing(sealed(late)) == {"list_hash"}


def swaps(
    instance: Instance, timetable: Timetable, chance: random.Random, ties: bool
) -> Iterator[Timetable]:
    """Give seats to children with a worse claim, lawfully, in random order.

    A seat goes from a child to one of a later tier (or, for ties, of the same tier and
    with a worse draw), who may give up a seat for it; the first may get that one.
    """
    seating = Seating(instance, timetable, Policy.of(instance))
    rank, tier = ranks_of(instance), seating.worth.tier
    taken = [(x.pupil, x.group) for x in timetable.seats]
    chance.shuffle(taken)
    for robbed, group in taken:
        club = seating.meetings[group].club.id
        wishing = [p.id for p in instance.pupils if club in p.wishes]
        chance.shuffle(wishing)
        for thief in wishing:
            tied = tier(thief) == tier(robbed)
            unlucky = tied and rank.get(thief, 0) > rank[robbed]
            if group in seating.of(thief) or not (
                unlucky if ties else tier(thief) > tier(robbed)
            ):
                continue
            for given_up in (None, *sorted(seating.of(thief))):
                for back in (False, True) if given_up else (False,):
                    swap = Exchange(thief, group, robbed, given_up, back)
                    fits = robs_a_tie if ties else robs_an_earlier_child
                    if seating.allows(swap) and fits(seating, swap):
                        yield exchanged(timetable, swap)


def robs_a_tie(seating: Seating, swap: Exchange) -> bool:
    """Say whether no goal moves and the child who takes the seat is better off."""
    (thief, _) = swap.moves()
    before = seating.of(thief.pupil)
    child = seating.worth.child
    better = child(thief.pupil, thief.after(before)) > child(thief.pupil, before)
    return better and not any(seating.gain(swap))


def robs_an_earlier_child(seating: Seating, swap: Exchange) -> bool:
    """Say whether the child who loses the seat gets nothing as good for it."""
    if not swap.back or swap.of is None or swap.instead_of is None:
        return True
    lost, got = seating.meetings[swap.group], seating.meetings[swap.instead_of]
    points = seating.worth.points
    return points(swap.of, got) < points(swap.of, lost)


@pytest.mark.parametrize(
    ("seed", "size", "few"),
    [*((seed, "XS", 40) for seed in (0, 1, 3, 6, 8)), (0, "M", 2), (1, "M", 2)],
)
@pytest.mark.parametrize("ties", [False, True])
def test_every_planted_swap_is_caught(
    seed: int, size: str, few: int, ties: bool
) -> None:
    instance, fair = settled(seed, size)
    chance = random.Random(seed)  # noqa: S311 - a test, no secret
    planted = list(islice(swaps(instance, fair, chance, ties), few))
    assert planted
    for swapped in planted:
        assert keeps_every_rule(instance, swapped, Policy.of(instance))
        doctored = deepcopy(told(seed, size))
        doctored["timetable"]["seats"] = [
            seat.model_dump(mode="json") for seat in swapped.seats
        ]
        wrong = failing(sealed(doctored))
        assert wrong
        assert wrong <= FAIR
        assert ("settled_by_draw" if ties else "free_of_envy") in wrong
