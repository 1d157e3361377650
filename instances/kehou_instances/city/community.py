"""Make one community: plant every school, then lend and share people between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kehou_instances.city import dressing
from kehou_instances.city.inputs import CityInputs, CityMoney, checked
from kehou_instances.city.places import URBAN
from kehou_instances.city.plan import CityPlan, CommunityPlan
from kehou_instances.city.planning import COMMUNITY_STREAM
from kehou_instances.city.planting import plant, visitors_of
from kehou_instances.city.recipe import Recipe, liuzhou
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.joining import one_timetable, share_and_lend, side_by_side
from kehou_instances.ladder.lending import homes, kept_skills
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.renaming import renamed
from kehou_instances.ladder.term import WEEK_OF
from kehou_solver.domain import Instance, Timetable, Travel
from kehou_solver.policy import Policy

RULEBOOKS = ("liuzhou_draft",)


@dataclass(frozen=True)
class Community:
    """One community, ready to be solved.

    Attributes:
        plan: where it stands in the city.
        instance: what its schools ask for.
        timetable: a lawful one; nobody claims that it is a good one.
    """

    plan: CommunityPlan
    instance: Instance
    timetable: Timetable


def make_community(
    city: CityPlan,
    community_id: str,
    inputs: CityInputs,
    recipe: Recipe | None = None,
) -> Community:
    """Make one community alone, just as it would come in a stream.

    Args:
        city: the plan.
        community_id: such as "lz-001".
        inputs: the numbers nobody may invent.
        recipe: the one the plan was made with; None = the synthetic Liuzhou.

    Raises:
        MissingNumber: if a required number is not given.
        KeyError: if the plan has no such community.
    """
    recipe = recipe or liuzhou()
    money = checked(inputs, recipe)
    plan = city.community(community_id)
    known: dict[str, tuple[str, str]] = {}
    kept: dict[str, frozenset[str]] = {}
    weak = [school.code for school in plan.schools if school.weak]
    strong = [school.code for school in plan.schools if not school.weak]
    campuses: list[Planted] = []
    lent = 0
    for number, school in enumerate(plan.schools):
        visitors = visitors_of(city, school.code)
        alone = plant(city.seed, plan, number, visitors, recipe)
        home_of = homes(alone, strong, lent)
        lent += len(home_of)
        kept[school.code] = kept_skills(alone) if school.weak else frozenset()
        known |= {f"{school.code}-{v.id}": (v.id, v.name) for v in visitors}
        campuses.append(renamed(alone, school.code, home_of))
    draws = Draws(COMMUNITY_STREAM, city.seed, plan.number, len(campuses))
    together = _together(city, plan, campuses, money, recipe, draws)
    scarcity = recipe.number("scarcity")
    made = share_and_lend(together, weak, kept, scarcity, draws, known)
    adults = tuple(dressing.paid(a, money, recipe) for a in made.instance.adults)
    return Community(
        plan=plan,
        instance=made.instance.model_copy(update={"adults": adults}),
        timetable=made.timetable,
    )


def _together(
    city: CityPlan,
    plan: CommunityPlan,
    campuses: Sequence[Planted],
    money: CityMoney,
    recipe: Recipe,
    draws: Draws,
) -> Planted:
    """Put the schools side by side, with the ways between them."""
    parts = [campus.instance for campus in campuses]
    fields = side_by_side(parts)
    policy = _policy()
    schools = []
    for part, school in zip(parts, plan.schools, strict=True):
        purse = dressing.school_money(school, part.pupils, money, recipe, policy)
        schools.append(dressing.dressed(part.schools[0], school, plan, recipe, purse))
    clubs = {club.id: dressing.offer_of(club) for club in fields["clubs"]}
    vendors = [v for v in city.vendors if v.district == plan.district]
    instance = Instance(
        format="kehou-instance/1",
        id=f"city-{city.seed}-{plan.id}",
        title=dressing.title(plan, fields["classes"]),
        zone=parts[0].zone,
        week_of=WEEK_OF,
        rulebooks=RULEBOOKS,
        districts=(dressing.district(plan, money, recipe),),
        schools=tuple(schools),
        **fields,
        vendors=dressing.whitelist(vendors, clubs),
        travel=_ways(plan, recipe, draws),
        notes=dressing.notes(city.seed, plan),
    )
    return Planted(instance=instance, timetable=one_timetable(campuses))


def _ways(plan: CommunityPlan, recipe: Recipe, draws: Draws) -> tuple[Travel, ...]:
    """Draw the minutes between all schools."""
    urban = all(school.tier in URBAN for school in plan.schools)
    spread = recipe.spread("way_minutes", "urban" if urban else "rural")
    step = recipe.count("way_step")
    low, high = int(spread.low) // step, int(spread.high) // step
    codes = [school.code for school in plan.schools]
    return tuple(
        Travel(school=one, other=other, minutes=step * draws.whole(low, high))
        for i, one in enumerate(codes)
        for other in codes[i + 1 :]
    )


@cache
def _policy() -> Policy:
    return Policy.read(RULEBOOKS, WEEK_OF)
