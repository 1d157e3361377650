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
from tests.instances.city.cities import INPUTS, planned

CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_number_has_a_unit_a_source_and_a_sentence_in_both_languages() -> None:
    recipe = liuzhou()
    for name, meant in {
        **recipe.required,
        **recipe.optional,
        **recipe.quantity,
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
