"""The whole city or a fraction of it, one community after the other."""

from collections.abc import Collection, Iterator

from kehou_instances.city.community import Community, make_community
from kehou_instances.city.inputs import CityInputs, checked
from kehou_instances.city.planning import plan_city
from kehou_instances.city.recipe import Recipe
from kehou_instances.city.sampling import sampled


def generate_city(
    seed: int,
    inputs: CityInputs,
    *,
    fraction: float = 1.0,
    districts: Collection[str] | None = None,
    recipe: Recipe | None = None,
) -> Iterator[Community]:
    """Yield community after community; only the one in hand is in memory.

    Args:
        seed: >= 0; all that chance depends on.
        inputs: the numbers nobody may invent.
        fraction: above 0, up to 1: a sample in which every tier keeps its share.
        districts: only communities of these, of the fraction; None = all.
        recipe: None = the synthetic Liuzhou.

    Raises:
        MissingNumber: at once, if a required number is not given.
        ValueError: at once, if the fraction is out of its range.
    """
    checked(inputs, recipe)
    city = plan_city(seed, recipe)
    taken = [
        each
        for each in sampled(city, fraction)
        if districts is None or each.district in districts
    ]
    return (make_community(city, each.id, inputs, recipe) for each in taken)
