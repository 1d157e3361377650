"""Proof that what the school has pinned stays."""

from random import Random

from kehou_solver.domain import (
    Instance,
    MeetingPin,
    Pin,
    RoomPin,
    SeatPin,
    Slot,
    Staff,
    StaffPin,
    Timetable,
)
from tests.solver.rules.agreement import (
    Week,
    agree,
    both_sides,
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
    care,
    changed,
    lawful,
    meeting,
    together,
    world,
)

RULE = "pins_kept"


def pinned(*pins: Pin, slots: tuple[Slot, ...] = SLOTS) -> Instance:
    """The default world with pins."""
    return world(pins=pins, slots=slots)


def staff(adult: str, slot: str, **what: str) -> StaffPin:
    """This adult leads."""
    return StaffPin(kind="staff", adult=adult, slot=slot, **what)


def in_room(room: str, slot: str, **what: str) -> RoomPin:
    """This room is used."""
    return RoomPin(kind="room", room=room, slot=slot, **what)


SEAT = SeatPin(kind="seat", pupil="p4", club="chess")
MEETS = MeetingPin(kind="meeting", club="chess", slot="mon-2")
LEADS_CLUB = staff("C1", "mon-2", club="chess")
LEADS_CARE = staff("T1", "mon-2", class_id="1-1")
CLUB_ROOM = in_room("hall", "mon-2", club="chess")
CARE_ROOM = in_room("r1", "mon-2", class_id="1-1")
ODD = (
    SLOTS[0],
    changed(SLOTS[1], weeks="odd"),
    SLOTS[2],
    changed(SLOTS[3], weeks="even"),
)
"""mon-2 in odd weeks, tue-2 in even weeks."""


def chess(
    *slots: str,
    lead: str = "C1",
    room: str = "hall",
    seats: tuple[str, ...] = (),
    id: str = "chess",
) -> Timetable:
    """A chess group."""
    return meeting("chess", *slots, room=room, lead=lead, seats=seats, id=id)


def care_of(
    *classes: str, slot: str = "mon-2", lead: str = "T1", room: str = "r1"
) -> Timetable:
    """A homework group."""
    return care(slot, *classes, room=room, lead=lead)


def weekly(timetable: Timetable, *rows: Staff) -> Timetable:
    """Put other staff in a timetable."""
    return changed(timetable, staff=rows)


ROBOTS = meeting("robots", "mon-2", room="lab", lead="C1", seats=("p4",))
ASSISTED = meeting("chess", "mon-2", room="hall", lead="T5", assistants=("C1",))


