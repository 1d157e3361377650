"""Every number is an assumption that says so; what may not be invented is asked for."""

import re

import pytest
from pydantic import ValidationError

from kehou_instances.city import CityInputs, Recipe, generate_city, liuzhou, plan_city
from kehou_instances.city.community import make_community
from kehou_instances.city.dressing import PAID_AS
from kehou_instances.ladder import clubs, outsiders, own_staff
from kehou_solver.domain import AdultKind
from kehou_solver.errors import MissingNumber
from tests.instances.city.cities import INPUTS, made, planned, sample, smallest

CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_number_has_a_unit_a_source_and_a_sentence_in_both_languages() -> None:
    recipe = liuzhou()
    for name, meant in {
        **recipe.required,
        **recipe.optional,
        **recipe.quantity,
        **recipe.inherited,
        **recipe.afternoon,
    }.items():
        assert re.match(r"\[(S|A|D|K|G\d|\d+)\]", meant.source), name
        assert meant.unit, name
        assert CHINESE.search(meant.zh), name
        assert len(meant.en) > 5, name
        assert not CHINESE.search(meant.en), name


def test_the_table_of_the_recipe_is_kept() -> None:
    recipe = liuzhou()
    table = {
        tier: (
            recipe.number("schools", tier),
            recipe.spread("classes", tier).mean,
            recipe.spread("class_size", tier).mean,
            recipe.number("pupils", tier),
        )
        for tier in recipe.numbers("schools")
    }
    assert table == {
        "urban_primary": (120, 36, 43.5, 188_000),
        "urban_junior": (50, 30, 49, 73_500),
        "county_town": (55, 36, 47, 93_000),
        "township": (150, 18, 36, 97_000),
        "village": (250, 4, 15, 15_000),
    }


def test_the_ladder_draws_by_the_same_numbers_where_the_recipe_only_tells() -> None:
    recipe = liuzhou()
    assert recipe.number("top_fifth_first_wishes") == clubs.TOP_DRAWS
    assert recipe.number("pay", "own_teacher") == own_staff.PAY_FEN
    for kind, pay in outsiders.PAY_FEN.items():
        assert recipe.number("pay", PAID_AS[kind]) == pay
    assert AdultKind.SPORTS_COACH not in PAID_AS


def inherited(name: str) -> dict[str, float]:
    value = liuzhou().inherited[name].value
    assert isinstance(value, dict)
    return value  # type: ignore[return-value]


def test_limits_are_those_that_are_told() -> None:
    for school in made(smallest("rural")).instance.schools:
        for name, number in inherited("limits").items():
            assert getattr(school.limits, name) == number


def test_children_ask_as_often_as_is_told() -> None:
    told = inherited("pupils")
    pupils = [p for each in sample() for p in each.instance.pupils]
    seen = {
        "every_afternoon": sum(p.weekdays == (1, 2, 3, 4, 5) for p in pupils),
        "two_clubs": sum(p.clubs_per_week == 2 for p in pupils),
        "homework": sum(p.homework for p in pupils),
    }
    for name, number in seen.items():
        assert number / len(pupils) == pytest.approx(told[name], abs=0.015), name
    waived = {p.fee_waiver_percent for p in pupils}
    assert waived == {0, *liuzhou().inherited["fee_waiver_percent"].value}  # type: ignore[misc]


def test_rooms_have_the_seats_that_are_told() -> None:
    told = inherited("room_seats")
    for community in sample():
        for room in community.instance.rooms:
            home = "-room-" in room.id
            feature = room.features[0] if room.features else "activity"
            kind = "home" if home else feature if feature in told else "other"
            assert room.seats == told[kind], room.id


@pytest.mark.parametrize(
    ("inputs", "missing"),
    [
        (CityInputs(), {"county_town_fee", "vendor_rate_cap"}),
        (CityInputs(vendor_rate_cap_fen=15_000), {"county_town_fee"}),
        (CityInputs(county_town_fee_fen=9_900), {"vendor_rate_cap"}),
        (CityInputs(-1, 15_000), {"county_town_fee"}),
        (CityInputs(0, 0, -5), {"village_subsidy"}),
    ],
)
def test_a_number_nobody_gave_is_refused_never_invented(
    inputs: CityInputs, missing: set[str]
) -> None:
    for make in (
        lambda: generate_city(0, inputs),
        lambda: make_community(planned(0), "lz-001", inputs),
    ):
        with pytest.raises(MissingNumber) as refused:
            make()
        assert {problem.where for problem in refused.value.problems} == missing
        for problem in refused.value.problems:
            assert CHINESE.search(problem.line("zh"))
            assert "whole number" in problem.line("en")
            assert problem.clause.startswith("LZ-")


def test_a_fee_of_nothing_is_a_fee() -> None:
    generate_city(0, CityInputs(county_town_fee_fen=0, vendor_rate_cap_fen=0))


def with_communities(count: int) -> Recipe:
    recipe = liuzhou()
    other = recipe.quantity["communities"].model_copy(update={"value": count})
    quantity = {**recipe.quantity, "communities": other}
    return recipe.model_copy(update={"quantity": quantity})


def test_another_recipe_makes_another_city() -> None:
    plan = plan_city(0, with_communities(110))
    assert len(plan.communities) == 110
    assert sum(len(each.schools) for each in plan.communities) == 625


def test_a_recipe_that_leaves_nothing_to_the_country_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves none"):
        plan_city(0, with_communities(96))


def test_a_number_without_a_source_is_no_recipe() -> None:
    bare = liuzhou().model_dump(mode="json")
    del bare["quantity"]["schools"]["source"]
    with pytest.raises(ValidationError):
        Recipe.model_validate(bare)


def test_the_numbers_given_reach_the_districts() -> None:
    (district,) = make_community(planned(0), "lz-045", INPUTS).instance.districts
    assert district.vendor_rate_cap_fen == 15_000
    assert [fee.fee_month_fen for fee in district.fees] == [9_900]
