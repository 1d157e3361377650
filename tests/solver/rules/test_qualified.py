"""Proof that groups are led by adults who can lead them."""

from datetime import date
from random import Random

import pytest

from kehou_solver.domain import Adult, Instance, Staff, Teaching, Timetable
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
    ADULTS,
    C1,
    CHESS,
    CLUBS,
    S1,
    SLOTS,
    T5,
    V1,
    at_gate,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    replaced,
    skill,
    two_campuses,
    world,
)

RULE = "qualified"
pytestmark = pytest.mark.clause("LZ-313", "LZ-317")

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
SUNDAY = date(2026, 3, 1)


def but(adult: Adult, **changes: object) -> Instance:
    """The default world where one adult is different."""
    return world(adults=replaced(ADULTS, changed(adult, **changes)))


def coach(name: str = "chess-coach", **validity: date) -> Instance:
    """The default world where C1 has this skill and no other."""
    return but(C1, qualifications=(skill(name, **validity),))


def chess(*slots: str, lead: str = "C1", assistants: tuple[str, ...] = ()) -> Timetable:
    """A chess group."""
    return meeting("chess", *slots, room="hall", lead=lead, assistants=assistants)


def robots(lead: str) -> Timetable:
    """A robots group; it needs no qualification."""
    return meeting("robots", "tue-2", room="lab", lead=lead)


def care_by(lead: str, *classes: str) -> Timetable:
    """A homework group."""
    return care("mon-1", *classes, room="r1", lead=lead)


def assisted(timetable: Timetable, adult: str) -> Timetable:
    """Let somebody assist in the only group of a timetable."""
    (group,), staff = timetable.groups, timetable.staff
    extra = Staff(adult=adult, group=group.id, role="assistant")
    return changed(timetable, staff=(*staff, extra))


