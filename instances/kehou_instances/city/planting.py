"""Plant one school of the city by the ladder's generator."""

from collections.abc import Sequence

from kehou_instances.city.plan import CityPlan, CommunityPlan
from kehou_instances.city.planning import COMMUNITY_STREAM
from kehou_instances.city.recipe import Recipe
from kehou_instances.city.shapes import shape_of
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.schools import plant_school
from kehou_instances.ladder.shape import Visitor
from kehou_solver.errors import DefectError

ATTEMPTS = 20
"""Draws of one school before we own up; few need a second."""


def visitors_of(city: CityPlan, school: str) -> tuple[Visitor, ...]:
    """Return the vendor instructors allotted to a school."""
    return tuple(
        Visitor(
            id=person.id,
            name=f"机构教师 {person.id}",
            vendor=vendor.id,
            skills=person.skills,
            weekdays=stint.weekdays,
            lessons_week=stint.lessons_week,
        )
        for vendor in city.vendors
        for person in vendor.instructors
        for stint in person.allotted
        if stint.school == school
    )


def plant(
    seed: int,
    community: CommunityPlan,
    number: int,
    visitors: Sequence[Visitor],
    recipe: Recipe,
) -> Planted:
    """Plant the `number`-th school of a community, on its own.

    Now and then a tiny school is drawn in which nobody is left for a group; then it
    is drawn anew.
    """
    school = community.schools[number]
    lenders = [each.afternoon for each in community.schools if not each.weak]
    shape = shape_of(school, visitors, lenders[0] if school.weak else None, recipe)
    knobs = Knobs(
        scarcity=recipe.number("scarcity"),
        participation=recipe.number("teacher_participation"),
        consent_rate=school.participation,
        merge_classes=recipe.count("merge_classes", school.tier),
    )
    for attempt in range(ATTEMPTS):
        draws = Draws(COMMUNITY_STREAM, seed, community.number, number, attempt)
        try:
            return plant_school(school.code, seed, shape, knobs, draws)
        except DefectError as error:
            last = error
    raise last
