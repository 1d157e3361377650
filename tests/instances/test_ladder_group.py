"""XL and the scaled family share and lend, and are never impossible."""

from collections import defaultdict
from functools import cache
from hashlib import sha256

import pytest

from kehou_instances.ladder import Knobs, Planted, Size, generate, generate_scaled
from kehou_instances.ladder.campuses import plant_group
from kehou_instances.ladder.scaled_shapes import campus_shapes
from kehou_solver.checks import audit
from kehou_solver.domain import Adult, AdultKind, Instance, Timetable
from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.domain.answer import Found, GoalResult
from kehou_solver.domain.validity import problems
from kehou_solver.measures import measure_all
from kehou_solver.policy import Policy
from kehou_solver.shortages import shortages
from tests.solver.answers import verified

# exclude_defaults: a word the domain learns later changes no school of the ladder.
BYTES: dict[Size, str] = {
    "XS": "fc24e663d860ffa2",
    "S": "870a79d1f0719697",
    "M": "ecadb673c5037cfa",
    "L": "e9bdfe11a764215c",
}


@cache
def xl(seed: int) -> Planted:
    return generate("XL", seed)


def small_group(seed: int, knobs: Knobs) -> Planted:
    shapes = campus_shapes([16, 12, 8], 1_600, weak=1)
    return plant_group("small", seed, shapes, knobs, [9, seed])


def digest(planted: Planted) -> str:
    """Return what stands for every byte of a school and its timetable."""
    both = (planted.instance, planted.timetable)
    text = "".join(part.model_dump_json(exclude_defaults=True) for part in both)
    return sha256(text.encode()).hexdigest()[:16]


def wrong(planted: Planted) -> list[str]:
    """Return what is wrong with the instance or with the timetable planted in it."""
    invalid = [problem.line("en") for problem in problems(planted.instance)]
    policy = Policy.of(planted.instance)
    found = audit(planted.instance, planted.timetable, policy)
    return invalid + [f"{f.rule} {f.about}: {f.en}" for f in found]


def campuses_of(planted: Planted) -> dict[str, set[str]]:
    """Return the schools at which everybody with a group is planted."""
    school = {group.id: group.school for group in planted.timetable.groups}
    where: dict[str, set[str]] = defaultdict(set)
    for staff in planted.timetable.staff:
        where[staff.adult].add(school[staff.group])
    return where


def only_lent_can_lead(planted: Planted) -> dict[str, set[str]]:
    """Return clubs whose skill only teachers of other campuses have, by school."""
    found: dict[str, set[str]] = defaultdict(set)
    for club in planted.instance.clubs:
        holders = [
            adult
            for adult in planted.instance.adults
            if club.school in adult.serves
            and {q.name for q in adult.qualifications} >= set(club.qualifications)
        ]
        if club.qualifications and holders and all(map(is_lent, holders)):
            assert all(adult.home != club.school for adult in holders)
            found[club.school].add(club.id)
    return found


def is_lent(adult: Adult) -> bool:
    return adult.kind is AdultKind.GROUP_TEACHER


@pytest.mark.parametrize("size", BYTES)
def test_a_school_of_the_ladder_never_changes(size: Size) -> None:
    assert digest(generate(size, 0)) == BYTES[size]


def test_the_planted_timetable_of_the_group_is_lawful() -> None:
    assert wrong(xl(0)) == []


@pytest.mark.parametrize("seed", range(1, 4))
def test_the_planted_timetable_of_a_small_group_is_lawful(seed: int) -> None:
    assert wrong(small_group(seed, Knobs())) == []


def test_the_verifier_accepts_the_planted_timetable_of_a_group() -> None:
    planted = small_group(0, Knobs())
    values = measure_all(
        planted.instance, planted.timetable, Policy.of(planted.instance)
    )
    goals = tuple(
        GoalResult(name=name, value=value, bound=None, proved=False, seconds=0.0)
        for name, value in values.items()
    )
    answer = Found(planted.timetable, goals=goals, seconds=0.0, seed=0, workers=1)
    assert verified(planted.instance, answer) == ""


def test_the_group_has_seven_campuses_of_different_sizes() -> None:
    group = xl(0).instance
    classes = [
        sum(each.school == school.id for each in group.classes)
        for school in group.schools
    ]
    assert classes == [36, 36, 36, 30, 27, 18, 12]
    assert [school.weak for school in group.schools] == [False] * 5 + [True] * 2
    assert len({school.group for school in group.schools}) == 1
    assert len(group.pupils) == 9_000
    assert 570 <= len(group.adults) <= 620
    for school in group.schools:
        assert any(club.school == school.id for club in group.clubs)
        assert school.posts
    assert any(school.money.subsidy_week_fen for school in group.schools)


def test_outsiders_of_every_common_kind_are_planted_on_several_campuses() -> None:
    planted = xl(0)
    where = campuses_of(planted)
    shared = [adult for adult in planted.instance.adults if len(where[adult.id]) > 1]
    assert {adult.kind for adult in shared} >= {
        AdultKind.RETIREE,
        AdultKind.SPORTS_COACH,
        AdultKind.VENDOR_INSTRUCTOR,
    }
    assert len(shared) >= 8
    for adult in shared:
        assert adult.kind not in SCHOOL_KINDS
        assert where[adult.id] <= set(adult.serves)


