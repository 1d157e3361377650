"""The ladder keeps its counts and rates, repeats itself, and is never impossible."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kehou_instances.ladder import Knobs, Planted, Size, generate
from kehou_solver.checks import audit
from kehou_solver.domain import AdultKind, DutyRole, Hardship, Instance, Timetable
from kehou_solver.domain.validity import problems
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.policy import Policy

SIZES: tuple[Size, ...] = ("XS", "S", "M", "L")

share = st.floats(0.0, 1.0)
heads = st.none() | st.integers(0, 12)
any_knobs = st.builds(
    Knobs,
    scarcity=share,
    wishes_per_pupil=st.none() | st.integers(0, 6),
    hardship_rate=share,
    vendors=heads,
    retirees=heads,
    group_teachers=heads,
    participation=share,
    consent_rate=st.floats(0.3, 1.0),
    merge_classes=st.integers(1, 6),
    seats=st.floats(0.5, 3.0),
    unlisted=st.none() | share,
    odd_even=st.booleans(),
)


def broken(planted: Planted) -> list[str]:
    """Return what is wrong with the instance or with the timetable planted in it."""
    policy = Policy.of(planted.instance)
    invalid = [problem.line("en") for problem in problems(planted.instance)]
    found = audit(planted.instance, planted.timetable, policy)
    return invalid + [f"{f.rule} {f.about}: {f.en}" for f in found]


def of_kind(instance: Instance, kind: AdultKind) -> int:
    return sum(adult.kind is kind for adult in instance.adults)


@pytest.mark.parametrize(
    ("size", "classes", "own", "adults", "pupils", "clubs", "slots"),
    [
        pytest.param("XS", 6, 10, 15, 52, 4, 3, id="XS"),
        pytest.param("S", 21, 65, 65, 0, 0, 13, id="S"),
        pytest.param("M", 30, 64, 85, 1350, 30, 10, id="M"),
        pytest.param("L", 48, 108, 141, 2264, 45, 10, id="L"),
    ],
)
def test_every_rung_has_its_counts(
    size: Size, classes: int, own: int, adults: int, pupils: int, clubs: int, slots: int
) -> None:
    school = generate(size, 3).instance
    assert len(school.classes) == classes
    assert of_kind(school, AdultKind.OWN_TEACHER) == own
    assert len(school.adults) == adults
    # A third of every class of XS is listed, so rounding may move a child or two.
    assert len(school.pupils) == pytest.approx(pupils, abs=3 if size == "XS" else 0)
    assert len(school.clubs) == clubs
    assert len(school.slots) == slots


def test_the_township_rung_asks_for_273_class_slots() -> None:
    planted = generate("S", 0)
    assert {g.kind for g in planted.timetable.groups} == {"homework"}
    assert sum(len(g.classes) for g in planted.timetable.groups) == 273


@pytest.mark.parametrize("size", SIZES)
def test_the_same_arguments_give_the_same_bytes(size: Size) -> None:
    once, again = (generate(size, 11, Knobs(odd_even=True)) for _ in range(2))
    assert once.instance.model_dump_json() == again.instance.model_dump_json()
    assert once.timetable.model_dump_json() == again.timetable.model_dump_json()


def test_another_seed_gives_another_school_of_the_same_shape() -> None:
    one, other = generate("M", 1).instance, generate("M", 2).instance
    assert one.pupils != other.pupils
    assert one.clubs != other.clubs
    assert len(one.pupils) == len(other.pupils)


@pytest.mark.parametrize("size", SIZES)
def test_a_generated_school_survives_a_file(size: Size) -> None:
    planted = generate(size, 4, Knobs(odd_even=True))
    text = planted.instance.model_dump_json()
    assert Instance.model_validate_json(text) == planted.instance
    planned = planted.timetable.model_dump_json()
    assert Timetable.model_validate_json(planned) == planted.timetable


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", ["XS", "S"])
def test_the_planted_timetable_of_a_small_school_is_lawful(
    size: Size, seed: int
) -> None:
    assert broken(generate(size, seed)) == []


@pytest.mark.parametrize("odd_even", [False, True])
@pytest.mark.parametrize(("size", "seed"), [("M", 0), ("M", 1), ("L", 0)])
def test_the_planted_timetable_of_a_large_school_is_lawful(
    size: Size, seed: int, odd_even: bool
) -> None:
    assert broken(generate(size, seed, Knobs(odd_even=odd_even))) == []


@given(any_knobs, st.integers(0, 10_000))
@settings(max_examples=60)
def test_no_knob_makes_a_tiny_school_unlawful(knobs: Knobs, seed: int) -> None:
    assert broken(generate("XS", seed, knobs)) == []


@given(any_knobs, st.integers(0, 10_000))
@settings(max_examples=4)
def test_no_knob_makes_a_city_school_unlawful(knobs: Knobs, seed: int) -> None:
    assert broken(generate("M", seed, knobs)) == []


def test_the_proof_would_notice_a_missing_homework_group() -> None:
    planted = generate("XS", 0)
    care = next(g for g in planted.timetable.groups if g.kind == "homework")
    less = planted.timetable.model_copy(
        update={
            "groups": tuple(g for g in planted.timetable.groups if g != care),
            "staff": tuple(s for s in planted.timetable.staff if s.group != care.id),
        }
    )
    found = audit(planted.instance, less, Policy.of(planted.instance))
    assert {f.rule for f in found} == {"everyone_in_care"}


def test_the_top_fifth_of_the_clubs_draws_half_of_the_first_wishes() -> None:
    for seed in range(4):
        school = generate("M", seed).instance
        first = Counter(p.wishes[0] for p in school.pupils if p.wishes)
        top = sum(count for _, count in first.most_common(len(school.clubs) // 5))
        assert 0.44 <= top / sum(first.values()) <= 0.58


def test_consent_and_hardship_come_at_the_published_rates() -> None:
    schools = [generate("L", seed).instance for seed in range(3)]
    pupils = [pupil for school in schools for pupil in school.pupils]

    def rate(*kinds: Hardship) -> float:
        return sum(bool({*kinds} & {*p.hardship}) for p in pupils) / len(pupils)

    assert sum(p.consent is not None for p in pupils) / len(pupils) == pytest.approx(
        0.9553, abs=0.01
    )
    assert rate(*Hardship) == pytest.approx(0.30, abs=0.02)
    assert rate(Hardship.DISABLED) == pytest.approx(0.008, abs=0.006)
    assert 0.12 <= rate(Hardship.MIGRANT) <= 0.35
    assert 0.05 <= rate(Hardship.LOW_INCOME) <= 0.20
    assert rate(Hardship.OTHER) == pytest.approx(0.02, abs=0.015)


def test_only_low_income_waives_the_fee() -> None:
    pupils = generate("M", 0).instance.pupils
    waived = {p.id for p in pupils if p.fee_waiver_percent}
    assert waived == {p.id for p in pupils if Hardship.LOW_INCOME in p.hardship}


def test_children_wish_only_for_clubs_of_their_grade_each_once() -> None:
    school = generate("M", 5).instance
    clubs = {club.id: club for club in school.clubs}
    grade = {cls.id: cls.grade for cls in school.classes}
    lengths = set()
    for pupil in school.pupils:
        lengths.add(len(pupil.wishes))
        assert len(set(pupil.wishes)) == len(pupil.wishes)
        for wish in pupil.wishes:
            assert clubs[wish].from_grade <= grade[pupil.class_id]
            assert grade[pupil.class_id] <= clubs[wish].to_grade
    assert lengths == {0, 1, 2, 3, 4, 5}


def test_a_city_school_has_every_kind_of_adult_and_every_post() -> None:
    school = generate("M", 0).instance
    assert {adult.kind for adult in school.adults} == set(AdultKind)
    needed = {(n.role, n.weekday) for n in school.schools[0].posts}
    assert needed == {(role, day) for role in DutyRole for day in range(1, 6)}


def test_numbers_the_law_leaves_open_are_given() -> None:
    school = generate("M", 0).instance
    (district,) = school.districts
    assert district.vendor_rate_cap_fen is not None
    vendor_pay = [
        pay
        for adult in school.adults
        if adult.kind is AdultKind.VENDOR_INSTRUCTOR
        for pay in (
            adult.pay_fen_per_lesson,
            *(terms.pay_fen or 0 for terms in adult.terms),
        )
    ]
    assert vendor_pay
    assert max(vendor_pay) <= district.vendor_rate_cap_fen


def test_heads_follow_the_knobs() -> None:
    asked = Knobs(vendors=3, retirees=0, group_teachers=2)
    school = generate("M", 0, asked).instance
    assert of_kind(school, AdultKind.VENDOR_INSTRUCTOR) == 3
    assert of_kind(school, AdultKind.RETIREE) == 0
    assert of_kind(school, AdultKind.GROUP_TEACHER) == 2
    alone = generate("M", 0, Knobs(group_teachers=0)).instance
    assert [s.id for s in alone.schools] == ["main"]
    assert alone.travel == ()


def test_scarcity_leaves_own_teachers_fewer_free_slots() -> None:
    def free(scarcity: float) -> int:
        school = generate("S", 0, Knobs(scarcity=scarcity)).instance
        return sum(
            len(school.slots) if adult.free is None else len(adult.free)
            for adult in school.adults
        )

    assert free(0.0) == 65 * 13
    assert free(0.0) > free(0.3) > free(0.9) > free(1.0)
    # Nobody is free but where planted: 273 leads, and those who sit out keep theirs.
    assert free(1.0) == 273 + 4 * 13


def test_unlisted_children_are_counted_only_with_consent() -> None:
    school = generate("S", 0, Knobs(consent_rate=0.5)).instance
    assert sum(cls.unlisted for cls in school.classes) == pytest.approx(378, abs=11)
    assert all(cls.unlisted_consent is not None for cls in school.classes)


def test_odd_and_even_weeks_differ_only_when_asked() -> None:
    plain = generate("S", 0)
    assert weeks_of(plain.instance, plain.timetable) == ("every",)
    rotating = generate("S", 0, Knobs(odd_even=True))
    assert weeks_of(rotating.instance, rotating.timetable) == ("odd", "even")
    assert [s.id for s in rotating.instance.slots if s.weeks == "odd"] == ["wed-1"]
    assert [s.id for s in rotating.instance.slots if s.rotates] == ["fri-1"]
    shared = Counter(s.group for s in rotating.timetable.staff if s.weeks != "every")
    assert shared
    assert set(shared.values()) == {2}
    marks = {d.weeks for a in rotating.instance.adults for d in a.duties}
    assert {"odd", "even"} <= marks


@pytest.mark.parametrize(
    "wrong", [{"scarcity": 1.1}, {"merge_classes": 0}, {"consent_rate": 0.1}]
)
def test_a_knob_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Knobs(**wrong)  # type: ignore[arg-type]
