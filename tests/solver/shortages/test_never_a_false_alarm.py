"""Where a lawful timetable exists, nothing may be called impossible."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from kehou_instances.ladder import Knobs, generate
from kehou_solver.checks import audit, broken
from kehou_solver.domain import (
    Closure,
    Instance,
    MeetingPin,
    Pin,
    RoomPin,
    SeatPin,
    StaffPin,
    Timetable,
)
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Formulation
from kehou_solver.shortages import shortages
from tests.solver import worlds
from tests.solver.worlds import changed

LAWFUL = worlds.lawful_two()
SLOT_IDS = [slot.id for slot in (*worlds.SLOTS, *worlds.WEST_SLOTS)]


def pins_of(timetable: Timetable) -> list[Pin]:
    """Return every pin that the timetable keeps in every week."""
    groups = {group.id: group for group in timetable.groups}
    found: list[Pin] = []
    for group in timetable.groups:
        for slot in group.slots:
            whats: list[dict[str, Any]] = (
                [{"club": group.club}]
                if group.club
                else [{"class_id": one} for one in group.classes]
            )
            found += [
                RoomPin(kind="room", room=group.room, slot=slot, **what)
                for what in whats
            ]
            found += [
                StaffPin(kind="staff", adult=staff.adult, slot=slot, **what)
                for what in whats
                for staff in timetable.staff
                if (staff.group, staff.role, staff.weeks) == (group.id, "lead", "every")
            ]
            if group.club:
                found.append(MeetingPin(kind="meeting", club=group.club, slot=slot))
    for seat in timetable.seats:
        club = groups[seat.group].club
        if club is not None:
            found.append(SeatPin(kind="seat", pupil=seat.pupil, club=club))
    return found


TIGHTER_LIMITS: list[dict[str, Any]] = [
    {"merge_classes": 1},
    {"lessons_week": 4},
    {"lessons_week": 5},
    {"afternoons_week": 2},
    {"duty_minutes_day": 480},
    {"duty_minutes_day": 400},
    {"duty_minutes_week": 960},
    {"duty_minutes_week": 700},
    {"rest_minutes": 840},
    {"rest_minutes": 850},
    {"away_afternoons_week": 1},
    {"travel_buffer_minutes": 300},
    {"travel_buffer_minutes": 400},
]


@st.composite
def tighter_adult(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one change that asks less of an adult."""
    match draw(st.integers(0, 4)):
        case 0:
            slots = st.lists(st.sampled_from(SLOT_IDS), min_size=2, unique=True)
            return {"free": tuple(draw(slots))}
        case 1:
            return {"lessons_week": draw(st.integers(1, 5))}
        case 2:
            return {"minutes_week": draw(st.sampled_from([40, 160, 200]))}
        case 3:
            day = draw(st.integers(1, 3))
            early = worlds.duty(day, draw(st.sampled_from(["06:00", "07:20"])), "07:40")
            return {"duties": (early,)}
        case _:
            return {"afternoons_week": draw(st.integers(0, 2))}


@st.composite
def squeezed(draw: st.DrawFn) -> Instance:
    """Draw the world of two campuses, made tighter in a few places."""
    instance = worlds.two_campuses()
    limits: dict[str, Any] = {}
    for change in draw(st.lists(st.sampled_from(TIGHTER_LIMITS), max_size=2)):
        limits |= change
    schools = tuple(
        changed(school, limits=changed(school.limits, **limits))
        for school in instance.schools
    )
    rooms = list(instance.rooms)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(rooms) - 1))
        closed = Closure(weekday=draw(st.integers(1, 2)), start=900, end=1030)
        changes: list[dict[str, Any]] = [
            {"seats": 3},
            {"seats": 2},
            {"closed": (closed,)},
        ]
        rooms[at] = changed(rooms[at], **draw(st.sampled_from(changes)))
    adults = list(instance.adults)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(adults) - 1))
        adults[at] = changed(adults[at], **draw(tighter_adult()))
    pins = draw(st.lists(st.sampled_from(pins_of(LAWFUL)), max_size=6))
    return changed(
        instance,
        schools=schools,
        rooms=tuple(rooms),
        adults=tuple(adults),
        pins=tuple(pins),
    )


@settings(max_examples=100)
@given(squeezed())
def test_a_squeezed_world_that_still_has_a_lawful_week_has_no_shortage(
    instance: Instance,
) -> None:
    policy = Policy.of(instance)
    assume(not broken(audit(instance, LAWFUL, policy)))
    assert shortages(instance, policy) == ()


@settings(max_examples=60)
@given(squeezed(), st.booleans())
def test_what_is_called_impossible_is_impossible_for_cp_sat_too(
    instance: Instance, without_clubs: bool
) -> None:
    if without_clubs:
        pupils = tuple(changed(p, wishes=()) for p in instance.pupils)
        instance = changed(instance, pupils=pupils, pins=())
    policy = Policy.of(instance)
    assume(shortages(instance, policy))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(Formulation(instance, policy).model) == cp_model.INFEASIBLE


@given(st.data())
def test_pins_taken_from_a_lawful_week_are_no_shortage(data: st.DataObject) -> None:
    pins = data.draw(st.lists(st.sampled_from(pins_of(LAWFUL)), unique=True))
    instance = worlds.two_campuses(pins=tuple(pins))
    policy = Policy.of(instance)
    assert not broken(audit(instance, LAWFUL, policy))
    assert shortages(instance, policy) == ()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "knobs",
    [
        Knobs(),
        Knobs(scarcity=1.0),
        Knobs(scarcity=1.0, odd_even=True),
        Knobs(scarcity=1.0, merge_classes=1, group_teachers=2),
        Knobs(scarcity=0.8, merge_classes=4, unlisted=0.5),
    ],
)
def test_a_school_with_a_lawful_week_planted_in_it_has_no_shortage(
    seed: int, knobs: Knobs
) -> None:
    planted = generate("XS", seed, knobs)
    pins = pins_of(planted.timetable)[:: seed + 2]
    for instance in (
        planted.instance,
        changed(planted.instance, pins=(*planted.instance.pins, *pins)),
    ):
        assert shortages(instance, Policy.of(instance)) == ()