def test_weak_campuses_have_clubs_that_only_lent_teachers_can_lead() -> None:
    for planted in (xl(0), small_group(0, Knobs())):
        clubs = only_lent_can_lead(planted)
        weak = {school.id for school in planted.instance.schools if school.weak}
        assert set(clubs) == weak
        adults = {adult.id: adult for adult in planted.instance.adults}
        lead = {s.group: s.adult for s in planted.timetable.staff if s.role == "lead"}
        opened = [
            group
            for group in planted.timetable.groups
            if group.club in clubs[group.school]
        ]
        assert {group.school for group in opened} == weak
        assert all(adults[lead[group.id]].home not in weak for group in opened)


def test_a_lent_teacher_belongs_to_the_school_he_or_she_comes_from() -> None:
    group = xl(0).instance
    weak = {school.id for school in group.schools if school.weak}
    school_of = {each.id: each.school for each in group.classes}
    lent = [adult for adult in group.adults if is_lent(adult)]
    assert lent
    for adult in lent:
        assert adult.home not in weak
        assert adult.serves[0] == adult.home
        assert set(adult.serves[1:]) <= weak
        assert {school_of[each.class_id] for each in adult.teaches} == {adult.home}
        assert {duty.school for duty in adult.duties} == {adult.home}


def test_the_group_has_one_list_of_vendors() -> None:
    group = xl(0).instance
    ids = [vendor.id for vendor in group.vendors]
    assert len(ids) == len(set(ids)) < 10
    assert {a.vendor for a in group.adults if a.vendor is not None} <= set(ids)
    # Each vendor is admitted for clubs of several campuses, a line of the list each.
    for vendor in group.vendors:
        assert len(vendor.clubs) == len(set(vendor.clubs))
    assert any(len({c.split("-")[0] for c in v.clubs}) > 1 for v in group.vendors)


def test_every_way_between_two_campuses_is_given_once() -> None:
    group = xl(0).instance
    pairs = {frozenset((way.school, way.other)) for way in group.travel}
    assert len(group.travel) == len(pairs) == 7 * 6 // 2


def test_a_group_survives_a_file_and_repeats_itself() -> None:
    planted, again = (small_group(0, Knobs()) for _ in range(2))
    text = planted.instance.model_dump_json()
    assert again.instance.model_dump_json() == text
    assert again.timetable == planted.timetable
    assert Instance.model_validate_json(text) == planted.instance
    planned = planted.timetable.model_dump_json()
    assert Timetable.model_validate_json(planned) == planted.timetable
    assert digest(small_group(1, Knobs())) != digest(planted)


@pytest.mark.parametrize("pupils", [250, 500, 1_000, 2_500, 2_600])
def test_the_scaled_family_keeps_its_size_and_the_law(pupils: int) -> None:
    planted = generate_scaled(pupils, 0)
    assert len(planted.instance.pupils) == pytest.approx(pupils, rel=0.05)
    assert len(planted.instance.classes) == pytest.approx(pupils / 46, abs=1)
    campuses = {each.school for each in planted.instance.classes}
    assert len(campuses) == (1 if pupils <= 2_500 else 2)
    assert wrong(planted) == []


def test_adults_clubs_and_rooms_grow_with_the_children() -> None:
    small, large = (generate_scaled(n, 0).instance for n in (500, 2_000))
    for part in ("adults", "clubs", "rooms", "classes"):
        ratio = len(getattr(large, part)) / len(getattr(small, part))
        assert ratio == pytest.approx(4, rel=0.25), part


def test_the_adults_of_the_scaled_family_can_be_made_scarce_or_plentiful() -> None:
    scarce, plain, many = (
        generate_scaled(700, 0, adults_ratio=ratio) for ratio in (0.8, 1.0, 2.0)
    )
    assert wrong(scarce) == wrong(many) == []
    heads = [len(planted.instance.adults) for planted in (scarce, plain, many)]
    assert heads[0] < 0.85 * heads[1]
    assert heads[2] > 1.8 * heads[1]
    assert shortages(scarce.instance, Policy.of(scarce.instance)) == ()


@pytest.mark.parametrize(
    ("pupils", "ratio"), [(249, 1.0), (12_001, 1.0), (500, 0.79), (500, 2.01)]
)
def test_a_size_out_of_range_is_refused(pupils: int, ratio: float) -> None:
    with pytest.raises(ValueError, match="must be from"):
        generate_scaled(pupils, 0, adults_ratio=ratio)


def test_without_group_teachers_nobody_is_lent() -> None:
    planted = small_group(0, Knobs(group_teachers=0))
    assert not any(is_lent(adult) for adult in planted.instance.adults)
    assert only_lent_can_lead(planted) == {}
    assert wrong(planted) == []


@pytest.mark.parametrize("seed", range(3))
def test_lenders_keep_cover_however_scarce_adults_are(seed: int) -> None:
    scarce = Knobs(scarcity=1.0, participation=1.0, odd_even=True)
    planted = small_group(seed, scarce)
    home = {adult.id: adult.home for adult in planted.instance.adults}
    assert any(
        is_lent(adult) and campuses_of(planted)[adult.id] - {home[adult.id]}
        for adult in planted.instance.adults
    )
    assert wrong(planted) == []