@edges(
    edge("no pins, nothing at all", True, pinned(), Timetable()),
    edge(
        "a lawful week with a pin of every kind",
        True,
        pinned(
            LEADS_CLUB,
            LEADS_CARE,
            CLUB_ROOM,
            CARE_ROOM,
            MEETS,
            changed(SEAT, pupil="p1"),
        ),
        lawful(),
    ),
    # Staff
    edge("the pinned adult leads the club", True, pinned(LEADS_CLUB), chess("mon-2")),
    edge("the pinned club does not meet", False, pinned(LEADS_CLUB), Timetable()),
    edge(
        "another adult leads the club",
        False,
        pinned(LEADS_CLUB),
        chess("mon-2", lead="T5"),
    ),
    edge("the pinned adult only assists", False, pinned(LEADS_CLUB), ASSISTED),
    edge(
        "the pinned adult leads it in another slot",
        False,
        pinned(LEADS_CLUB),
        chess("tue-2"),
    ),
    edge("the pinned adult leads another club", False, pinned(LEADS_CLUB), ROBOTS),
    edge(
        "one of two groups has the pinned adult",
        True,
        pinned(LEADS_CLUB),
        together(chess("mon-2", lead="T5"), chess("mon-2", id="more")),
    ),
    edge(
        "the second meeting is the pinned one",
        True,
        pinned(LEADS_CLUB),
        chess("tue-2", "mon-2"),
    ),
    edge(
        "the pinned adult leads the class's care",
        True,
        pinned(LEADS_CARE),
        care_of("1-1"),
    ),
    edge(
        "the pinned adult leads merged care of the class",
        True,
        pinned(LEADS_CARE),
        care_of("3-1", "1-1"),
    ),
    edge(
        "the pinned adult leads another class's care",
        False,
        pinned(LEADS_CARE),
        care_of("3-1"),
    ),
    edge(
        "the pinned adult leads the class in another slot",
        False,
        pinned(LEADS_CARE),
        care_of("1-1", slot="mon-1"),
    ),
    edge(
        "another adult leads the class's care",
        False,
        pinned(LEADS_CARE),
        care_of("1-1", lead="T3"),
    ),
    edge(
        "a club does not keep a pin of care",
        False,
        pinned(LEADS_CARE),
        chess("mon-2", lead="T1"),
    ),
    edge(
        "care does not keep a pin of a club",
        False,
        pinned(LEADS_CLUB),
        care_of("1-1", lead="C1"),
    ),
    edge(
        "the pinned adult leads in odd weeks only",
        False,
        pinned(LEADS_CLUB),
        weekly(
            chess("mon-2"),
            Staff(adult="C1", group="chess", weeks="odd"),
            Staff(adult="T5", group="chess", weeks="even"),
        ),
    ),
    edge(
        "the pinned adult leads in odd weeks, when the slot is held",
        True,
        pinned(LEADS_CLUB, slots=ODD),
        weekly(chess("mon-2"), Staff(adult="C1", group="chess", weeks="odd")),
    ),
    edge(
        "the pinned adult leads in even weeks, when the slot is not held",
        False,
        pinned(LEADS_CLUB, slots=ODD),
        weekly(chess("mon-2"), Staff(adult="C1", group="chess", weeks="even")),
    ),
    # Rooms
    edge("the club is in the pinned room", True, pinned(CLUB_ROOM), chess("mon-2")),
    edge(
        "the club is in another room",
        False,
        pinned(CLUB_ROOM),
        chess("mon-2", room="lab"),
    ),
    edge(
        "another club is in the pinned room",
        False,
        pinned(CLUB_ROOM),
        changed(ROBOTS, groups=(changed(ROBOTS.groups[0], room="hall"),)),
    ),
    edge(
        "the club is in the pinned room in another slot",
        False,
        pinned(CLUB_ROOM),
        chess("tue-2"),
    ),
    edge(
        "the class's care is in the pinned room",
        True,
        pinned(CARE_ROOM),
        care_of("1-1", lead="T5"),
    ),
    edge(
        "the class's merged care is in the pinned room",
        True,
        pinned(CARE_ROOM),
        care_of("3-1", "1-1"),
    ),
    edge(
        "the class's care is in another room",
        False,
        pinned(CARE_ROOM),
        care_of("1-1", room="r3"),
    ),
    edge(
        "another class's care is in the pinned room",
        False,
        pinned(CARE_ROOM),
        care_of("3-1"),
    ),
    # Seats
    edge("the pinned seat", True, pinned(SEAT), chess("mon-2", seats=("p4",))),
    edge("a seat in another club", False, pinned(SEAT), ROBOTS),
    edge("another child's seat", False, pinned(SEAT), chess("mon-2", seats=("p5",))),
    edge("no seat", False, pinned(SEAT), chess("mon-2")),
    edge(
        "the pinned seat in the second group",
        True,
        pinned(SEAT),
        together(chess("mon-2"), chess("tue-2", seats=("p4",), id="more")),
    ),
    edge(
        "the pinned seat in a club of odd weeks only",
        True,
        pinned(SEAT, slots=ODD),
        chess("mon-2", seats=("p4",)),
    ),
    edge(
        "a seat in another club of odd weeks only",
        False,
        pinned(SEAT, slots=ODD),
        ROBOTS,
    ),
    # Meetings
    edge("the club meets in the pinned slot", True, pinned(MEETS), chess("mon-2")),
    edge("the club meets in another slot", False, pinned(MEETS), chess("tue-2")),
    edge(
        "the club's second meeting is the pinned one",
        True,
        pinned(MEETS),
        chess("tue-2", "mon-2"),
    ),
    edge("another club meets in the pinned slot", False, pinned(MEETS), ROBOTS),
    edge(
        "the pinned slot of odd weeks", True, pinned(MEETS, slots=ODD), chess("mon-2")
    ),
    edge(
        "the pinned slot of odd weeks, the club in even weeks",
        False,
        pinned(MEETS, slots=ODD),
        chess("tue-2"),
    ),
    # Several
    edge("one of two pins is kept", False, pinned(MEETS, SEAT), chess("mon-2")),
    edge(
        "both pins are kept", True, pinned(MEETS, SEAT), chess("mon-2", seats=("p4",))
    ),
)
def test_pins_are_kept(instance: Instance, timetable: Timetable, allowed: bool) -> None:
    assert judged(RULE, instance, timetable) == (allowed, allowed)


def random_week(chance: Random) -> Week:
    """One pin, mostly read off the timetable and then perhaps changed a little."""
    instance = random_world(chance, biweekly=30)
    timetable = random_timetable(
        chance,
        instance,
        care=2,
        clubs=2,
        seats=2,
        posts=0,
        leads=(1, 1, 2),
        biweekly=25,
    )
    pins = tuple(
        _pin(chance, instance, timetable) for _ in range(chance.choice([1, 1, 2]))
    )
    return changed(instance, pins=pins), timetable


def _pin(chance: Random, instance: Instance, timetable: Timetable) -> Pin:
    def near(right: str, all_: tuple[object, ...]) -> str:
        others = [one.id for one in all_]  # type: ignore[attr-defined]
        return chance.choice(others) if odds(chance, 12) else right

    group = chance.choice(timetable.groups)
    slot = near(chance.choice(group.slots), instance.slots)
    club = near(group.club or "chess", instance.clubs)
    seats = timetable.seats
    kind = chance.choice(["staff", "staff", "room", "room", "seat", "meeting"])
    if kind == "seat":
        pupil = chance.choice(seats).pupil if seats else "p4"
        return SeatPin(kind="seat", pupil=near(pupil, instance.pupils), club=club)
    if kind == "meeting":
        return MeetingPin(kind="meeting", club=club, slot=slot)
    what = {"club": club}
    if group.kind == "homework":
        what = {"class_id": near((*group.classes, "1-1")[0], instance.classes)}
    if kind == "room":
        return in_room(near(group.room, instance.rooms), slot, **what)
    leads = [row.adult for row in timetable.staff if row.group == group.id]
    adult = near(chance.choice(leads or ["T1"]), instance.adults)
    return staff(adult, slot, **what)


@repeatedly
def test_rule_and_judge_agree_on_random_weeks(chance: Random) -> None:
    assert agree(RULE, random_week(chance))


def test_random_weeks_are_allowed_and_refused() -> None:
    assert both_sides(RULE, random_week)


def test_choices_not_made_change_nothing() -> None:
    assert others_change_nothing(RULE, random_week)
