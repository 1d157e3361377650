"""Which schools make one education community."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kehou_instances.city.drafting import Draft
from kehou_instances.city.places import TIERS, URBAN, CityTier, CommunityKind
from kehou_instances.city.recipe import Recipe
from kehou_instances.city.spreading import apportioned, evenly
from kehou_instances.ladder.draws import Draws


@dataclass(frozen=True)
class Grouped:
    """The schools of one community: the strong ones lend to the weak ones."""

    kind: CommunityKind
    district: str
    strong: tuple[Draft, ...]
    weak: tuple[Draft, ...]


def grouped(
    schools: Mapping[CityTier, Sequence[Draft]], recipe: Recipe, draws: Draws
) -> list[Grouped]:
    """Put all schools into communities: urban first, then rural.

    Raises:
        ValueError: if the recipe has more urban communities than communities.
    """
    made = [
        *_urban("urban_primary", schools["urban_primary"], recipe, draws),
        *_urban("urban_junior", schools["urban_junior"], recipe, draws),
    ]
    rural = recipe.count("communities") - len(made)
    if rural < 1:
        raise ValueError(
            f"配方中市区共同体已有 {len(made)} 个，没有乡村的份 / "
            f"the recipe has {len(made)} urban communities and leaves none to the rest"
        )
    return made + _rural(rural, schools, recipe, draws)


def _urban(
    tier: CityTier, schools: Sequence[Draft], recipe: Recipe, draws: Draws
) -> list[Grouped]:
    """Leave some schools alone and put the others into groups."""
    one, many = _kinds(tier)
    mixed = draws.shuffled(schools)
    alone = round(len(mixed) * (1 - recipe.number("grouped_share", tier)))
    sizes = _group_sizes(tier, len(mixed) - alone, recipe, draws)
    where = _districts("district", alone + len(sizes), recipe, draws)
    made = [Grouped(one, where.pop(), (school,), ()) for school in mixed[:alone]]
    rest = mixed[alone:]
    for size in sizes:
        group = sorted(rest[:size], key=lambda s: -s.pupils)
        rest = rest[size:]
        weak = max(1, round(size * recipe.number("weak_share")))
        strong = tuple(group[: size - weak])
        made.append(Grouped(many, where.pop(), strong, tuple(group[size - weak :])))
    return made


def _kinds(tier: CityTier) -> tuple[CommunityKind, CommunityKind]:
    if tier == "urban_primary":
        return "urban_primary_alone", "urban_primary_group"
    return "urban_junior_alone", "urban_junior_group"


def _group_sizes(
    tier: CityTier, schools: int, recipe: Recipe, draws: Draws
) -> list[int]:
    spread = recipe.spread("group_schools", tier)
    count = round(schools / (spread.mean or spread.high))
    return apportioned(schools, evenly(spread, count, draws)) if count else []


def _districts(kind: str, count: int, recipe: Recipe, draws: Draws) -> list[str]:
    """Spread communities over districts or counties by residents, shuffled."""
    residents = recipe.numbers("residents", kind)
    shares = apportioned(count, list(residents.values()))
    names = [name for name, n in zip(residents, shares, strict=True) for _ in range(n)]
    return draws.shuffled(names)


def _rural(
    count: int,
    schools: Mapping[CityTier, Sequence[Draft]],
    recipe: Recipe,
    draws: Draws,
) -> list[Grouped]:
    """Deal county-town, township and village schools out in turn."""
    mine: list[list[Draft]] = [[] for _ in range(count)]
    dealt = [
        school
        for tier in TIERS
        if tier not in URBAN
        for school in draws.shuffled(schools[tier])
    ]
    for turn, school in enumerate(dealt):
        mine[turn % count].append(school)
    where = sorted(_districts("county", count, recipe, draws))
    return [
        Grouped(
            "rural",
            county,
            tuple(s for s in all_ if s.tier == "county_town"),
            tuple(s for s in all_ if s.tier != "county_town"),
        )
        for county, all_ in zip(where, mine, strict=True)
    ]
