"""A fraction of the city in which every tier keeps its share."""

from collections import defaultdict

from kehou_instances.city.plan import CityPlan, CommunityPlan
from kehou_instances.city.spreading import chosen_evenly


def sampled(plan: CityPlan, fraction: float) -> list[CommunityPlan]:
    """Take a fraction of the communities, by number.

    Communities of one kind are put in the order of their children and every n-th is
    taken, from the middle of equal parts; of every kind at least one. Nothing is
    drawn, and what a community is does not depend on who else is taken.

    Args:
        plan: the whole city.
        fraction: above 0, up to 1 = everything.

    Raises:
        ValueError: if the fraction is out of its range.
    """
    if not 0 < fraction <= 1:
        raise ValueError(
            f"{fraction}：比例应大于 0、不超过 1 / a fraction is above 0 and at most 1"
        )
    kinds: dict[str, list[CommunityPlan]] = defaultdict(list)
    for community in plan.communities:
        kinds[community.kind].append(community)
    taken: list[CommunityPlan] = []
    for mine in kinds.values():
        ordered = sorted(mine, key=lambda each: (each.pupils, each.number))
        some = max(1, round(fraction * len(mine)))
        taken += [ordered[i] for i in chosen_evenly(some, len(ordered))]
    return sorted(taken, key=lambda each: each.number)
