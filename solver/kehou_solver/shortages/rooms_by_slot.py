"""Too few rooms, or rooms too small, in one slot."""

from collections.abc import Iterator

from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Id, Weeks, overlap
from kehou_solver.domain.school import Room, Slot
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.flow import Flow
from kehou_solver.shortages.needs import fewest_groups, in_bands, pinned_groups
from kehou_solver.shortages.words import listed, slot_words, week_words

Wish = tuple[str, int, frozenset[Id]]
"""A group that needs a room: what it is, its children, the rooms that would do."""


def rooms_by_slot(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Give the groups a slot cannot do without each their own room, as many as go.

    Necessary: no room holds two groups at once (rule 2); a room is of the school, open,
    has the features and, for care, is not off-site (rules 4, 5); its seats hold the
    children (rule 3). By Hall's theorem a group left over shows too few rooms.
    """
    if not week.on("room_suits"):
        return
    for slot in week.instance.slots:
        rooms = [room for room in week.instance.rooms if _open(week, room, slot)]
        wishes = [*_care(week, slot, rooms), *_clubs(week, slot, rooms)]
        flow = Flow("source", "sink")
        for position, (_, _, fitting) in enumerate(wishes):
            flow.add(position, "sink", 1)
            for name in fitting:
                flow.add(("room", name), position, 1)
        for room in rooms:
            flow.add("source", ("room", room.id), 1)
        met = flow.run()
        if met < len(wishes):
            starved = flow.starved()
            short = [
                wish for position, wish in enumerate(wishes) if position in starved
            ]
            yield _shortage(week, sort, slot, short, met - (len(wishes) - len(short)))


def _open(week: Facts, room: Room, slot: Slot) -> bool:
    if room.school != slot.school:
        return False
    return not week.on("room_open") or not any(
        closure.weekday == slot.weekday
        and overlap(closure.start, closure.end, slot.start, slot.end)
        for closure in room.closed
    )


def _care(week: Facts, slot: Slot, rooms: list[Room]) -> Iterator[Wish]:
    """Yield the care groups of a slot with sizes no plan can go below.

    Sort the classes of a band by size: the first j - 1 groups hold at most
    (j - 1) × merge of them, so the j-th largest group has a class at least as large as
    number (j - 1) × merge + 1.
    """
    if not week.on("everyone_in_care", "merged_care"):
        return
    merge = week.index.schools[slot.school].limits.merge_classes
    for band, _, sizes in in_bands(week, slot):
        order = sorted(sizes.items(), key=lambda item: -item[1])
        for number in range(fewest_groups(band, merge, list(sizes.values()))):
            at = number * merge
            name, size = order[at] if at < len(order) else (order[-1][0], 1)
            fitting = frozenset(
                room.id
                for room in rooms
                if not room.offsite and _holds(week, room, size)
            )
            yield name, size, fitting


def _clubs(week: Facts, slot: Slot, rooms: list[Room]) -> Iterator[Wish]:
    """Yield the club groups that pins demand; each has its least enrolment (rule 8)."""
    for club_id in week.club_pins.get(slot.id, ()):
        club = week.index.clubs[club_id]
        groups, _ = pinned_groups(week, club, slot)
        if groups == 0:
            continue
        fitting = frozenset(
            room.id
            for room in rooms
            if set(club.room_features) <= set(room.features)
            and (room.id == club.venue if club.venue else not room.offsite)
            and _holds(week, room, club.min_enrolment)
        )
        for _ in range(groups):
            yield club.id, club.min_enrolment, fitting


def _holds(week: Facts, room: Room, children: int) -> bool:
    return not week.on("room_seats") or room.seats >= children


def _shortage(
    week: Facts, sort: Weeks, slot: Slot, short: list[Wish], available: int
) -> Shortage:
    place, odd = slot_words(week.index.schools[slot.school], slot), week_words(sort)
    what = listed(f"{name} ({children})" for name, children, _ in short)
    return Shortage(
        kind="rooms_by_slot",
        about=f"slot:{slot.id}",
        needed=len(short),
        available=available,
        unit="rooms",
        zh=(
            f"{place.zh}{odd.zh}：{what} 至少需要 {len(short)} 个坐得下且可用的场地，"
            f"只有 {available} 个。请增加场地或座位、改期关闭，或调整合班。"
        ),
        en=(
            f"{place.en}{odd.en}: {what} need at least {len(short)} rooms that are "
            f"large enough and open then; there are {available}. Add rooms or seats, "
            "move a closure, or merge differently."
        ),
    )