TWO_SKILLS = replaced(
    CLUBS, changed(CHESS, qualifications=("chess-coach", "first-aid"))
)
HELD = (skill("chess-coach"), skill("first-aid"))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    # Clubs
    edge(
        "a coach without the qualification",
        False,
        but(C1, qualifications=()),
        chess("mon-2"),
    ),
    edge(
        "a coach with another qualification", False, coach("go-coach"), chess("mon-2")
    ),
    edge(
        "a qualification valid from the day",
        True,
        coach(valid_from=MONDAY),
        chess("mon-2"),
    ),
    edge(
        "a qualification valid from the day after",
        False,
        coach(valid_from=TUESDAY),
        chess("mon-2"),
    ),
    edge(
        "a qualification valid until the day",
        True,
        coach(valid_until=MONDAY),
        chess("mon-2"),
    ),
    edge(
        "a qualification valid until the day before",
        False,
        coach(valid_until=SUNDAY),
        chess("mon-2"),
    ),
    edge(
        "a qualification that ends between two meetings",
        False,
        coach(valid_until=MONDAY),
        chess("mon-2", "tue-2"),
    ),
    edge(
        "a qualification renewed between two meetings",
        True,
        but(
            C1,
            qualifications=(
                skill("chess-coach", valid_until=MONDAY),
                skill("chess-coach", valid_from=TUESDAY),
            ),
        ),
        chess("mon-2", "tue-2"),
    ),
    edge("one of two qualifications", False, world(clubs=TWO_SKILLS), chess("mon-2")),
    edge(
        "both qualifications",
        True,
        world(
            clubs=TWO_SKILLS, adults=replaced(ADULTS, changed(C1, qualifications=HELD))
        ),
        chess("mon-2"),
    ),
    edge(
        "a club outside the adult's list",
        False,
        but(C1, clubs=("robots",)),
        chess("mon-2"),
    ),
    edge("an adult who takes no clubs", False, but(C1, clubs=()), chess("mon-2")),
    edge("an adult who takes any club", True, but(C1, clubs=None), chess("mon-2")),
    edge("no qualification needed and no list", True, world(), robots("T5")),
    edge(
        "an assistant needs no qualification",
        True,
        world(),
        chess("mon-2", assistants=("T5",)),
    ),
    edge(
        "an assistant needs no place on the list",
        True,
        world(),
        meeting("robots", "tue-2", room="lab", lead="V1", assistants=("C1",)),
    ),
    edge(
        "a qualification missing in the even weeks' meeting only",
        False,
        world(
            slots=(SLOTS[1], changed(SLOTS[3], weeks="even")),
            adults=replaced(
                ADULTS,
                changed(C1, qualifications=(skill("chess-coach", valid_until=MONDAY),)),
            ),
        ),
        chess("mon-2", "tue-2"),
    ),
    # Homework care
    edge("care by an adult for any care", True, world(), care_by("T5", "1-1")),
    edge(
        "care by an adult for no care",
        False,
        but(T5, care="none"),
        care_by("T5", "1-1"),
    ),
    edge(
        "care of a class taught",
        True,
        but(T5, care="taught", teaches=(Teaching(class_id="1-1", subject="art"),)),
        care_by("T5", "1-1"),
    ),
    edge(
        "care of a class not taught",
        False,
        but(T5, care="taught", teaches=(Teaching(class_id="3-1", subject="art"),)),
        care_by("T5", "1-1"),
    ),
    edge(
        "merged care of a class taught and another",
        True,
        but(T5, care="taught", teaches=(Teaching(class_id="3-1", subject="art"),)),
        care_by("T5", "1-1", "3-1"),
    ),
    edge(
        "care of the homeroom class",
        True,
        but(ADULTS[0], care="taught"),
        care_by("T1", "1-1"),
    ),
    edge(
        "care of another homeroom class",
        False,
        but(ADULTS[0], care="taught"),
        care_by("T1", "3-1"),
    ),
    edge(
        "care of no class by one who cares for classes taught",
        False,
        but(T5, care="taught"),
        care_by("T5"),
    ),
    edge("care of no class by one for any care", True, world(), care_by("T5")),
    edge(
        "an assistant in care who gives no care",
        True,
        but(T5, care="none"),
        assisted(care_by("T1", "1-1"), "T5"),
    ),
    # Support staff
    edge("support staff at a post", True, world(), at_gate("S1", 1)),
    edge(
        "support staff leading care", False, but(S1, care="any"), care_by("S1", "1-1")
    ),
    edge("support staff leading a club", False, world(), robots("S1")),
    edge("support staff assisting", False, world(), chess("mon-2", assistants=("S1",))),
)
def test_groups_are_led_by_those_who_can(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """Adults with some skills, some clubs and some classes."""

    def skills() -> tuple[object, ...]:
        return tuple(
            skill(
                name,
                valid_from=chance.choice([SUNDAY, MONDAY, MONDAY, TUESDAY]),
                valid_until=chance.choice([MONDAY, TUESDAY, TUESDAY, TUESDAY]),
            )
            for name in ("chess-coach", "first-aid")
            if odds(chance, 90)
        )

    world = random_world(chance)
    classes = [each.id for each in world.classes]
    clubs = [club.id for club in world.clubs]
    adults = each_changed(
        world.adults,
        lambda _: {
            "qualifications": skills(),
            "clubs": some(chance, clubs, 2, 4) if odds(chance, 40) else None,
            "care": chance.choice(["any", "any", "taught", "taught", "none"]),
            "teaches": tuple(
                Teaching(class_id=each, subject="art")
                for each in some(chance, classes, 1, 2)
            ),
        },
    )
    needed = ("chess-coach", "first-aid")
    instance = changed(
        world,
        adults=adults,
        clubs=each_changed(
            world.clubs, lambda _: {"qualifications": some(chance, needed, 0, 2)}
        ),
    )
    people = ("T1", "T3", "T5", "C1", V1.id, "G1") * 3 + ("S1",)
    return instance, random_timetable(
        chance, instance, care=1, clubs=1, posts=1, leads=(1,), adults=people
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
