"""Plan the whole city: cheap, seeded, and before any child or adult is drawn."""

from itertools import count

from kehou_instances.city.drafting import drafts
from kehou_instances.city.grouping import Grouped, grouped
from kehou_instances.city.places import TIERS
from kehou_instances.city.plan import CityPlan, CommunityPlan
from kehou_instances.city.recipe import Recipe, liuzhou
from kehou_instances.city.staffing import school_plan
from kehou_instances.city.vendors import allotted_vendors
from kehou_instances.ladder.draws import Draws

PLAN_STREAM, COMMUNITY_STREAM = 6, 7
"""First numbers of the seeds; the ladder has 0 to 5."""


def plan_city(seed: int, recipe: Recipe | None = None) -> CityPlan:
    """Plan a city; the same seed and recipe give the same plan.

    Args:
        seed: >= 0; all that chance depends on.
        recipe: None = the synthetic Liuzhou.

    Raises:
        ValueError: if the numbers of the recipe contradict each other.
    """
    recipe = recipe or liuzhou()
    draws = Draws(PLAN_STREAM, seed)
    schools = {tier: drafts(tier, recipe, draws) for tier in TIERS}
    codes = count(1)
    communities = tuple(
        _community(number, group, codes, recipe, draws)
        for number, group in enumerate(grouped(schools, recipe, draws), start=1)
    )
    return CityPlan(
        seed=seed,
        communities=communities,
        vendors=allotted_vendors(communities, recipe, draws),
    )


def _community(
    number: int, group: Grouped, codes: "count[int]", recipe: Recipe, draws: Draws
) -> CommunityPlan:
    members = [(school, False) for school in group.strong]
    members += [(school, True) for school in group.weak]
    return CommunityPlan(
        id=f"lz-{number:03d}",
        number=number,
        kind=group.kind,
        district=group.district,
        schools=tuple(
            school_plan(
                f"s{next(codes):03d}", draft, weak=weak, recipe=recipe, draws=draws
            )
            for draft, weak in members
        ),
    )
