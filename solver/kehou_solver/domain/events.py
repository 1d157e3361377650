"""What happens after a timetable was published, and the instance it leaves behind."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Annotated, Literal

from pydantic import Field

from kehou_solver.domain.adult import Adult, Duty
from kehou_solver.domain.base import ClockTime, Frozen, Id, Weekday, Weeks, active
from kehou_solver.domain.instance import Instance, Pin, SeatPin
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import Closure
from kehou_solver.domain.timetable import Timetable
from kehou_solver.errors import InvalidInstance, Problem


class AdultAway(Frozen):
    """请假: an adult cannot come.

    Attributes:
        weekdays: whole days; the daytime lessons of those days fall away, too.
        slots: single slots, where he or she is at school otherwise.
        weeks: the weeks it is about, where odd and even weeks differ.
    """

    kind: Literal["adult_away"] = "adult_away"
    adult: Id
    weekdays: tuple[Weekday, ...] = ()
    slots: tuple[Id, ...] = ()
    weeks: Weeks = "every"


class RoomClosed(Frozen):
    """A room cannot be used for a while."""

    kind: Literal["room_closed"] = "room_closed"
    room: Id
    weekday: Weekday
    start: ClockTime
    end: ClockTime
    weeks: Weeks = "every"


class ClubCancelled(Frozen):
    """A club is offered no longer; its children go back to homework care."""

    kind: Literal["club_cancelled"] = "club_cancelled"
    club: Id


class PupilJoins(Frozen):
    """A child takes part from now on."""

    kind: Literal["pupil_joins"] = "pupil_joins"
    pupil: Pupil


class PupilLeaves(Frozen):
    """A child takes part no longer; the entry stays, without consent."""

    kind: Literal["pupil_leaves"] = "pupil_leaves"
    pupil: Id


Event = Annotated[
    AdultAway | RoomClosed | ClubCancelled | PupilJoins | PupilLeaves,
    Field(discriminator="kind"),
]


def applied(
    instance: Instance, timetable: Timetable, events: Sequence[Event]
) -> Instance:
    """Return the instance as it is after the events; `timetable` is the published one.

    Raises:
        InvalidInstance: if an event names what the instance does not know.
    """
    wrong = [
        problem
        for place, event in enumerate(events)
        for problem in _problems(instance, f"/events/{place}", event)
    ]
    if wrong:
        raise InvalidInstance(wrong)
    start = instance.model_copy(update={"published": timetable})
    return reduce(_after, events, start)


def weekdays_of(instance: Instance, events: Sequence[Event]) -> frozenset[int]:
    """Return the weekdays that dated events are about."""
    weekday = {slot.id: slot.weekday for slot in instance.slots}
    days: set[int] = set()
    for event in events:
        match event:
            case AdultAway():
                days |= {*event.weekdays, *(weekday[s] for s in event.slots)}
            case RoomClosed():
                days.add(event.weekday)
            case _:
                pass
    return frozenset(days)


def _after(instance: Instance, event: Event) -> Instance:
    match event:
        case AdultAway():
            return instance.model_copy(
                update={
                    "adults": tuple(
                        _away(instance, adult, event)
                        if adult.id == event.adult
                        else adult
                        for adult in instance.adults
                    )
                }
            )
        case RoomClosed():
            closed = Closure(
                weekday=event.weekday,
                start=event.start,
                end=event.end,
                weeks=event.weeks,
            )
            rooms = tuple(
                room.model_copy(update={"closed": (*room.closed, closed)})
                if room.id == event.room
                else room
                for room in instance.rooms
            )
            return instance.model_copy(update={"rooms": rooms})
        case ClubCancelled():
            # No slot to meet in: the club stays known to wishes, terms and vendors.
            clubs = tuple(
                club.model_copy(update={"slots": ()}) if club.id == event.club else club
                for club in instance.clubs
            )
            pins = tuple(p for p in instance.pins if _club_of(p) != event.club)
            return instance.model_copy(update={"clubs": clubs, "pins": pins})
        case PupilJoins():
            others = tuple(p for p in instance.pupils if p.id != event.pupil.id)
            # A draw speaks of the list of applicants it was made for, and of no other.
            joined = {"pupils": (*others, event.pupil), "draw": None}
            return instance.model_copy(update=joined)
        case PupilLeaves():
            pupils = tuple(
                p.model_copy(update={"consent": None}) if p.id == event.pupil else p
                for p in instance.pupils
            )
            kept = tuple(
                p
                for p in instance.pins
                if not (isinstance(p, SeatPin) and p.pupil == event.pupil)
            )
            left = {"pupils": pupils, "pins": kept, "draw": None}
            return instance.model_copy(update=left)


def _club_of(pin: Pin) -> Id | None:
    return pin.club


def _away(instance: Instance, adult: Adult, event: AdultAway) -> Adult:
    """Give the adult something else to do at the time of the service."""
    kept = [duty for old in adult.duties for duty in _left(old, event)]
    taken = [
        *(span for day in event.weekdays for span in _service(instance, adult, day)),
        *((s.weekday, s.start, s.end) for s in instance.slots if s.id in event.slots),
    ]
    school = adult.home or adult.serves[0]
    away = (
        Duty(
            kind="other",
            school=school,
            weekday=weekday,
            start=start,
            end=end,
            weeks=event.weeks,
        )
        for weekday, start, end in taken
    )
    return adult.model_copy(update={"duties": (*kept, *away)})


def _left(duty: Duty, event: AdultAway) -> Iterator[Duty]:
    """Yield what is left of a fixed duty when its adult is away."""
    if duty.weekday not in event.weekdays or not active(duty.weeks, event.weeks):
        yield duty
    elif duty.weeks == "every" and event.weeks != "every":
        other: Weeks = "even" if event.weeks == "odd" else "odd"
        yield duty.model_copy(update={"weeks": other})


def _service(
    instance: Instance, adult: Adult, weekday: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the time from the first to the last service the adult could have."""
    spans = [
        (slot.start, slot.end)
        for slot in instance.slots
        if slot.weekday == weekday and slot.school in adult.serves
    ]
    spans += [
        (need.start, need.end)
        for school in instance.schools
        for need in school.posts
        if need.weekday == weekday and school.id in adult.serves
    ]
    if spans:
        yield weekday, min(s for s, _ in spans), max(e for _, e in spans)


def _problems(instance: Instance, where: str, event: Event) -> Iterator[Problem]:
    match event:
        case AdultAway():
            yield from _unknown(f"{where}/adult", event.adult, instance.adults)
            for slot in event.slots:
                yield from _unknown(f"{where}/slots", slot, instance.slots)
            if not (event.weekdays or event.slots):
                zh, en = "请写明星期或时段", "give weekdays or slots"
                yield Problem(where, event.adult, zh, en)
        case RoomClosed():
            yield from _unknown(f"{where}/room", event.room, instance.rooms)
            if event.start >= event.end:
                zh, en = "开始须早于结束", "the start must be before the end"
                yield Problem(where, event.room, zh, en)
        case ClubCancelled():
            yield from _unknown(f"{where}/club", event.club, instance.clubs)
        case PupilLeaves():
            yield from _unknown(f"{where}/pupil", event.pupil, instance.pupils)
        case PupilJoins():
            where = f"{where}/pupil/class_id"
            yield from _unknown(where, event.pupil.class_id, instance.classes)


def _unknown(where: str, one: Id, things: Sequence[Frozen]) -> Iterator[Problem]:
    if all(getattr(thing, "id", None) != one for thing in things):
        zh, en = "没有这个编号；请核对", "nothing has this id; check it"
        yield Problem(where, one, zh, en)
