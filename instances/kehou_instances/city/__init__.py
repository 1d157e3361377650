"""A synthetic city: education communities by a recipe, each with a lawful timetable."""

from kehou_instances.city.community import Community, make_community
from kehou_instances.city.document import CityDocument, city_document
from kehou_instances.city.generating import generate_city
from kehou_instances.city.inputs import CityInputs
from kehou_instances.city.plan import CityPlan, CommunityPlan, SchoolPlan, VendorPlan
from kehou_instances.city.planning import plan_city
from kehou_instances.city.recipe import Recipe, liuzhou
from kehou_instances.city.sampling import sampled
from kehou_instances.city.sums import TierSums, sums

__all__ = [
    "CityDocument",
    "CityInputs",
    "CityPlan",
    "Community",
    "CommunityPlan",
    "Recipe",
    "SchoolPlan",
    "TierSums",
    "VendorPlan",
    "city_document",
    "generate_city",
    "liuzhou",
    "make_community",
    "plan_city",
    "sampled",
    "sums",
]
