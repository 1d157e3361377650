"""Proof that no child, class, adult or room is in two places at once."""

from random import Random

from kehou_solver.domain import Instance, Staff, Timetable
from tests.solver.rules.agreement import (
    WORLD_CLUBS,
    WORLD_ROOMS,
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
)
from tests.solver.worlds import (
    SLOTS,
    at,
    at_gate,
    care,
    changed,
    lawful,
    lawful_two,
    meeting,
    slot,
    together,
    two_campuses,
    world,
)

RULE = "one_place_at_a_time"

POOL = {"rooms": WORLD_ROOMS[:5], "clubs": WORLD_CLUBS[:3]}
"""The club swim at the pool, ten minutes away; the slots are ten minutes apart."""


def pool(minutes: int) -> Instance:
    """The default world with a venue so many minutes away."""
    rooms = (*POOL["rooms"][:4], changed(POOL["rooms"][4], travel_minutes=minutes))
    return world(rooms=rooms, clubs=POOL["clubs"])


def swim(slot: str, *seats: str, lead: str = "C1", id: str = "swim") -> Timetable:
    """Swimming in one slot."""
    return meeting("swim", slot, room="pool", lead=lead, seats=seats, id=id)


def chess(slot: str, *seats: str, lead: str = "C1", id: str = "chess") -> Timetable:
    """Chess in one slot."""
    return meeting("chess", slot, room="hall", lead=lead, seats=seats, id=id)


def robots(slot: str, *seats: str, lead: str = "V1") -> Timetable:
    """Robots in one slot."""
    return meeting("robots", slot, room="lab", lead=lead, seats=seats)


def staffed(timetable: Timetable, *rows: Staff) -> Timetable:
    """Put other staff in a timetable."""
    return changed(timetable, staff=rows)


CARE_1 = care("mon-1", "1-1", room="r1", lead="T1")
TOUCHING = (SLOTS[0], slot("mon-2", 1, "17:10", "17:50"))
SHARING = (SLOTS[0], slot("w-1", 1, "17:09", "17:50", school="west"))


