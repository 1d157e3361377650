"""No justified envy: what is found, what is mended, and what is said."""

from typing import Any

import pytest

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Hardship, Instance, SeatPin, Timetable
from kehou_solver.fairness import envies, without_envy
from kehou_solver.measures import MEASURES, measure_all
from kehou_solver.policy import Policy
from tests.solver import worlds as small
from tests.solver.fairness.by_definition import Page
from tests.solver.fairness.planted import awkward_school, school

Hard = Hardship.LEFT_BEHIND


def found(instance: Instance, timetable: Timetable) -> set[tuple[str, str]]:
    return {
        (envy.pupil, envy.group)
        for envy in envies(instance, timetable, Policy.of(instance))
    }


def mended(instance: Instance, timetable: Timetable) -> Timetable:
    """Remove the envy, and have it judged."""
    policy = Policy.of(instance)
    fair = without_envy(instance, timetable, policy)
    assert not broken(audit(instance, fair, policy))
    assert envies(instance, fair, policy) == ()
    assert fair.model_copy(update={"seats": ()}) == timetable.model_copy(
        update={"seats": ()}
    )
    return fair


def seated(timetable: Timetable, group: str) -> set[str]:
    return {seat.pupil for seat in timetable.seats if seat.group == group}


SCHOOLS = [
    pytest.param(*school(0), id="plain"),
    *(pytest.param(*awkward_school(seed), id=f"awkward {seed}") for seed in range(2)),
]


@pytest.mark.parametrize(("instance", "timetable"), SCHOOLS)
def test_what_is_found_is_what_the_page_defines(
    instance: Instance, timetable: Timetable
) -> None:
    envied = Page(instance, timetable).envied()
    assert envied
    assert found(instance, timetable) == envied


@pytest.mark.parametrize(("instance", "timetable"), SCHOOLS)
def test_a_mended_week_has_no_envy_by_the_words_of_the_page(
    instance: Instance, timetable: Timetable
) -> None:
    assert Page(instance, mended(instance, timetable)).envied() == set()


@pytest.mark.parametrize(("instance", "timetable"), SCHOOLS)
def test_mending_betters_the_goals_in_their_order(
    instance: Instance, timetable: Timetable
) -> None:
    policy = Policy.of(instance)
    before = measure_all(instance, timetable, policy)
    after = measure_all(instance, mended(instance, timetable), policy)
    first = next(goal for goal in before if before[goal] != after[goal])
    better = after[first] > before[first]
    assert better == (MEASURES[first].seek == "max")


@pytest.mark.parametrize("seed", range(6))
def test_goals_in_another_order_are_kept_in_that_order(seed: int) -> None:
    instance, timetable = awkward_school(seed)
    instance = instance.model_copy(update={"goals": ("changes", "wishes_met_3")})
    policy = Policy.of(instance)
    before = measure_all(instance, timetable, policy)
    after = measure_all(instance, mended(instance, timetable), policy)
    assert (-after["changes"], after["wishes_met_3"]) >= (
        -before["changes"],
        before["wishes_met_3"],
    )


def test_a_fair_week_is_returned_as_it_is() -> None:
    instance, timetable = school(0)
    fair = mended(instance, timetable)
    assert without_envy(instance, fair, Policy.of(instance)) is fair


def test_a_school_without_clubs_envies_nobody() -> None:
    instance = small.world(clubs=(), pupils=())
    bare = small.without(small.lawful(), "chess", "robots")
    assert envies(instance, bare, Policy.of(instance)) == ()
    assert without_envy(instance, bare, Policy.of(instance)) is bare


# The default world: chess (p1, p2 of grade 1, p6 of grade 3) is full with three.


def with_third(**changes: Any) -> Instance:
    third = small.pupil("p3", "1-1", "chess", **changes)
    return small.world(pupils=small.replaced(small.PUPILS, third))


def test_a_child_in_hardship_takes_the_seat_of_the_last_in_line() -> None:
    later = small.pupil("p6", "3-1", "chess")
    upper = small.replaced(small.CLASSES, small.homeroom("3-1", 5, room="r3"))
    instance = small.changed(with_third(hardship=(Hard,)), classes=upper)
    assert later in instance.pupils
    assert found(instance, small.lawful()) == {("p3", "chess")}
    assert seated(mended(instance, small.lawful()), "chess") == {"p1", "p2", "p3"}


