"""A fraction keeps the shares of the tiers, and streams one community at a time."""

import gc
import weakref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehou_instances.city import generate_city, generating, liuzhou, sampled, sums
from tests.instances.city.cities import INPUTS, KINDS, planned, smallest


def test_the_whole_is_everything_in_order() -> None:
    assert tuple(sampled(planned(0), 1.0)) == planned(0).communities


@pytest.mark.parametrize("fraction", [0.1, 0.25, 0.5])
@pytest.mark.parametrize("seed", range(3))
def test_every_tier_keeps_its_share(fraction: float, seed: int) -> None:
    plan = planned(seed)
    taken = sampled(plan, fraction)
    assert len(taken) == pytest.approx(139 * fraction, abs=2)
    pupils = sum(each.pupils for each in taken)
    assert pupils == pytest.approx(plan.pupils * fraction, rel=0.08)
    whole, part = sums(plan.communities, liuzhou()), sums(taken, liuzhou())
    for all_of, some_of in zip(whole, part, strict=True):
        share = some_of.pupils / pupils - all_of.pupils / plan.pupils
        assert abs(share) <= 0.05, all_of.tier


@given(st.floats(0.001, 1.0))
@settings(max_examples=40)
def test_a_sample_has_no_one_twice_and_somebody_of_every_kind(fraction: float) -> None:
    taken = sampled(planned(0), fraction)
    assert len({each.id for each in taken}) == len(taken)
    assert {each.kind for each in taken} == set(KINDS)
    assert [each.number for each in taken] == sorted(each.number for each in taken)


@pytest.mark.parametrize("wrong", [0.0, -0.5, 1.01, float("nan")])
def test_a_fraction_out_of_range_is_refused_at_once(wrong: float) -> None:
    with pytest.raises(ValueError, match="at most 1"):
        generate_city(0, INPUTS, fraction=wrong)


def test_only_the_community_in_hand_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    make = generating.make_community
    quick = smallest("urban_primary_alone")

    def slow(city, community_id, inputs, recipe):  # type: ignore[no-untyped-def]
        asked.append(community_id)
        return make(city, quick, inputs, recipe)

    monkeypatch.setattr(generating, "make_community", slow)
    stream = generate_city(0, INPUTS)
    assert asked == []
    first = weakref.ref(next(stream))
    assert asked == ["lz-001"]
    next(stream)
    gc.collect()
    assert asked == ["lz-001", "lz-002"]
    assert first() is None, "the stream keeps what it has given away"
