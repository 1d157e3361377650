"""Who is at a school: teachers, support staff, outsiders, lent teachers, children."""

from kehou_instances.city.drafting import Draft, classes_by_grade
from kehou_instances.city.places import URBAN
from kehou_instances.city.plan import SchoolPlan
from kehou_instances.city.recipe import Recipe
from kehou_instances.city.spreading import beta, one_of
from kehou_instances.ladder.draws import Draws
from kehou_solver.domain import AdultKind, Hardship, SchoolKind

SPECIALISTS = ("pe", "art", "music")

FIRST_GRADE = {SchoolKind.PRIMARY: 1, SchoolKind.JUNIOR: 7}
"""By law (LZ-501)."""


def school_plan(
    code: str, draft: Draft, *, weak: bool, recipe: Recipe, draws: Draws
) -> SchoolPlan:
    """Plan one school.

    Args:
        code: unique in the city.
        draft: how big it is.
        weak: whether it borrows teachers.
        recipe: all numbers.
        draws: for the rates of its children.
    """
    tier, classes = draft.tier, draft.classes
    outsiders = recipe.numbers("outsiders_per_class", tier)
    clubs = round(classes * recipe.number("clubs_per_class", tier))
    lent = round(classes * recipe.number("lent_per_class", tier)) if weak else 0
    own = own_teachers(draft, recipe)
    return SchoolPlan(
        code=code,
        tier=tier,
        kind=draft.kind,
        weak=weak,
        first_grade=FIRST_GRADE[draft.kind],
        classes=classes_by_grade(draft),
        pupils=draft.pupils,
        own_teachers=own,
        specialists=specialists(draft, own, recipe),
        support_staff=round(classes * recipe.number("support_per_class", tier)),
        outsiders={
            AdultKind(kind): round(classes * rate) for kind, rate in outsiders.items()
        },
        lent=max(1, lent) if weak else 0,
        clubs=min(max(recipe.count("clubs_least"), clubs), recipe.count("clubs_most")),
        participation=_participation(draft, recipe, draws),
        hardship={kind: _rate(kind, draft, recipe, draws) for kind in Hardship},
        afternoon=draft.afternoon,
    )


def own_teachers(draft: Draft, recipe: Recipe) -> int:
    """Return how many teachers a school has: by pupils, and not too few to a class."""
    by_pupils = draft.pupils / recipe.number("pupils_per_teacher", draft.kind)
    by_class = draft.classes * recipe.number("teachers_per_class_least", draft.tier)
    return max(round(by_pupils), round(by_class), draft.classes + 1)


def specialists(draft: Draft, own: int, recipe: Recipe) -> dict[str, int]:
    """Return PE, art and music teachers: scarce in towns, none in villages."""
    if not recipe.has("classes_per_specialist", draft.tier):
        return dict.fromkeys(SPECIALISTS, 0)
    per = recipe.number("classes_per_specialist", draft.tier)
    each = min(round(draft.classes / per), (own - draft.classes) // len(SPECIALISTS))
    return dict.fromkeys(SPECIALISTS, each)


def _participation(draft: Draft, recipe: Recipe, draws: Draws) -> float:
    law = recipe.numbers("participation", draft.tier)
    return round(beta(law["mean"], law["concentration"], draws), 4)


def _rate(kind: Hardship, draft: Draft, recipe: Recipe, draws: Draws) -> float:
    where = "urban" if draft.tier in URBAN else "rural"
    path = (where,) if recipe.has(kind, where) else ()
    return round(one_of(recipe.spread(kind, *path), draws), 4)
