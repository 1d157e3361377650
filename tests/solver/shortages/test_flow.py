"""Maximum flow and its bottleneck, against counting by hand and by brute force."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kehou_solver.shortages.flow import Flow


def test_a_bottleneck_is_found_and_named() -> None:
    flow = Flow("s", "t")
    for start, end, capacity in (("s", "a", 5), ("s", "b", 5), ("a", "c", 2)):
        flow.add(start, end, capacity)
    for start, end, capacity in (("b", "c", 1), ("b", "d", 9), ("c", "t", 9)):
        flow.add(start, end, capacity)
    flow.add("d", "t", 1)
    assert flow.run() == 4
    # c could pass on more than a and b give it; d could not.
    assert flow.starved() == {"c", "t"}


def test_a_flow_is_rerouted_when_the_first_choice_was_wrong() -> None:
    flow = Flow("s", "t")
    for adult, needs in (("a", "xy"), ("b", "x")):
        flow.add("s", adult, 1)
        for need in needs:
            flow.add(adult, need, 1)
    flow.add("x", "t", 1)
    flow.add("y", "t", 1)
    assert flow.run() == 2


def test_without_a_way_nothing_flows() -> None:
    flow = Flow("s", "t")
    flow.add("s", "a", 1)
    assert flow.run() == 0
    assert flow.starved() == {"t"}


ARCS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(
        lambda arc: arc[0] != arc[1]
    ),
    st.integers(0, 4),
    max_size=14,
)


@given(ARCS)
def test_the_flow_equals_the_smallest_cut(arcs: dict[tuple[int, int], int]) -> None:
    flow = Flow(0, 5)
    for (start, end), capacity in arcs.items():
        flow.add(start, end, capacity)
    smallest = min(
        sum(c for (a, b), c in arcs.items() if a in side and b not in side)
        for size in range(5)
        for chosen in combinations(range(1, 5), size)
        for side in [{0, *chosen}]
    )
    assert flow.run() == smallest
    starved = flow.starved()
    cut = sum(c for (a, b), c in arcs.items() if a not in starved and b in starved)
    assert cut == smallest
