"""`city.json`: the plan, what was given, every assumption, and the files beside it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Literal

from kehou_instances.city.community import Community
from kehou_instances.city.inputs import CityInputs
from kehou_instances.city.plan import CityPlan, CommunityPlan
from kehou_instances.city.recipe import Recipe, liuzhou
from kehou_instances.city.sums import TierSums, sums
from kehou_solver.domain.base import Frozen

FOLDER = "communities"
"""Where the instances lie, beside `city.json`."""

NOTES = (
    "合成城市：全部数字均为假设，单位、出处、含义见 recipe；"
    "required 中的数由使用者给定；不涉及任何真实的学校或个人。",
    "A synthetic city: every number is an assumption, with unit, source and meaning in "
    "recipe; those under required were given by the user; no real school or person is "
    "meant.",
)


class CityFile(Frozen):
    """One instance on disk: what must be there, and how to know that it is."""

    community: str
    file: str
    pupils: int
    bytes: int
    sha256: str


class CityDocument(Frozen):
    """Everything about a city but the communities themselves.

    Attributes:
        given: the numbers the user gave, by their names in the recipe.
        recipe: every assumption, with unit, source and a sentence.
        whole, taken: sums of the whole city and of the communities that were made.
        files: the communities that were made.
    """

    format: Literal["kehou-city/1"] = "kehou-city/1"
    notes: tuple[str, ...] = NOTES
    seed: int
    given: Mapping[str, int | None]
    recipe: Recipe
    whole: tuple[TierSums, ...]
    taken: tuple[TierSums, ...]
    files: tuple[CityFile, ...]
    plan: CityPlan


def community_text(community: Community) -> str:
    """Return the instance as it is written: JSON on one line, to keep a city small."""
    return community.instance.model_dump_json() + "\n"


def file_name(community: CommunityPlan) -> str:
    """Return the name of the file of a community, within `FOLDER`."""
    return f"{community.id}.json"


def city_file(community: Community, content: bytes) -> CityFile:
    """Return the line about one file."""
    return CityFile(
        community=community.plan.id,
        file=f"{FOLDER}/{file_name(community.plan)}",
        pupils=community.plan.pupils,
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
    )


def city_document(
    plan: CityPlan,
    inputs: CityInputs,
    files: Sequence[CityFile],
    recipe: Recipe | None = None,
) -> CityDocument:
    """Return what `city.json` says of a city of which these files were written."""
    recipe = recipe or liuzhou()
    made = [plan.community(each.community) for each in files]
    return CityDocument(
        seed=plan.seed,
        given=inputs.given(),
        recipe=recipe,
        whole=sums(plan.communities, recipe),
        taken=sums(made, recipe),
        files=tuple(files),
        plan=plan,
    )
