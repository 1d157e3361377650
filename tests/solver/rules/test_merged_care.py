"""Proof that homework groups merge few classes of one school and one care band."""

from random import Random

import pytest

from kehou_solver.domain import CareBand, Instance, Timetable
from tests.solver.rules.agreement import (
    Week,
    agree,
    both_sides,
    each_changed,
    edge,
    edges,
    judged,
    odds,
    others_change_nothing,
    random_timetable,
    random_world,
    repeatedly,
    some,
)
from tests.solver.worlds import (
    CLASSES,
    EAST,
    SLOTS,
    TERM_START,
    WEST,
    care,
    changed,
    homeroom,
    lawful,
    lawful_two,
    limits,
    meeting,
    pupil,
    together,
    two_campuses,
    world,
)

RULE = "merged_care"
pytestmark = pytest.mark.clause("LZ-307", "LZ-309")


def bands(*pupils: int) -> tuple[CareBand, ...]:
    """Bands of grades 1-2, 3-5 and 6, as far as numbers are given."""
    grades = ((1, 2), (3, 5), (6, 6))
    return tuple(
        CareBand(from_grade=first, to_grade=last, pupils=number)
        for (first, last), number in zip(grades, pupils, strict=False)
    )


def many(*pupils: int, classes: int = 2) -> Instance:
    """Classes of grades 1, 2, 3, 5 and 6, two children each; so many to a group."""
    homerooms = [
        homeroom(f"{grade}-1", grade, unlisted_consent=TERM_START, unlisted=2)
        for grade in (1, 2, 3, 5, 6)
    ]
    school = changed(
        EAST, limits=limits(merge_classes=classes, care_bands=bands(*pupils))
    )
    return world(schools=(school,), classes=tuple(homerooms), pupils=())


def together_in(*classes: str) -> Timetable:
    """One homework group."""
    return care("tue-2", *classes, room="r1", lead="T1", id="group")


ROBOTS = meeting("robots", "tue-2", room="lab", lead="V1", seats=("p4", "p5"))
TIGHT = world(
    schools=(changed(EAST, limits=limits(care_bands=bands(6, 1))),),
)


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    edge("one class", True, many(9, 9, 9), together_in("1-1")),
    edge("no class", False, many(9, 9, 9), together_in()),
    edge(
        "exactly as many classes as may merge",
        True,
        many(9, 9, 9),
        together_in("1-1", "2-1"),
    ),
    edge(
        "one class too many", False, many(9, 9, 9, classes=1), together_in("1-1", "2-1")
    ),
    edge(
        "two classes at the edges of a band",
        True,
        many(9, 9, 9),
        together_in("3-1", "5-1"),
    ),
    edge(
        "two classes just outside one band",
        False,
        many(9, 9, 9),
        together_in("2-1", "3-1"),
    ),
    edge(
        "two classes outside one band above",
        False,
        many(9, 9, 9),
        together_in("5-1", "6-1"),
    ),
    edge("a class of no band", False, many(9, 9), together_in("6-1")),
    edge("two classes of no band", False, many(9), together_in("5-1", "6-1")),
    edge(
        "a class of a band and one of none",
        False,
        many(9, 9),
        together_in("5-1", "6-1"),
    ),
    edge(
        "exactly the children of the band",
        True,
        many(4, 9, 9),
        together_in("1-1", "2-1"),
    ),
    edge(
        "one child more than the band allows",
        False,
        many(3, 9, 9),
        together_in("1-1", "2-1"),
    ),
    edge(
        "the other band's number does not matter",
        True,
        many(4, 0, 0),
        together_in("1-1", "2-1"),
    ),
    edge(
        "children in a club do not count",
        True,
        TIGHT,
        together(care("tue-2", "3-1", room="r3", lead="T3"), ROBOTS),
    ),
    edge(
        "children who stay do count",
        False,
        TIGHT,
        care("tue-2", "3-1", room="r3", lead="T3"),
    ),
    edge(
        "a class of the other campus",
        False,
        two_campuses(),
        care("mon-1", "2-9", room="r1", lead="T1"),
    ),
    edge(
        "classes of two campuses",
        False,
        two_campuses(),
        care("mon-1", "1-1", "2-9", room="r1", lead="T1"),
    ),
    edge(
        "two groups are judged apart",
        True,
        many(4, 9, 9),
        together(together_in("1-1"), care("tue-2", "2-1", room="r3", lead="T3")),
    ),
    edge(
        "a group in a slot of odd weeks",
        False,
        world(slots=(changed(SLOTS[3], weeks="odd"),)),
        together_in(),
    ),
)
def test_homework_groups_merge_only_what_fits(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Several classes and bands, drawn and numbered at random."""

    def some_limits() -> object:
        cut = chance.choice([1, 2, 3])
        return limits(
            merge_classes=chance.choice([1, 2, 2, 3]),
            care_bands=(
                CareBand(from_grade=1, to_grade=cut, pupils=chance.choice([2, 3, 5])),
                CareBand(
                    from_grade=cut + 1,
                    to_grade=chance.choice([4, 5, 6]),
                    pupils=chance.choice([0, 3, 4]),
                ),
            ),
        )

    classes = each_changed(
        (
            *CLASSES,
            homeroom("2-1", 2),
            homeroom("3-2", 3),
            homeroom("2-9", 2, school="west"),
        ),
        lambda _: {
            "grade": chance.choice([1, 2, 3, 3, 4, 6]),
            "unlisted": chance.choice([0, 1]),
            "unlisted_consent": TERM_START if odds(chance, 50) else None,
        },
    )
    instance = random_world(
        chance,
        schools=(
            changed(EAST, limits=some_limits()),
            changed(WEST, limits=some_limits()),
        ),
        classes=classes,
    )
    pupils = (*instance.pupils, pupil("p10", "2-1"), pupil("p11", "3-2"))
    skips = [s.id for s in instance.slots]
    instance = changed(
        instance,
        pupils=each_changed(pupils, lambda _: {"skips": some(chance, skips, 0, 2)}),
    )
    return instance, random_timetable(
        chance, instance, care=1, clubs=1, seats=6, posts=0, astray=5
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
