"""Which questions there are: every choice that could be part of a lawful week."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Id, Weeks
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import HomeroomClass, School, Slot
from kehou_solver.model.choice import (
    AnyGroup,
    CareGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Posted,
    Role,
    Sits,
    Staffs,
    Uses,
)
from kehou_solver.model.world import World

Admits = Callable[[Choice], bool]


@dataclass(frozen=True)
class Given:
    """Parts of the answer that are already decided.

    Homework care then stays in the host's own room where that fits, and clubs leave
    classes' own rooms alone where others suit: a shortcut for big schools that can only
    lose answers.

    Attributes:
        club_groups: the club groups that meet; no others do.
        seats: who sits in them.
        care: all choices of homework care, if they were worked out before: they are the
            same whatever the clubs.
    """

    club_groups: tuple[ClubGroup, ...]
    seats: tuple[Sits, ...]
    care: tuple[Choice, ...] | None = None


def club_groups_of(world: World, club: Club) -> Iterator[ClubGroup]:
    """Yield every way the groups of a club could meet."""
    allowed = [
        slot
        for slot in world.slots_of[club.school]
        if club.slots is None or slot.id in club.slots
    ]
    for meetings in combinations(allowed, club.meetings_per_week):
        if _on_different_days(meetings):
            slots = tuple(slot.id for slot in meetings)
            for copy in range(club.parallel_groups):
                yield ClubGroup(club.id, copy, club.school, slots)


def _on_different_days(meetings: Iterable[Slot]) -> bool:
    days = [slot.weekday for slot in meetings]
    return len(set(days)) == len(days)


def care_groups_of(
    world: World, school: School
) -> Iterator[tuple[CareGroup, list[Id]]]:
    """Yield every possible homework group with the classes that may join it.

    A group is named after its first class, so merged groups have one name only.
    """
    classes = [c for c in world.instance.classes if c.school == school.id]
    for slot in world.slots_of[school.id]:
        there = [c for c in classes if world.asked[c.id, slot.id]]
        for position, host in enumerate(there):
            group = CareGroup(host.id, school.id, slot.id)
            later = there[position + 1 :] if school.limits.merge_classes > 1 else []
            joiners = [c.id for c in later if _same_band(school, host, c)]
            yield group, [host.id, *joiners]


def _same_band(school: School, one: HomeroomClass, other: HomeroomClass) -> bool:
    return any(
        band.from_grade <= one.grade <= band.to_grade
        and band.from_grade <= other.grade <= band.to_grade
        for band in school.limits.care_bands
    )


def choices_of(world: World, admits: Admits, given: Given | None) -> Iterator[Choice]:
    """Yield every choice worth a variable: possible, and refused by no rule alone."""
    yield from _club_choices(world, admits, given)
    if given is not None and given.care is not None:
        yield from given.care
    else:
        yield from _care_choices(world, admits, given)
    for school in world.instance.schools:
        for need in school.posts:
            for adult in world.instance.adults:
                post = Posted(adult.id, school.id, need.weekday, need.role, "every")
                if school.id in adult.serves and admits(post):
                    yield post


def _club_choices(
    world: World, admits: Admits, given: Given | None
) -> Iterator[Choice]:
    wishing: dict[Id, list[Id]] = {}
    owned = {c.room for c in world.instance.classes if c.room}
    for pupil in world.instance.pupils:
        for club_id in pupil.wishes if pupil.consent else ():
            wishing.setdefault(club_id, []).append(pupil.id)
    groups = (
        given.club_groups
        if given
        else [g for club in world.instance.clubs for g in club_groups_of(world, club)]
    )
    for group in groups:
        opens = Opens(group)
        rooms = [u for u in _rooms(world, group) if admits(u)]
        if given is not None:
            rooms = [u for u in rooms if u.room not in owned] or rooms
        leads = [s for s in _staff(world, group, "lead") if admits(s)]
        if not (admits(opens) and rooms and leads):
            continue
        yield opens
        yield from rooms
        yield from leads
        if _may_need_assistants(world, group, leads):
            yield from (s for s in _staff(world, group, "assistant") if admits(s))
        if given is None:
            wished = wishing.get(group.club, ())
            yield from (s for p in wished if admits(s := Sits(p, group)))
    if given is not None:
        yield from given.seats


def _rooms(world: World, group: AnyGroup) -> Iterator[Uses]:
    for room in world.instance.rooms:
        if room.school == group.school:
            yield Uses(room.id, group)


def _weeks_of(world: World, group: AnyGroup) -> tuple[Weeks, ...]:
    """Return how a group's people may differ between weeks."""
    slots = [world.slots[slot] for slot in group.slots]
    if all(slot.rotates and slot.weeks == "every" for slot in slots):
        return ("odd", "even")
    return ("every",)


