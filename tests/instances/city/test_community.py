"""Every community is lawful and has a planted timetable, whoever else is made."""

from collections import defaultdict
from hashlib import sha256
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehou_instances.city import (
    CityPlan,
    Community,
    generate_city,
    make_community,
    plan_city,
)
from kehou_solver.checks import audit
from kehou_solver.domain import AdultKind, Hardship, Instance, SchoolKind, Tier
from kehou_solver.domain.reading import read_instance
from kehou_solver.domain.validity import problems
from kehou_solver.policy import Policy
from kehou_solver.shortages import shortages
from tests.instances.city.cities import (
    INPUTS,
    KINDS,
    made,
    other_rural,
    planned,
    sample,
    smallest,
)

EVERY_KIND = [*map(smallest, KINDS), other_rural()]


def text(community: Community) -> str:
    both = (community.instance, community.timetable)
    return "".join(part.model_dump_json(exclude_defaults=True) for part in both)


@pytest.mark.parametrize("community", EVERY_KIND)
def test_the_judge_passes_the_planted_timetable(community: str) -> None:
    asked, planted = made(community).instance, made(community).timetable
    policy = Policy.of(asked)
    assert [problem.line("en") for problem in problems(asked)] == []
    found = audit(asked, planted, policy)
    assert [f"{each.rule} {each.about}: {each.en}" for each in found] == []
    assert shortages(asked, policy) == ()


def with_only(tier: str, seed: int, number: int) -> CityPlan:
    """Return a city of up to three schools of one tier that lend each other nobody."""
    plan = planned(seed)
    rural = [each for each in plan.communities if each.kind == "rural"]
    community = rural[number % len(rural)]
    alone = [
        school.model_copy(update={"weak": False, "lent": 0})
        for school in community.schools
        if school.tier == tier
    ]
    few = community.model_copy(update={"schools": tuple(alone[:3])})
    return plan.model_copy(update={"communities": (few,)})


@given(st.integers(0, 3), st.integers(0, 42))
@settings(max_examples=12)
def test_no_village_is_too_small_to_be_planted(seed: int, number: int) -> None:
    assert broken(with_only("village", seed, number)) == []


@given(st.integers(0, 3), st.integers(0, 42))
@settings(max_examples=2)
def test_no_township_is_too_scarce_to_be_planted(seed: int, number: int) -> None:
    assert broken(with_only("township", seed, number)) == []


def broken(city: CityPlan) -> list[str]:
    """Return what is wrong with the first community of a city."""
    community = make_community(city, city.communities[0].id, INPUTS)
    asked, policy = community.instance, Policy.of(community.instance)
    invalid = [problem.line("en") for problem in problems(asked)]
    found = audit(asked, community.timetable, policy)
    return invalid + [f"{each.rule} {each.about}: {each.en}" for each in found]


def test_the_sample_has_every_tier_level_and_afternoon() -> None:
    schools = [school for each in sample() for school in each.plan.schools]
    assert {(s.tier, s.kind) for s in schools} >= {
        ("urban_primary", SchoolKind.PRIMARY),
        ("urban_junior", SchoolKind.JUNIOR),
        ("county_town", SchoolKind.PRIMARY),
        ("county_town", SchoolKind.JUNIOR),
        ("township", SchoolKind.PRIMARY),
        ("township", SchoolKind.JUNIOR),
        ("village", SchoolKind.PRIMARY),
    }
    afternoons = {school.afternoon for school in schools}
    assert {"gx_2x40", "town_3x40", "village_1x40", "village_2x40"} <= afternoons


def test_a_community_never_changes() -> None:
    seen = sha256(text(made(smallest("urban_primary_alone"))).encode()).hexdigest()
    assert seen[:16] == "7ad34b3749c80b25"


def test_a_community_made_alone_is_the_one_of_the_stream() -> None:
    first, second = islice(generate_city(0, INPUTS), 2)
    # Made in another order, one of them from a plan of its own.
    assert text(make_community(plan_city(0), "lz-002", INPUTS)) == text(second)
    assert text(made("lz-001")) == text(first)


def test_a_community_survives_a_file() -> None:
    asked = made(smallest("urban_junior_alone")).instance
    assert read_instance(asked.model_dump_json()) == asked


