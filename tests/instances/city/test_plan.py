"""The plan of the city adds up to the recipe, whatever the seed."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehou_instances.city import CityPlan, liuzhou, plan_city, sums
from kehou_instances.city.recipe import Spread
from kehou_instances.city.spreading import (
    apportioned,
    beta,
    chosen_evenly,
    evenly,
    some_of,
)
from kehou_instances.ladder.draws import Draws
from kehou_solver.domain import Hardship, SchoolKind
from tests.instances.city.cities import double_booked, planned, schools

TOLERANCE = liuzhou().number("tolerance")
SEEDS = range(4)


def faults(plan: CityPlan) -> list[str]:
    """Say where a plan is not what the recipe asks for."""
    recipe, found = liuzhou(), []
    if len(plan.communities) != recipe.count("communities"):
        found.append(f"{len(plan.communities)} communities")
    for tier in sums(plan.communities, recipe):
        if tier.schools != recipe.count("schools", tier.tier):
            found.append(f"{tier.tier}: {tier.schools} schools")
        mean = recipe.spread("classes", tier.tier).mean or 0
        allowed = TOLERANCE * (3 if tier.tier == "village" else 1)
        for what, seen, wanted in (
            ("pupils", tier.pupils, tier.pupils_in_recipe),
            ("classes", tier.classes, mean * tier.schools),
        ):
            if abs(seen / wanted - 1) > allowed:
                found.append(f"{tier.tier}: {seen} {what}, {wanted} in the recipe")
    if abs(plan.pupils / 467_000 - 1) > TOLERANCE:
        found.append(f"{plan.pupils} pupils")
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sums_are_those_of_the_recipe(seed: int) -> None:
    assert faults(planned(seed)) == []


@given(st.integers(0, 2**31 - 1))
@settings(max_examples=6)
def test_no_seed_makes_another_kind_of_city(seed: int) -> None:
    plan = plan_city(seed)
    assert faults(plan) == []
    assert double_booked(plan) == []


def test_the_same_seed_gives_the_same_plan_and_another_one_another() -> None:
    assert plan_city(1).model_dump_json() == planned(1).model_dump_json()
    assert planned(1).communities != planned(2).communities


def test_a_plan_survives_a_file() -> None:
    text = planned(0).model_dump_json()
    assert CityPlan.model_validate_json(text) == planned(0)


@pytest.mark.parametrize("seed", SEEDS)
def test_schools_are_as_big_as_their_tier_allows(seed: int) -> None:
    recipe = liuzhou()
    for school in schools(seed):
        classes = recipe.spread("classes", school.tier)
        size = recipe.spread("class_size", school.tier)
        assert classes.low <= sum(school.classes) <= classes.high
        assert size.low - 0.5 <= school.pupils / sum(school.classes) <= size.high + 0.5
        assert max(school.classes) - min(school.classes) <= 1
    codes = [school.code for school in schools(seed)]
    assert codes == [f"s{number:03d}" for number in range(1, 626)]


def test_a_third_of_the_children_is_in_junior_school() -> None:
    junior = [s.pupils for s in schools(0) if s.kind is SchoolKind.JUNIOR]
    assert sum(junior) == pytest.approx(150_000, rel=0.03)
    teachers = sum(school.own_teachers for school in schools(0))
    assert teachers == pytest.approx(18_300 + 11_100, rel=0.06)


def test_six_urban_primaries_in_ten_belong_to_groups() -> None:
    sizes = defaultdict(list)
    for community in planned(0).communities:
        sizes[community.kind].append(len(community.schools))
    assert sizes["urban_primary_alone"] == [1] * 48
    assert sum(sizes["urban_primary_group"]) == 72
    assert set(sizes["urban_primary_group"]) == {3, 4, 5}
    assert sizes["urban_junior_alone"] == [1] * 20
    assert len(sizes["rural"]) == 43


def test_every_place_has_the_kind_of_community_it_should() -> None:
    residents = liuzhou().quantity["residents"].value
    assert isinstance(residents, dict)
    places = defaultdict(Counter)
    for community in planned(0).communities:
        places["county" if community.kind == "rural" else "district"][
            community.district
        ] += 1
    for kind, people in residents.items():
        assert isinstance(people, dict)
        assert set(places[kind]) == set(people)
    assert places["county"]["rongshui"] > places["county"]["rongan"]


@pytest.mark.parametrize("seed", SEEDS)
def test_only_weak_schools_of_a_community_borrow(seed: int) -> None:
    for community in planned(seed).communities:
        weak = [school for school in community.schools if school.weak]
        strong = [school for school in community.schools if not school.weak]
        assert strong
        assert bool(weak) == (len(community.schools) > 1)
        assert all(school.lent > 0 for school in weak)
        assert not any(school.lent for school in strong)
        if community.kind == "rural":
            assert {school.tier for school in strong} == {"county_town"}
        elif weak:
            most = max(school.pupils for school in weak)
            assert most <= min(school.pupils for school in strong)


def test_sport_art_and_music_are_scarcer_in_towns() -> None:
    per_class = {}
    for tier in liuzhou().numbers("schools"):
        mine = [school for school in schools(0) if school.tier == tier]
        classes = sum(sum(school.classes) for school in mine)
        per_class[tier] = sum(school.specialists["pe"] for school in mine) / classes
        assert all(len(set(school.specialists.values())) == 1 for school in mine)
    assert per_class["urban_primary"] == pytest.approx(1 / 12, rel=0.05)
    assert per_class["county_town"] == pytest.approx(1 / 18, rel=0.1)
    assert per_class["township"] < per_class["county_town"]
    assert per_class["village"] == 0


def test_rates_are_drawn_as_the_recipe_says() -> None:
    urban = [s for s in schools(0) if s.tier == "urban_primary"]
    rural = [s for s in schools(0) if s.tier in ("township", "village")]

    def mean(rates: list[float]) -> float:
        return sum(rates) / len(rates)

    assert mean([s.participation for s in urban]) == pytest.approx(0.955, abs=0.005)
    assert mean([s.participation for s in rural]) == pytest.approx(0.90, abs=0.005)
    within = [0.85 <= s.participation <= 0.95 for s in rural]
    assert sum(within) / len(within) > 0.93
    for mine, kind, low, high in (
        (urban, Hardship.MIGRANT, 0.15, 0.35),
        (rural, Hardship.LEFT_BEHIND, 0.10, 0.40),
        (urban + rural, Hardship.LOW_INCOME, 0.05, 0.20),
        (urban + rural, Hardship.DISABLED, 0.008, 0.008),
        (urban + rural, Hardship.OTHER, 0.02, 0.02),
    ):
        rates = [school.hardship[kind] for school in mine]
        assert low <= min(rates) <= max(rates) <= high
        assert mean(rates) == pytest.approx((low + high) / 2, rel=0.1)


@given(
    st.floats(0, 50),
    st.floats(1, 50),
    st.floats(0.1, 0.9),
    st.integers(1, 300),
    st.integers(0, 10_000),
)
def test_numbers_drawn_evenly_keep_their_range_and_their_mean(
    low: float, width: float, at: float, count: int, seed: int
) -> None:
    spread = Spread.model_validate(
        {"from": low, "to": low + width, "mean": low + at * width}
    )
    drawn = evenly(spread, count, Draws(seed))
    assert len(drawn) == count
    assert all(low <= number <= low + width + 1e-9 for number in drawn)
    if count >= 20:
        mean = sum(drawn) / count
        assert abs(mean - (low + at * width)) <= 1.5 * width / count**0.5


@given(st.lists(st.floats(0.1, 9), min_size=1, max_size=30), st.integers(0, 500))
def test_what_is_apportioned_adds_up(weights: list[float], total: int) -> None:
    parts = apportioned(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1


@given(st.integers(1, 200), st.data())
def test_positions_chosen_evenly_are_different(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, of))
    chosen = chosen_evenly(count, of)
    assert len(set(chosen)) == count
    assert set(chosen) <= set(range(of))


def test_the_beta_law_has_its_mean_and_width() -> None:
    draws = Draws(8)
    rates = [beta(0.9, 150, draws) for _ in range(400)]
    mean = sum(rates) / len(rates)
    variance = sum((rate - mean) ** 2 for rate in rates) / len(rates)
    assert mean == pytest.approx(0.9, abs=0.005)
    assert variance**0.5 == pytest.approx((0.9 * 0.1 / 151) ** 0.5, rel=0.15)
    assert sum(some_of(10, 0.3, draws)) == 3
