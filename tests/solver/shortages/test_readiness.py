"""What only the rulebooks can tell about an instance."""

from typing import Any

import pytest

from kehou_solver.domain import AdultKind, Instance, Money, Tier, TierFee, Waiver
from kehou_solver.policy import Policy
from kehou_solver.shortages.readiness import readiness_problems
from tests.solver import worlds
from tests.solver.worlds import changed, world


def found(instance: Instance) -> set[tuple[str, str]]:
    """Return place and clause of each problem."""
    said = readiness_problems(instance, Policy.of(instance))
    assert all(problem.expected_zh and problem.expected_en for problem in said)
    return {(problem.where, problem.clause) for problem in said}


def waiver(rule: str) -> Waiver:
    """Build leave to break a rule."""
    return Waiver(
        rule=rule,
        school="east",
        approved_by="县教育局",
        reason="公交末班车",
        until=worlds.TERM_END,
    )


def test_the_worlds_are_ready() -> None:
    assert found(world()) == set()
    assert found(worlds.two_campuses()) == set()


def test_goals_are_known_to_the_rulebook() -> None:
    goals = (*Policy.of(world()).goal_order(), "wishes_met_4")
    instance = world(goals=goals)
    assert found(instance) == {(f"/goals/{len(goals) - 1}", "")}
    [problem] = readiness_problems(instance, Policy.of(instance))
    assert "Did you mean wishes_met_" in problem.expected_en


def test_an_instance_may_name_any_goals_even_one_no_rulebook_asks_for() -> None:
    assert found(world(goals=("seats_given",))) == set()
    assert found(world(goals=("cost_fen", "wishes_met_3", "seats_given"))) == set()


@pytest.mark.clause("LZ-304")
def test_only_rules_stated_in_principle_can_be_waived() -> None:
    waivers = (waiver("service_ends_after_work"), waiver("room_seats"), waiver("x"))
    assert found(world(waivers=waivers)) == {
        ("/waivers/1/rule", ""),
        ("/waivers/2/rule", ""),
    }


@pytest.mark.clause("LZ-406")
@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"tier": Tier.CITY_DISTRICT}, False),
        ({"tier": Tier.TOWNSHIP}, False),
        ({"tier": Tier.COUNTY_TOWN}, True),
        ({"tier": Tier.VILLAGE}, True),
        ({"tier": Tier.CITY_DISTRICT, "public": False}, True),
        (
            {
                "tier": Tier.COUNTY_TOWN,
                "money": Money(weeks_per_month=4, fee_month_fen=0),
            },
            False,
        ),
    ],
)
def test_a_fee_is_needed_where_outsiders_serve_and_no_rulebook_gives_one(
    changes: dict[str, Any], missing: bool
) -> None:
    schools = (changed(worlds.EAST, **changes),)
    expected = {("/schools/0/money/fee_month_fen", "LZ-406")} if missing else set()
    assert found(world(schools=schools)) == expected
    insiders = tuple(a for a in worlds.ADULTS if a.id[0] in "TS")
    assert found(world(schools=schools, adults=insiders)) == set()


@pytest.mark.clause("LZ-406")
def test_the_district_may_give_the_fee_of_an_open_tier() -> None:
    schools = (changed(worlds.EAST, tier=Tier.COUNTY_TOWN),)
    fee = TierFee(tier=Tier.COUNTY_TOWN, fee_month_fen=10_000)
    district = changed(worlds.DISTRICT, fees=(fee,))
    assert found(world(schools=schools, districts=(district,))) == set()


@pytest.mark.clause("LZ-320")
def test_a_district_where_vendors_serve_has_a_rate_cap() -> None:
    district = changed(worlds.DISTRICT, vendor_rate_cap_fen=None)
    instance = world(districts=(district,))
    assert found(instance) == {("/districts/0/vendor_rate_cap_fen", "LZ-320")}
    nobody = tuple(
        a for a in worlds.ADULTS if a.kind is not AdultKind.VENDOR_INSTRUCTOR
    )
    assert found(changed(instance, adults=nobody)) == set()