def _staff(world: World, group: AnyGroup, role: Role) -> Iterator[Staffs]:
    weeks = _weeks_of(world, group)
    for adult in world.instance.adults:
        if group.school in adult.serves:
            for week in weeks:
                yield Staffs(adult.id, group, role, week)


def _may_need_assistants(world: World, group: ClubGroup, leads: list[Staffs]) -> bool:
    if world.clubs[group.club].adults_per_group > 1:
        return True
    return world.schools[group.school].limits.vendor_accompanied and any(
        world.adults[s.adult].kind is AdultKind.VENDOR_INSTRUCTOR for s in leads
    )


def _care_choices(
    world: World, admits: Admits, given: Given | None
) -> Iterator[Choice]:
    for school in world.instance.schools:
        stays = given is not None or _rooms_are_no_matter(world, school)
        for group, joiners in care_groups_of(world, school):
            joins = [j for c in joiners if admits(j := Joins(c, group))]
            rooms = [use for use in _rooms(world, group) if admits(use)]
            if stays:
                rooms = [u for u in rooms if _is_home(world, u, group)] or rooms
            leads = [
                staffs
                for staffs in _staff(world, group, "lead")
                if _knows_some(world, staffs.adult, joiners) and admits(staffs)
            ]
            if not (rooms and leads and any(j.class_id == group.host for j in joins)):
                continue
            yield Opens(group)
            yield from joins
            yield from rooms
            yield from leads


def care_in(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return those of some choices that speak of homework care, in their order."""
    kinds = Opens | Joins | Uses | Staffs
    return tuple(
        choice
        for choice in choices
        if isinstance(choice, kinds) and isinstance(choice.group, CareGroup)
    )


def _is_home(world: World, use: Uses, group: CareGroup) -> bool:
    """Say whether a room is the host's own and holds at least the host's children."""
    fits = world.rooms[use.room].seats >= world.asked[group.host, group.slot]
    return use.room == world.classes[group.host].room and fits


def _knows_some(world: World, adult: Id, classes: list[Id]) -> bool:
    """Say whether an adult who leads only classes taught could lead one of these."""
    if world.adults[adult].care != "taught":
        return True
    return any((adult, class_id) in world.teaches for class_id in classes)


def _rooms_are_no_matter(world: World, school: School) -> bool:
    """Say whether every homework group can simply stay in its host's own room.

    If no club may use a class's own room, and own rooms are different, always open and
    hold any homework group there can be, then moving every group to its host's room
    keeps a lawful week lawful and makes no goal worse: hosts differ, so rooms do, and a
    group is at home for at most one of its classes anyway. So no other room needs a
    variable.
    """
    classes = [c for c in world.instance.classes if c.school == school.id]
    rooms = [world.rooms[c.room] for c in classes if c.room]
    if len({room.id for room in rooms}) < len(classes):
        return False
    if any(pin.kind == "room" for pin in world.instance.pins):
        return False
    wanted = any(
        club.school == school.id
        and club.venue is None
        and set(club.room_features) <= set(room.features)
        for club in world.instance.clubs
        for room in rooms
    )
    largest = _largest_care_group(world, school, classes)
    return not wanted and all(
        not room.closed and not room.offsite and room.seats >= largest for room in rooms
    )


def _largest_care_group(
    world: World, school: School, classes: list[HomeroomClass]
) -> int:
    """Return the most children a homework group of the school could have."""
    asked = [
        max((world.asked[c.id, s.id] for s in world.slots_of[school.id]), default=0)
        for c in classes
    ]
    merged = sum(sorted(asked)[-school.limits.merge_classes :])
    return min(merged, max(band.pupils for band in school.limits.care_bands))
