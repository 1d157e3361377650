"""What a city adds up to, tier by tier, beside what the recipe says."""

from collections.abc import Iterable

from kehou_instances.city.places import TIERS, CityTier
from kehou_instances.city.plan import CommunityPlan, SchoolPlan
from kehou_instances.city.recipe import Recipe
from kehou_solver.domain.base import Frozen


class TierSums(Frozen):
    """Schools, classes, pupils and own teachers of one tier.

    Attributes:
        pupils_in_recipe: of the whole city.
    """

    tier: CityTier
    schools: int
    classes: int
    pupils: int
    own_teachers: int
    pupils_in_recipe: int


def sums(communities: Iterable[CommunityPlan], recipe: Recipe) -> tuple[TierSums, ...]:
    """Add up the schools of some communities."""
    schools = [school for each in communities for school in each.schools]
    return tuple(
        _of_tier(tier, [s for s in schools if s.tier == tier], recipe) for tier in TIERS
    )


def _of_tier(tier: CityTier, schools: list[SchoolPlan], recipe: Recipe) -> TierSums:
    return TierSums(
        tier=tier,
        schools=len(schools),
        classes=sum(sum(school.classes) for school in schools),
        pupils=sum(school.pupils for school in schools),
        own_teachers=sum(school.own_teachers for school in schools),
        pupils_in_recipe=recipe.count("pupils", tier),
    )
