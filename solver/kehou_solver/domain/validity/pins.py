"""Pins: what a scheduler has fixed by hand must at least name things that fit."""

from collections.abc import Iterator

from kehou_solver.domain.instance import MeetingPin, RoomPin, SeatPin, StaffPin
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def pin_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each pin. Whether it can be kept is for the solver to say."""
    for where, pin in draft.placed("pins", draft.instance.pins):
        match pin:
            case StaffPin():
                yield from draft.refer("adults", pin.adult, f"{where}/adult")
                yield from _club_or_class(draft, where, pin)
            case RoomPin():
                yield from draft.refer("rooms", pin.room, f"{where}/room")
                yield from _club_or_class(draft, where, pin)
            case SeatPin():
                yield from draft.refer("pupils", pin.pupil, f"{where}/pupil")
                yield from draft.refer("clubs", pin.club, f"{where}/club")
            case MeetingPin():
                yield from draft.refer("clubs", pin.club, f"{where}/club")
                yield from draft.refer("slots", pin.slot, f"{where}/slot")
                yield from _club_slot(draft, where, pin.club, pin.slot)


def _club_or_class(
    draft: Draft, where: str, pin: StaffPin | RoomPin
) -> Iterator[Problem]:
    yield from draft.refer("slots", pin.slot, f"{where}/slot")
    yield from draft.refer("clubs", pin.club, f"{where}/club")
    yield from draft.refer("classes", pin.class_id, f"{where}/class_id")
    if (pin.club is None) == (pin.class_id is None):
        yield Problem(
            where,
            f"club {shown(pin.club)}, class_id {shown(pin.class_id)}",
            "社团和行政班须写明一个，且只写一个；请改正",
            "a pin names either a club or a class, not both and not neither; mend it",
        )
    elif pin.club is not None:
        yield from _club_slot(draft, where, pin.club, pin.slot)
    elif pin.class_id is not None:
        homeroom, slot = draft.classes.get(pin.class_id), draft.slots.get(pin.slot)
        if homeroom and slot and homeroom.school != slot.school:
            yield _elsewhere(where, pin.slot, slot.school)


def _club_slot(
    draft: Draft, where: str, club_id: str, slot_id: str
) -> Iterator[Problem]:
    club, slot = draft.clubs.get(club_id), draft.slots.get(slot_id)
    if club is None or slot is None:
        return
    if club.school != slot.school:
        yield _elsewhere(where, slot_id, slot.school)
    elif club.slots is not None and slot_id not in club.slots:
        yield Problem(
            f"{where}/slot",
            shown(slot_id),
            f"社团 {club_id} 不在这个时段开放；请改时段，或补入社团的 slots",
            f"club {club_id} is not offered in this slot; choose another, or add it to "
            "the club's slots",
        )


def _elsewhere(where: str, slot: str, school: str) -> Problem:
    return Problem(
        f"{where}/slot",
        shown(slot),
        f"这是学校 {school} 的时段；请填同校时段",
        f"this slot is of school {school}; give one of the same school",
    )