def test_children_of_one_tier_have_no_claim_to_each_others_seats() -> None:
    assert found(with_third(), small.lawful()) == set()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"consent": None}, id="no consent"),
        pytest.param({"wishes": ()}, id="no wish"),
        pytest.param({"weekdays": (2,)}, id="not there on Mondays"),
        pytest.param({"skips": ("mon-2",)}, id="goes home before the slot"),
        pytest.param({"clubs_per_week": 0}, id="wants no club at all"),
    ],
)
def test_who_could_not_sit_there_has_no_claim(changes: dict[str, Any]) -> None:
    instance = with_third(hardship=(Hard,))
    third = small.changed(next(p for p in instance.pupils if p.id == "p3"), **changes)
    instance = small.world(pupils=small.replaced(instance.pupils, third))
    assert found(instance, small.lawful()) == set()


def test_a_pinned_seat_is_nobody_elses() -> None:
    everybody = tuple(
        SeatPin(kind="seat", pupil=name, club="chess") for name in ("p1", "p2", "p6")
    )
    instance = with_third(hardship=(Hard,))
    assert found(instance, small.lawful()) == {("p3", "chess")}
    pinned = small.changed(instance, pins=everybody)
    assert found(pinned, small.lawful()) == set()
    all_but_one = small.changed(instance, pins=everybody[1:])
    (envy,) = envies(all_but_one, small.lawful(), Policy.of(all_but_one))
    assert envy.of == "p1"


def test_a_free_seat_is_anybodys_who_may_have_it() -> None:
    larger = (small.changed(small.CHESS, seats=4), small.ROBOTS)
    instance = small.changed(with_third(), clubs=larger)
    (envy,) = envies(instance, small.lawful(), Policy.of(instance))
    assert (envy.pupil, envy.of, envy.group) == ("p3", None, "chess")
    assert "空位" in envy.zh
    assert "free seat" in envy.en


def one_club_each() -> tuple[Instance, Timetable]:
    """p5 (hardship) has robots, ranks chess first; p6, who has chess, does not."""
    instance = small.world(
        pupils=small.replaced(
            small.PUPILS,
            small.pupil("p4", "3-1", "robots"),
            small.pupil("p5", "3-1", "chess", "robots", hardship=(Hard,)),
        ),
        clubs=(small.CHESS, small.changed(small.ROBOTS, min_enrolment=1)),
    )
    return instance, small.lawful()


def test_a_child_gives_up_a_lower_wish_for_a_higher() -> None:
    instance, week = one_club_each()
    (envy,) = envies(instance, week, Policy.of(instance))
    assert (envy.pupil, envy.group, envy.instead_of) == ("p5", "chess", "robots")
    assert "p5" in seated(mended(instance, week), "chess")
    assert seated(mended(instance, week), "robots") == {"p4"}


def test_no_group_is_closed_for_a_higher_wish() -> None:
    instance, week = one_club_each()
    closing = small.changed(instance, clubs=small.CLUBS)  # robots needs two children
    assert found(closing, week) == set()


def test_nobody_gives_up_a_higher_wish_for_a_lower() -> None:
    instance, week = one_club_each()
    turned = small.pupil("p5", "3-1", "robots", "chess", hardship=(Hard,))
    turned_world = small.changed(
        instance, pupils=small.replaced(instance.pupils, turned)
    )
    assert found(turned_world, week) == set()


def test_who_may_have_two_clubs_keeps_the_first() -> None:
    instance, week = one_club_each()
    both = small.pupil(
        "p5", "3-1", "chess", "robots", hardship=(Hard,), clubs_per_week=2
    )
    closing = small.changed(
        instance, pupils=small.replaced(instance.pupils, both), clubs=small.CLUBS
    )
    fair = mended(closing, week)
    assert "p5" in seated(fair, "chess") & seated(fair, "robots")


def test_words_about_envy_never_say_why_a_child_comes_first() -> None:
    instance, timetable = school(1)
    for envy in envies(instance, timetable, Policy.of(instance)):
        for words in (envy.zh, envy.en):
            for kind in Hardship:
                assert kind.value not in words
            for secret in ("困难", "残", "留守", "随迁", "低收入", "hardship", "tier"):
                assert secret not in words
