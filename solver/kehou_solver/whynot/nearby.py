"""How far to look around a question: the whole week, or part of a big school's."""

from collections.abc import Iterable, Iterator

from kehou_solver.domain.base import Id
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance, MeetingPin, SeatPin
from kehou_solver.domain.timetable import Timetable
from kehou_solver.search.remedies.offers import Focus
from kehou_solver.search.zone import Zone
from kehou_solver.whynot.asked import pin_of
from kehou_solver.whynot.question import MergingUnwanted, Question, RoomUnwanted


def focus_of(index: Index, timetable: Timetable, question: Question) -> Focus:
    """Return what remedies a question is about."""
    pin = pin_of(question)
    if isinstance(pin, SeatPin):
        return Focus(
            clubs=frozenset({pin.club}),
            slots=frozenset(_could_meet(index, pin.pupil, pin.club)),
            pupils=frozenset({pin.pupil}),
        )
    slot = getattr(pin or question, "slot")  # noqa: B009 — every other kind has one
    clubs = {
        group.club for group in timetable.groups if group.club and slot in group.slots
    }
    club = getattr(pin, "club", None)
    slots = {slot} | {
        one for g in timetable.groups if club and g.club == club for one in g.slots
    }
    return Focus(
        clubs=frozenset({club} if club else clubs),
        slots=frozenset(slots),
        pupils=frozenset(),
    )


def zones(
    instance: Instance, timetable: Timetable, question: Question, focus: Focus
) -> Iterator[Zone]:
    """Yield parts of a big school's week, the nearest first."""
    index = Index(instance)
    pin = pin_of(question)
    meets = _slots_of(timetable, focus.clubs)
    sits = _slots_at(timetable, focus.pupils)
    members = _members(timetable, focus.clubs)
    if isinstance(pin, SeatPin):
        yield _zone(timetable, meets | sits, focus.clubs, members | focus.pupils)
        wishing = _wishing(instance, focus.clubs)
        yield _zone(
            timetable, meets | sits | focus.slots, focus.clubs, members | wishing
        )
        return
    yield _zone(timetable, focus.slots, (), ())
    day = {index.slots[slot].weekday for slot in focus.slots}
    schools = {index.slots[slot].school for slot in focus.slots}
    same_day = {
        s.id for s in instance.slots if s.weekday in day and s.school in schools
    }
    if isinstance(pin, MeetingPin):
        members |= _wishing(instance, focus.clubs)
    if isinstance(question, MergingUnwanted | RoomUnwanted):
        yield _zone(timetable, same_day, (), ())
        return
    yield _zone(timetable, same_day | meets, focus.clubs if pin else (), members)


def _zone(
    timetable: Timetable,
    slots: Iterable[Id],
    clubs: Iterable[Id],
    pupils: Iterable[Id],
) -> Zone:
    free = frozenset(clubs)
    return Zone(
        slots=frozenset(slots) | _slots_of(timetable, free),
        clubs=free,
        pupils=frozenset(pupils) | _members(timetable, free),
        timetable=timetable,
    )


def _slots_of(timetable: Timetable, clubs: Iterable[Id]) -> frozenset[Id]:
    wanted = set(clubs)
    return frozenset(
        slot
        for group in timetable.groups
        if group.club in wanted
        for slot in group.slots
    )


def _slots_at(timetable: Timetable, pupils: Iterable[Id]) -> frozenset[Id]:
    wanted = set(pupils)
    groups = {seat.group for seat in timetable.seats if seat.pupil in wanted}
    return frozenset(s for g in timetable.groups if g.id in groups for s in g.slots)


def _members(timetable: Timetable, clubs: Iterable[Id]) -> frozenset[Id]:
    wanted = set(clubs)
    groups = {group.id for group in timetable.groups if group.club in wanted}
    return frozenset(seat.pupil for seat in timetable.seats if seat.group in groups)


def _wishing(instance: Instance, clubs: Iterable[Id]) -> frozenset[Id]:
    wanted = set(clubs)
    return frozenset(
        p.id for p in instance.pupils if p.consent and wanted & set(p.wishes)
    )


def _could_meet(index: Index, pupil_id: Id, club_id: Id) -> list[Id]:
    """Return the slots of the club's school that the child attends."""
    pupil, club = index.pupils[pupil_id], index.clubs[club_id]
    return [s.id for s in index.slots_of[club.school] if index.attends(pupil, s)]
