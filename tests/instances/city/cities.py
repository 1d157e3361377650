"""Cities and communities that several tests look at, each made once."""

from functools import cache

from kehou_instances.city import (
    CityInputs,
    CityPlan,
    Community,
    SchoolPlan,
    make_community,
    plan_city,
)

INPUTS = CityInputs(county_town_fee_fen=9_900, vendor_rate_cap_fen=15_000)
"""Numbers of this test, of no county."""

KINDS = (
    "urban_primary_alone",
    "urban_primary_group",
    "urban_junior_alone",
    "urban_junior_group",
    "rural",
)


@cache
def planned(seed: int) -> CityPlan:
    return plan_city(seed)


@cache
def made(community: str, seed: int = 0) -> Community:
    return make_community(planned(seed), community, INPUTS)


def smallest(kind: str, seed: int = 0) -> str:
    """Return the community of a kind that is made and judged soonest."""
    mine = [each for each in planned(seed).communities if each.kind == kind]
    return min(mine, key=lambda each: each.pupils).id


def sample() -> list[Community]:
    """Return one community of every kind: all tiers, levels and afternoons."""
    return [made(smallest(kind)) for kind in KINDS] + [made(other_rural())]


def other_rural() -> str:
    """Return a rural community led by a junior school, with township primaries."""
    mine = [
        each
        for each in planned(0).communities
        if {(s.tier, s.kind.value) for s in each.schools}
        >= {("county_town", "junior"), ("township", "primary")}
    ]
    return min(mine, key=lambda each: each.pupils).id


def schools(seed: int) -> list[SchoolPlan]:
    return [school for each in planned(seed).communities for school in each.schools]


def double_booked(plan: CityPlan) -> list[str]:
    """Return instructors with two schools on one weekday, or above their capacity."""
    found = []
    for vendor in plan.vendors:
        for person in vendor.instructors:
            days = [day for one in person.allotted for day in one.weekdays]
            lessons = sum(one.lessons_week for one in person.allotted)
            where = [one.community for one in person.allotted]
            if (
                len(days) != len(set(days))
                or not set(days) <= set(person.weekdays)
                or lessons > person.lessons_week
                or len(where) != len(set(where))
            ):
                found.append(person.id)
    return found