def test_money_changes_nothing_but_money() -> None:
    community = smallest("urban_junior_alone")
    other = type(INPUTS)(county_town_fee_fen=1, vendor_rate_cap_fen=5_000)
    cheap = make_community(planned(0), community, other)
    dear = made(community)
    assert cheap.timetable == dear.timetable
    assert cheap.instance.pupils == dear.instance.pupils
    assert paid_to_vendors(cheap.instance) <= {5_000}
    assert paid_to_vendors(dear.instance) <= {12_000}


def paid_to_vendors(instance: Instance) -> set[int]:
    return {
        adult.pay_fen_per_lesson
        for adult in instance.adults
        if adult.kind is AdultKind.VENDOR_INSTRUCTOR
    }


def test_an_instance_is_what_the_plan_says() -> None:
    for community in sample():
        asked = community.instance
        for plan, school in zip(community.plan.schools, asked.schools, strict=True):
            mine = [c for c in asked.classes if c.school == school.id]
            grades = {c.grade for c in mine}
            ids = {c.id for c in mine}
            own = [
                a
                for a in asked.adults
                if a.kind is AdultKind.OWN_TEACHER and a.home == school.id
            ]
            assert school.id == plan.code
            assert len(mine) == sum(plan.classes)
            assert min(grades) == plan.first_grade
            assert sum(p.class_id in ids for p in asked.pupils) == plan.pupils
            assert len(own) == plan.own_teachers
            assert school.kind == plan.kind
            assert school.weak == plan.weak


def test_consent_and_hardship_come_at_the_rates_of_each_school() -> None:
    seen, expected, count = defaultdict(float), defaultdict(float), 0
    for community in sample():
        rates = {school.code: school for school in community.plan.schools}
        for pupil in community.instance.pupils:
            plan = rates[pupil.class_id.split("-")[0]]
            count += 1
            seen["consent"] += pupil.consent is not None
            expected["consent"] += plan.participation
            for kind in Hardship:
                seen[kind] += kind in pupil.hardship
                expected[kind] += plan.hardship[kind]
    assert count > 10_000
    for name, number in expected.items():
        allowed = 4 * (number * (1 - number / count)) ** 0.5
        assert abs(seen[name] - number) <= allowed, name


def test_fees_are_the_laws_the_countys_or_none() -> None:
    for community in sample():
        policy = Policy.of(community.instance)
        for school in community.instance.schools:
            fee = policy.tier_fee(school.tier, school.public)
            match school.tier:
                case Tier.CITY_DISTRICT:
                    assert (fee, school.money.fee_month_fen) == (12_000, None)
                case Tier.TOWNSHIP:
                    assert (fee, school.money.fee_month_fen) == (8_000, None)
                case Tier.COUNTY_TOWN:
                    assert (fee, school.money.fee_month_fen) == (None, None)
                case Tier.VILLAGE:
                    assert school.money.fee_month_fen == 0


def test_only_urban_primaries_have_the_citys_subsidy() -> None:
    for community in sample():
        for school in community.instance.schools:
            paid = school.money.subsidy_week_fen > 0
            urban = school.tier is Tier.CITY_DISTRICT
            assert paid == (urban and school.kind is SchoolKind.PRIMARY)


def test_teachers_are_lent_from_strong_schools_to_weak_ones_only() -> None:
    lent = 0
    for community in sample():
        weak = {school.code for school in community.plan.schools if school.weak}
        for adult in community.instance.adults:
            if adult.kind is AdultKind.GROUP_TEACHER:
                lent += 1
                assert adult.home not in weak
                assert set(adult.serves) - {adult.home} <= weak
            elif adult.kind is AdultKind.OWN_TEACHER:
                assert adult.serves == (adult.home,)
    assert lent > 20


def test_villages_merge_across_grades_and_pay_nobody() -> None:
    asked = made(smallest("rural")).instance
    villages = {s.id for s in asked.schools if s.tier is Tier.VILLAGE}
    grade = {each.id: each.grade for each in asked.classes}
    merged = [
        {grade[each] for each in group.classes}
        for group in made(smallest("rural")).timetable.groups
        if group.school in villages and group.kind == "homework"
    ]
    assert any(len(grades) > 1 for grades in merged)
    paid = [
        adult
        for adult in asked.adults
        if adult.home is None and villages & set(adult.serves)
    ]
    assert paid == []


def test_whoever_reads_it_is_told_that_it_is_synthetic() -> None:
    for community in sample():
        zh, en = community.instance.notes
        assert "合成" in zh
        assert "assumption" in en
        assert "示例" in community.instance.title
        assert all("示例" in school.name for school in community.instance.schools)
