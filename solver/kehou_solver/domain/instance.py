"""What is asked for: one school or several that share adults, one service week."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kehou_solver.domain.adult import Adult, Vendor
from kehou_solver.domain.base import Frozen, Id, Minutes, Name, Weekday
from kehou_solver.domain.draw import Draw
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.school import District, HomeroomClass, Room, School, Slot
from kehou_solver.domain.timetable import Timetable

INSTANCE_FORMAT = "kehou-instance/1"


class Travel(Frozen):
    """Minutes from one campus to another, the same both ways."""

    school: Id
    other: Id
    minutes: Minutes


class StaffPin(Frozen):
    """This adult leads this club, or this class's homework care, in this slot."""

    kind: Literal["staff"]
    adult: Id
    slot: Id
    club: Id | None = None
    class_id: Id | None = None


class RoomPin(Frozen):
    """This room is used by this club, or this class's homework care, in this slot."""

    kind: Literal["room"]
    room: Id
    slot: Id
    club: Id | None = None
    class_id: Id | None = None


class SeatPin(Frozen):
    """This child has a seat in this club."""

    kind: Literal["seat"]
    pupil: Id
    club: Id


class MeetingPin(Frozen):
    """At least one group of this club meets in this slot."""

    kind: Literal["meeting"]
    club: Id
    slot: Id


Pin = Annotated[StaffPin | RoomPin | SeatPin | MeetingPin, Field(discriminator="kind")]


class Waiver(Frozen):
    """Leave to break a rule that the law states "in principle".

    Attributes:
        rule: name of the rule; its clause must say that it can be waived.
        weekdays: the weekdays it holds for.
        approved_by: office or role that allowed it (never a private name).
        until: last day it holds.
    """

    rule: str
    school: Id
    weekdays: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
    approved_by: Name
    reason: Name
    until: date


class Instance(Frozen):
    """One solve: schools of one district or group, one week, one reading of the law.

    Attributes:
        zone: IANA time zone of all clock times.
        week_of: the Monday of the week; the rulebooks are read on this day.
        rulebooks: names of the rulebooks in force, widest first (city, county, school).
        goals: order of the goals, if it differs from the rulebook's.
        published: the timetable families already know, if there is one.
        draw: decides between children with the same claim; None = nothing decides.
        notes: assumptions behind the data; repeated in every output.
    """

    format: Literal["kehou-instance/1"]
    id: Id
    title: Name
    zone: Name
    week_of: date
    rulebooks: tuple[Id, ...] = Field(min_length=1)
    districts: tuple[District, ...] = Field(min_length=1)
    schools: tuple[School, ...] = Field(min_length=1)
    slots: tuple[Slot, ...] = Field(min_length=1)
    rooms: tuple[Room, ...] = ()
    classes: tuple[HomeroomClass, ...] = ()
    pupils: tuple[Pupil, ...] = ()
    clubs: tuple[Club, ...] = ()
    adults: tuple[Adult, ...] = ()
    vendors: tuple[Vendor, ...] = ()
    travel: tuple[Travel, ...] = ()
    pins: tuple[Pin, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    goals: tuple[str, ...] | None = None
    published: Timetable | None = None
    draw: Draw | None = None
    notes: tuple[str, ...] = ()
