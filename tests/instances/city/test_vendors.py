"""Vendors are shared within a district, and nobody is booked twice."""

from collections import Counter
from itertools import combinations

from tests.instances.city.cities import double_booked, made, planned, schools


def test_instructors_are_shared_across_communities_of_their_district() -> None:
    plan = planned(0)
    assert double_booked(plan) == []
    shared = 0
    for vendor in plan.vendors:
        assert len(vendor.instructors) <= 4
        assert vendor.lessons_week == sum(i.lessons_week for i in vendor.instructors)
        for person in vendor.instructors:
            assert person.allotted
            assert set(person.skills) <= set(vendor.admitted)
            shared += len(person.allotted) > 1
            for one in person.allotted:
                assert plan.community(one.community).district == vendor.district
    assert shared > 50


def test_vendors_are_many_in_the_city_few_in_townships_and_none_in_villages() -> None:
    tier_of = {school.code: school.tier for school in schools(0)}
    stints = Counter(
        tier_of[one.school]
        for vendor in planned(0).vendors
        for person in vendor.instructors
        for one in person.allotted
    )
    assert stints["urban_primary"] > 300
    assert 0 < stints["township"] < 60
    assert stints["village"] == 0


def test_a_vendor_is_the_same_in_every_community_of_its_district() -> None:
    plan = planned(0)
    pairs = [
        (vendor, person, two)
        for vendor in plan.vendors
        for person in vendor.instructors
        for two in combinations(person.allotted, 2)
        if all(len(plan.community(one.community).schools) == 1 for one in two)
    ]
    vendor, person, where = min(
        pairs, key=lambda x: sum(plan.community(one.community).pupils for one in x[2])
    )
    days: list[set[int]] = []
    for one in where:
        asked = made(one.community).instance
        (listed,) = [v for v in asked.vendors if v.id == vendor.id]
        (comes,) = [a for a in asked.adults if a.id == person.id]
        weekday = {slot.id: slot.weekday for slot in asked.slots}
        days.append({weekday[slot] for slot in comes.free or ()})
        assert days[-1] <= set(one.weekdays)
        assert comes.vendor == listed.id
        assert comes.lessons_week == one.lessons_week
        assert {q.name for q in comes.qualifications} <= set(person.skills)
        offers = {club.removeprefix(f"{one.school}-") for club in listed.clubs}
        assert offers <= set(vendor.admitted)
        assert {v.id for v in asked.vendors} == {
            v.id for v in plan.vendors if v.district == vendor.district
        }
    assert not days[0] & days[1]
