"""From the plan of a school to the shape the ladder's generator plants."""

from collections.abc import Sequence

from kehou_instances.city.places import URBAN, school_words
from kehou_instances.city.plan import SchoolPlan
from kehou_instances.city.recipe import Afternoon, Recipe
from kehou_instances.city.staffing import SPECIALISTS
from kehou_instances.ladder.shape import Shape, Visitor, Window
from kehou_solver.domain import AdultKind, SchoolKind
from kehou_solver.domain.base import parse_clock

DAY_NAMES = {1: "mon", 2: "tue", 3: "wed", 4: "thu", 5: "fri"}
FRIDAY = 5
NO_FEATURE = "activity"


def shape_of(
    school: SchoolPlan,
    visitors: Sequence[Visitor],
    lender: str | None,
    recipe: Recipe,
) -> Shape:
    """Return what the ladder needs to plant one school.

    Args:
        school: the plan.
        visitors: vendor instructors allotted to it.
        lender: afternoon of the schools that lend to it.
        recipe: all numbers.
    """
    tier, classes = school.tier, sum(school.classes)
    words = school_words(tier, school.kind)
    bells = recipe.afternoon[school.afternoon]
    second = classes >= recipe.number("two_patrols_from")
    patrolled = recipe.count("patrolled", tier)
    seats = recipe.spread("club_seats", tier)
    opens = recipe.spread("club_opens", tier)
    rural = "urban" if tier in URBAN else "rural"
    uneven = recipe.count("uneven", tier)
    return Shape(
        title_zh=f"{words.zh}（{classes} 班）",
        title_en=f"{words.en} ({classes} classes)",
        classes=school.classes,
        first_grade=school.first_grade,
        pupils=school.pupils,
        uneven=uneven,
        own=school.own_teachers,
        specialists=school.specialists,
        support=school.support_staff,
        outsiders=_outsiders(school),
        visitors=tuple(visitors),
        lent_subjects=SPECIALISTS,
        lent_periods=_spans(recipe.afternoon[lender].lessons) if lender else (),
        way_minutes=int(recipe.spread("way_minutes", rural).high),
        weak=school.weak,
        clubs=school.clubs,
        club_seats=(int(seats.low), int(seats.high)),
        club_opens=(int(opens.low), int(opens.high)),
        rooms=_rooms(school, recipe),
        windows=windows(bells),
        periods=_spans(bells.lessons),
        short_days={FRIDAY: bells.friday_lessons},
        care_bands=_care_bands(school, recipe),
        merge_chance=recipe.number("merge_chance", tier),
        no_homework=(recipe.count("no_homework_weekday"),),
        patrols=patrolled * (1 + second),
        gates=1 + second,
        hardship=school.hardship,
        wishes=recipe.count("wishes", tier),
    )


def windows(bells: Afternoon) -> tuple[Window, ...]:
    """Return the slots of a week."""
    return tuple(
        Window(f"{name}-{number}", weekday, start, end)
        for weekday, name in DAY_NAMES.items()
        for number, (start, end) in enumerate(
            _spans(bells.friday if weekday == FRIDAY else bells.monday_to_thursday),
            start=1,
        )
    )


def _spans(written: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Read "HH:MM-HH:MM" as minutes since midnight."""
    return tuple(
        (int(parse_clock(start)), int(parse_clock(end)))
        for start, end in (span.split("-") for span in written)
    )


def _outsiders(school: SchoolPlan) -> dict[AdultKind, int]:
    heads = {kind: count for kind, count in school.outsiders.items() if count}
    return heads | ({AdultKind.GROUP_TEACHER: school.lent} if school.lent else {})


def _rooms(school: SchoolPlan, recipe: Recipe) -> dict[str, int]:
    """Return special rooms by feature: one for so many classes, at least one."""
    return {
        "" if feature == NO_FEATURE else feature: max(
            1, round(sum(school.classes) / classes)
        )
        for feature, classes in recipe.numbers("classes_per_room", school.tier).items()
    }


def _care_bands(school: SchoolPlan, recipe: Recipe) -> tuple[tuple[int, int, int], ...]:
    """Return who may be merged: grades 1-2, 3-6 or 7-9."""
    caps = recipe.numbers("care_pupils", school.tier)
    if school.kind is SchoolKind.JUNIOR:
        return ((7, 9, int(caps["junior"])),)
    return ((1, 2, int(caps["lower"])), (3, 6, int(caps["upper"])))
