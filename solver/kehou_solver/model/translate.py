"""From choices to a timetable and back."""

from collections.abc import Callable, Iterator

from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Group, Post, Seat, Staff, Timetable
from kehou_solver.model.choice import (
    AnyGroup,
    CareGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Posted,
    Sits,
    Staffs,
    Uses,
)


def group_id(group: AnyGroup) -> Id:
    """Name a group in the timetable: `chess.1`, or `care.3-2.mon-1`."""
    if isinstance(group, ClubGroup):
        return f"{group.club}.{group.copy + 1}"
    return f"care.{group.host}.{group.slot}"


def timetable_of(instance: Instance, chosen: set[Choice]) -> Timetable:
    """Write the chosen answers as a timetable, everything in a stable order."""
    rooms = {c.group: c.room for c in chosen if isinstance(c, Uses)}
    joined: dict[AnyGroup, set[Id]] = {}
    for choice in chosen:
        if isinstance(choice, Joins):
            joined.setdefault(choice.group, set()).add(choice.class_id)
    order = {room_class.id: i for i, room_class in enumerate(instance.classes)}
    when = {slot.id: (slot.weekday, slot.start) for slot in instance.slots}
    opened = sorted(
        (c.group for c in chosen if isinstance(c, Opens)),
        key=lambda g: (when[g.slots[0]], g.school, group_id(g)),
    )
    groups = [
        Group(
            id=group_id(group),
            school=group.school,
            kind="club" if isinstance(group, ClubGroup) else "homework",
            club=group.club if isinstance(group, ClubGroup) else None,
            classes=tuple(sorted(joined.get(group, ()), key=order.__getitem__)),
            slots=group.slots,
            room=rooms[group],
        )
        for group in opened
    ]
    staff = [
        Staff(
            adult=c.adult,
            group=group_id(c.group),
            role=c.role,
            weeks=c.weeks,
            slots=c.slots,
        )
        for c in chosen
        if isinstance(c, Staffs)
    ]
    posts = [
        Post(
            adult=c.adult,
            school=c.school,
            weekday=c.weekday,
            role=c.role,
            weeks=c.weeks,
        )
        for c in chosen
        if isinstance(c, Posted)
    ]
    seats = [
        Seat(pupil=c.pupil, group=group_id(c.group))
        for c in chosen
        if isinstance(c, Sits)
    ]
    return Timetable(
        groups=tuple(groups),
        staff=tuple(
            sorted(
                staff,
                key=lambda s: (
                    s.group,
                    s.role != "lead",
                    s.adult,
                    s.weeks,
                    s.slots or (),
                ),
            )
        ),
        posts=tuple(
            sorted(posts, key=lambda p: (p.school, p.weekday, p.role, p.adult, p.weeks))
        ),
        seats=tuple(sorted(seats, key=lambda s: (s.pupil, s.group))),
    )


def choices_in(
    instance: Instance,
    timetable: Timetable,
    host_of: Callable[[Group], Id] | None = None,
) -> Iterator[Choice]:
    """Yield the choices a timetable makes.

    Args:
        instance: what the timetable is for.
        timetable: a timetable with known ids.
        host_of: how homework groups are named; default: after their first class.
    """
    order = {room_class.id: i for i, room_class in enumerate(instance.classes)}
    copies: dict[Id, int] = {}
    groups: dict[Id, AnyGroup] = {}
    for group in timetable.groups:
        if group.kind == "club":
            copy = copies.get(group.club or "", 0)
            copies[group.club or ""] = copy + 1
            named: AnyGroup = ClubGroup(
                group.club or "", copy, group.school, group.slots
            )
        else:
            first = min(group.classes, key=order.__getitem__) if group.classes else ""
            host = host_of(group) if host_of else first
            named = CareGroup(host, group.school, group.slots[0])
            yield from (Joins(class_id, named) for class_id in group.classes)
        groups[group.id] = named
        yield Opens(named)
        yield Uses(group.room, named)
    for staff in timetable.staff:
        named = groups[staff.group]
        whole = staff.slots is None or set(staff.slots) >= set(named.slots)
        slots = None if whole else staff.slots
        yield Staffs(staff.adult, named, staff.role, staff.weeks, slots)
    for post in timetable.posts:
        yield Posted(post.adult, post.school, post.weekday, post.role, post.weeks)
    for seat in timetable.seats:
        club_group = groups[seat.group]
        if isinstance(club_group, ClubGroup):
            yield Sits(seat.pupil, club_group)
