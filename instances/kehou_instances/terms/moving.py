"""Turns the standing week into the week of a date: holidays out, make-up days in.

A make-up day follows another weekday's timetable, so all that is bound to that weekday
is held on it: slots, daytime lessons, posts, closures, afternoons children asked for.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from kehou_instances.terms.days import ServiceDay, days_in, parity_of
from kehou_instances.terms.term import Term
from kehou_solver.domain.adult import Adult, Duty
from kehou_solver.domain.base import WEEKDAY_NAMES, Id, Weekday, Weeks
from kehou_solver.domain.instance import Instance, Pin, SeatPin, Waiver
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.school import (
    Closure,
    HomeroomClass,
    LessonsEnd,
    PostNeed,
    Room,
    School,
    Slot,
)
from kehou_solver.domain.weeks import instance_in

OnWeekday = TypeVar("OnWeekday", Duty, Closure, LessonsEnd, PostNeed)

MARK = "@"
"""Between the id of a slot and the weekday on which a copy of it is held."""


def as_in_week(instance: Instance, term: Term, monday: date) -> Instance:
    """Return an instance as the week that begins on `monday` has it.

    Args:
        instance: the standing week; what it says of its own date is replaced.
        term: the calendar; see `days_in`.
        monday: of the week.

    Returns:
        Only what is held in that week, every mark of odd and even weeks resolved. It
        has no slots if the week has no day of service. A club meets at most as often
        as there are days for it. `notes` say what differs from other weeks.
    """
    week = parity_of(term, monday)
    instance = instance_in(instance, week)
    return _Week(instance, days_in(term, monday)).moved(monday, _notes(term, monday))


class _Week:
    """One week: which weekdays are held when, and under which ids slots are."""

    def __init__(self, instance: Instance, days: tuple[ServiceDay, ...]) -> None:
        self._instance = instance
        self._held: dict[Weekday, list[Weekday]] = {}
        for day in days:
            self._held.setdefault(day.follows, []).append(day.weekday)
        self._copies: dict[Id, tuple[Id, ...]] = {}
        self._slots: list[Slot] = []
        for slot in instance.slots:
            copies = [self._copy(slot, day) for day in self._days(slot.weekday)]
            self._slots += copies
            self._copies[slot.id] = tuple(copy.id for copy in copies)

    def moved(self, monday: date, notes: tuple[str, ...]) -> Instance:
        """Return the instance of this week."""
        old = self._instance
        return old.model_copy(
            update={
                "week_of": monday,
                "slots": tuple(self._slots),
                "schools": _each(self._school, old.schools),
                "rooms": _each(self._room, old.rooms),
                "classes": _each(self._class, old.classes),
                "pupils": _each(self._pupil, old.pupils),
                "clubs": _each(self._club, old.clubs),
                "adults": _each(self._adult, old.adults),
                "pins": tuple(pin for one in old.pins for pin in self._pin(one)),
                "waivers": tuple(
                    waiver for one in old.waivers for waiver in self._waiver(one)
                ),
                "published": None,
                "notes": (*old.notes, *notes),
            }
        )

    def _days(self, weekday: Weekday) -> list[Weekday]:
        return self._held.get(weekday, [])

    def _copy(self, slot: Slot, day: Weekday) -> Slot:
        name = slot.id if day == slot.weekday else f"{slot.id}{MARK}{day}"
        every: Weeks = "every"
        return slot.model_copy(
            update={"id": name, "weekday": day, "weeks": every, "rotates": False}
        )

    def _ids(self, ids: tuple[Id, ...] | None) -> tuple[Id, ...] | None:
        """Return the ids under which slots are held; unknown ones are kept."""
        if ids is None:
            return None
        return tuple(copy for one in ids for copy in self._copies.get(one, (one,)))

    def _weekdays(self, weekdays: Iterable[Weekday]) -> tuple[Weekday, ...]:
        return tuple(sorted(day for one in weekdays for day in self._days(one)))

    def _on(self, items: Iterable[OnWeekday]) -> tuple[OnWeekday, ...]:
        """Return what is bound to weekdays, on the days that follow them."""
        moved = []
        for item in items:
            for day in self._days(item.weekday):
                changes: dict[str, object] = {"weekday": day}
                if "weeks" in type(item).model_fields:
                    changes["weeks"] = "every"
                moved.append(item.model_copy(update=changes))
        return tuple(moved)

    def _school(self, school: School) -> School:
        return school.model_copy(
            update={
                "posts": self._on(school.posts),
                "no_homework_weekdays": self._weekdays(school.no_homework_weekdays),
            }
        )

    def _room(self, room: Room) -> Room:
        return room.model_copy(update={"closed": self._on(room.closed)})

    def _class(self, one: HomeroomClass) -> HomeroomClass:
        return one.model_copy(update={"lessons_end": self._on(one.lessons_end)})

    def _pupil(self, pupil: Pupil) -> Pupil:
        return pupil.model_copy(
            update={
                "weekdays": self._weekdays(pupil.weekdays),
                "skips": self._ids(pupil.skips),
            }
        )

    def _club(self, club: Club) -> Club:
        slots = self._ids(club.slots)
        days = {
            slot.weekday
            for slot in self._slots
            if slot.school == club.school and (slots is None or slot.id in slots)
        }
        meetings = min(club.meetings_per_week, max(1, len(days)))
        return club.model_copy(update={"slots": slots, "meetings_per_week": meetings})

    def _adult(self, adult: Adult) -> Adult:
        return adult.model_copy(
            update={"duties": self._on(adult.duties), "free": self._ids(adult.free)}
        )

    def _pin(self, pin: Pin) -> tuple[Pin, ...]:
        """A pin holds for one meeting: on the first day that follows its weekday."""
        if isinstance(pin, SeatPin):
            return (pin,)
        held = self._copies.get(pin.slot, (pin.slot,))[:1]
        return tuple(pin.model_copy(update={"slot": slot}) for slot in held)

    def _waiver(self, waiver: Waiver) -> tuple[Waiver, ...]:
        weekdays = self._weekdays(waiver.weekdays)
        if not weekdays:
            return ()
        return (waiver.model_copy(update={"weekdays": weekdays}),)


Item = TypeVar("Item")


def _each(change: Callable[[Item], Item], items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(change(item) for item in items)


def _notes(term: Term, monday: date) -> tuple[str, ...]:
    """Say what a reader of this week should know, day by day."""
    told = []
    for day in sorted(term.days, key=lambda one: one.date):
        if not 0 <= (day.date - monday).days < 7:
            continue
        name = WEEKDAY_NAMES[day.date.isoweekday()]
        why = f"（{day.note}）" if day.note else ""
        if not day.service:
            told.append(f"{day.date} {name.zh}无服务{why} / {name.en}: no service")
        elif day.follows is not None:
            other = WEEKDAY_NAMES[day.follows]
            told.append(
                f"{day.date} {name.zh}按{other.zh}课表{why} / "
                f"{name.en} follows {other.en}"
            )
    return tuple(told)
