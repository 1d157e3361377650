"""Ties inside a tier fall by the draw, and by nothing else."""

import pytest

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, Timetable
from kehou_solver.fairness import (
    envies,
    ranks_of,
    settled_by_lot,
    unlucky,
    without_envy,
)
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from tests.solver import worlds as small
from tests.solver.fairness.by_definition import Page
from tests.solver.fairness.planted import awkward_school, drawn, school


def against(instance: Instance, timetable: Timetable) -> set[tuple[str, str]]:
    found = unlucky(instance, timetable, Policy.of(instance))
    return {(one.pupil, one.group) for one in found}


def settled(instance: Instance, timetable: Timetable) -> Timetable:
    """Settle the ties, and have the answer judged."""
    policy = Policy.of(instance)
    fair = settled_by_lot(instance, timetable, policy)
    assert not broken(audit(instance, fair, policy))
    assert unlucky(instance, fair, policy) == ()
    assert envies(instance, fair, policy) == ()
    return fair


SCHOOLS = [
    pytest.param(*school(0), id="plain"),
    *(pytest.param(*awkward_school(seed), id=f"awkward {seed}") for seed in range(2)),
]


@pytest.mark.parametrize(("instance", "timetable"), SCHOOLS)
def test_ties_found_are_those_the_page_defines(
    instance: Instance, timetable: Timetable
) -> None:
    expected = Page(instance, timetable).against_the_draw()
    assert expected or instance.published is not None  # published seats break ties
    assert against(instance, timetable) == expected


@pytest.mark.parametrize(("instance", "timetable"), SCHOOLS)
def test_a_settled_week_is_settled_by_the_words_of_the_page(
    instance: Instance, timetable: Timetable
) -> None:
    page = Page(instance, settled(instance, timetable))
    assert page.against_the_draw() == set()
    assert page.envied() == set()


@pytest.mark.parametrize("seed", range(4))
def test_settling_never_makes_a_goal_worse_than_removing_envy_does(seed: int) -> None:
    instance, timetable = school(seed)
    policy = Policy.of(instance)
    fair = without_envy(instance, timetable, policy)
    before = list(measure_all(instance, fair, policy).values())
    after = list(measure_all(instance, settled(instance, fair), policy).values())
    seats = slice(0, 6)  # tier by tier, more is better
    assert after[seats] >= before[seats]
    assert after[6:] == before[6:]


def test_another_seed_gives_seats_to_others() -> None:
    instance, timetable = school(0)
    seats = {
        frozenset(settled(drawn(instance, seed), timetable).seats)
        for seed in ("one", "two", "three")
    }
    assert len(seats) > 1


def test_the_same_seed_gives_the_same_seats_in_the_same_order() -> None:
    instance, timetable = school(1)
    assert settled(instance, timetable) == settled(instance, timetable)


def test_a_settled_week_stays_as_it_is() -> None:
    instance, timetable = school(0)
    fair = settled(instance, timetable)
    assert settled_by_lot(instance, fair, Policy.of(instance)) is fair


def test_without_a_draw_nothing_is_settled_and_nobody_is_unlucky() -> None:
    instance, timetable = school(0)
    undrawn = instance.model_copy(update={"draw": None})
    policy = Policy.of(undrawn)
    assert settled_by_lot(undrawn, timetable, policy) is timetable
    assert unlucky(undrawn, timetable, policy) == ()


# The default world: chess for three; p1, p2 and p6 have it, p3 wishes for it too.


def chess_for_three(seed: str) -> Instance:
    third = small.pupil("p3", "1-1", "chess")
    return drawn(small.world(pupils=small.replaced(small.PUPILS, third)), seed)


def luck(instance: Instance) -> list[str]:
    """Return the children of chess, best draw first."""
    return [p for p in ranks_of(instance) if p in {"p1", "p2", "p3", "p6"}]


@pytest.mark.parametrize("seed", ["a", "b", "c", "d", "e", "f", "g", "h"])
def test_the_worst_draw_goes_without(seed: str) -> None:
    instance = chess_for_three(seed)
    fair = settled(instance, small.lawful())
    seated = {seat.pupil for seat in fair.seats if seat.group == "chess"}
    assert seated == set(luck(instance)[:3])


def test_a_tie_is_told_with_both_draws_and_no_reasons() -> None:
    seed = next(s for s in "abcdefgh" if luck(chess_for_three(s))[3] != "p3")
    instance = chess_for_three(seed)
    (told,) = unlucky(instance, small.lawful(), Policy.of(instance))
    assert (told.pupil, told.group, told.of) == ("p3", "chess", luck(instance)[3])
    rank = ranks_of(instance)
    for words in (told.zh, told.en):
        assert str(rank["p3"]) in words
        assert str(rank[told.of]) in words


def test_two_children_swap_if_each_has_what_the_other_wants() -> None:
    """p5 and p6 rank chess first; who drew worse gets the robots."""

    def both(seed: str) -> Instance:
        names = ("p5", "p6")
        pupils = [small.pupil(name, "3-1", "chess", "robots") for name in names]
        only = small.pupil("p4", "3-1", "robots")
        return drawn(
            small.world(pupils=small.replaced(small.PUPILS, only, *pupils)), seed
        )

    winners = set()
    for seed in "abcdefgh":
        instance = both(seed)
        rank = ranks_of(instance)
        fair = settled(instance, small.lawful())
        chess = {seat.pupil for seat in fair.seats if seat.group == "chess"}
        winner = min(("p5", "p6"), key=rank.__getitem__)
        assert chess == {"p1", "p2", winner}
        winners.add(winner)
    assert winners == {"p5", "p6"}
