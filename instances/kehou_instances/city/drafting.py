"""How big every school of a tier is, before it is known where it stands."""

from dataclasses import dataclass

from kehou_instances.city.places import CityTier
from kehou_instances.city.recipe import Recipe
from kehou_instances.city.spreading import evenly, some_of
from kehou_instances.ladder.draws import Draws
from kehou_solver.domain import SchoolKind

GRADES_OF = {SchoolKind.PRIMARY: 6, SchoolKind.JUNIOR: 3}
"""Grades of a school, by law (LZ-501)."""


@dataclass(frozen=True)
class Draft:
    """The size of one school.

    Attributes:
        classes: >= 2.
        class_size: children, on average.
        afternoon: name in the recipe.
    """

    tier: CityTier
    kind: SchoolKind
    classes: int
    class_size: float
    afternoon: str

    @property
    def pupils(self) -> int:
        """Return the children of the school."""
        return round(self.classes * self.class_size)


def drafts(tier: CityTier, recipe: Recipe, draws: Draws) -> list[Draft]:
    """Draw the sizes of all schools of a tier."""
    count = recipe.count("schools", tier)
    classes = evenly(recipe.spread("classes", tier), count, draws)
    sizes = evenly(recipe.spread("class_size", tier), count, draws)
    share = recipe.number("junior_share", tier) if in_both_kinds(tier, recipe) else 0.0
    junior = some_of(count, 1.0 if tier == "urban_junior" else share, draws)
    longer = some_of(count, recipe.number("longer_afternoon_share", tier), draws)
    bells = recipe.afternoons_of[tier]
    return [
        Draft(
            tier=tier,
            kind=SchoolKind.JUNIOR if junior[i] else SchoolKind.PRIMARY,
            classes=round(classes[i]),
            class_size=sizes[i],
            afternoon=bells[-1] if longer[i] else bells[0],
        )
        for i in range(count)
    ]


def in_both_kinds(tier: CityTier, recipe: Recipe) -> bool:
    """Say whether some schools of a tier are junior."""
    return recipe.has("junior_share", tier)


def classes_by_grade(draft: Draft) -> tuple[int, ...]:
    """Return classes of each grade; tiny schools have the lower grades only."""
    grades = min(GRADES_OF[draft.kind], draft.classes)
    each, more = divmod(draft.classes, grades)
    return tuple(each + (grade < more) for grade in range(grades))