@edges(
    edge("nothing at all", True, world(), Timetable()),
    edge("a lawful week", True, world(), lawful()),
    edge("a lawful week at two campuses", True, two_campuses(), lawful_two()),
    # Children
    edge(
        "one child in two clubs at once",
        False,
        world(),
        together(chess("mon-1", "p4"), robots("mon-1", "p4")),
    ),
    edge(
        "two children in two clubs at once",
        True,
        world(),
        together(chess("mon-1", "p4"), robots("mon-1", "p5")),
    ),
    edge(
        "one child in two clubs one after the other",
        True,
        world(),
        together(chess("mon-1", "p4"), robots("mon-2", "p4")),
    ),
    edge(
        "one child in two groups of one club at once",
        False,
        world(),
        together(chess("mon-1", "p4"), chess("mon-1", "p4", lead="T5", id="chess-2")),
    ),
    edge(
        "a way that just fits before homework care", True, pool(10), swim("mon-2", "p4")
    ),
    edge(
        "a way one minute too long for homework care before",
        False,
        pool(11),
        swim("mon-2", "p4"),
    ),
    edge(
        "a long way on a day with no other slot asked for",
        True,
        world(**POOL, slots=SLOTS[1:2]),
        swim("mon-2", "p4"),
    ),
    edge(
        "a long way, and the child is in a club in the slot before",
        False,
        pool(11),
        together(swim("mon-2", "p4"), chess("mon-1", "p4", lead="T5")),
    ),
    edge("a long way with nobody in the club", True, pool(11), swim("mon-2")),
    edge(
        "one group that meets twice a day on the way to itself",
        True,
        pool(15),
        meeting(
            "swim", "mon-1", "mon-2", room="pool", lead="T1", seats=("p4",)
        ).model_copy(update={"staff": ()}),
    ),
    # Classes
    edge(
        "one class in two homework groups at once",
        False,
        world(),
        together(CARE_1, care("mon-1", "1-1", room="r3", lead="T3", id="again")),
    ),
    edge(
        "one class in homework groups one after the other",
        True,
        world(),
        together(CARE_1, care("mon-2", "1-1", room="r1", lead="T1")),
    ),
    edge(
        "one class in two merged groups at once",
        False,
        world(),
        together(
            care("mon-1", "1-1", "3-1", room="r1", lead="T1"),
            care("mon-1", "3-1", room="r3", lead="T3"),
        ),
    ),
    # Adults
    edge(
        "an adult with two groups at once",
        False,
        world(),
        together(CARE_1, chess("mon-1", lead="T1")),
    ),
    edge(
        "an adult with two groups in slots that touch",
        True,
        world(slots=TOUCHING),
        together(CARE_1, chess("mon-2", lead="T1")),
    ),
    edge(
        "an adult at two campuses in slots that share a minute",
        False,
        two_campuses(slots=SHARING),
        together(CARE_1, care("w-1", "2-9", room="r9", lead="T1", school="west")),
    ),
    edge(
        "an adult in two roles in one group",
        False,
        world(),
        staffed(
            CARE_1,
            Staff(adult="T1", group="1-1@mon-1"),
            Staff(adult="T1", group="1-1@mon-1", role="assistant"),
        ),
    ),
    edge(
        "an adult in a group in odd and in all weeks",
        False,
        world(),
        staffed(
            CARE_1,
            Staff(adult="T1", group="1-1@mon-1"),
            Staff(adult="T1", group="1-1@mon-1", weeks="odd"),
        ),
    ),
    edge(
        "an adult in a group in odd and in even weeks",
        True,
        world(),
        staffed(
            CARE_1,
            Staff(adult="T1", group="1-1@mon-1", weeks="even"),
            Staff(adult="T1", group="1-1@mon-1", weeks="odd"),
        ),
    ),
    edge(
        "an adult in two groups at once in different weeks",
        True,
        world(),
        together(
            staffed(CARE_1, Staff(adult="T1", group="1-1@mon-1", weeks="even")),
            staffed(chess("mon-1"), Staff(adult="T1", group="chess", weeks="odd")),
        ),
    ),
    edge(
        "an adult back from the venue just before the post",
        True,
        pool(0),
        together(swim("mon-2", lead="S1"), at_gate("S1", 1)),
    ),
    edge(
        "an adult one minute late for the post",
        False,
        pool(1),
        together(swim("mon-2", lead="S1"), at_gate("S1", 1)),
    ),
    edge(
        "an adult at a post nobody needs",
        True,
        world(schools=(changed(world().schools[0], posts=()),)),
        together(care("mon-2", "1-1", room="r1", lead="T1"), at_gate("T1", 1)),
    ),
    # Rooms
    edge(
        "a room with two groups at once",
        False,
        world(),
        together(CARE_1, care("mon-1", "3-1", room="r1", lead="T3")),
    ),
    edge(
        "a room with two groups one after the other",
        True,
        world(),
        together(CARE_1, care("mon-2", "3-1", room="r1", lead="T3")),
    ),
    edge(
        "a room that is free while its group is on the way",
        True,
        pool(15),
        together(swim("mon-1"), swim("mon-2", lead="T5", id="swim-2")),
    ),
    edge(
        "a room shared by slots of odd and even weeks",
        True,
        world(
            slots=(
                changed(SLOTS[0], weeks="odd"),
                changed(SLOTS[1], weeks="even", start=at("16:30")),
            )
        ),
        together(CARE_1, care("mon-2", "3-1", room="r1", lead="T3")),
    ),
)
def test_nobody_and_no_room_is_in_two_places(
    instance: Instance, timetable: Timetable, allowed: bool
) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """A few groups at several campuses, with ways of every length."""
    instance = random_world(chance, biweekly=20)
    rooms = each_changed(
        instance.rooms,
        lambda r: {"travel_minutes": chance.choice([0, 1, 9, 10, 11, 20]) * r.offsite},
    )
    clubs = each_changed(
        instance.clubs, lambda c: {"venue": "pool" if odds(chance, 40) else c.venue}
    )
    instance = changed(instance, rooms=rooms, clubs=clubs)
    return instance, random_timetable(
        chance,
        instance,
        care=1,
        clubs=2,
        posts=odds(chance, 40),
        seats=1,
        meetings=(1, 2),
        leads=(0, 0, 1),
        astray=15,
    )


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
