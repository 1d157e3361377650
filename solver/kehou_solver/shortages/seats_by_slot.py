"""Fewer seats in all rooms together than children who are there."""

from collections.abc import Iterator

from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Weeks, overlap
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.words import slot_words, week_words


def seats_by_slot(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Compare all children of a slot with all seats of the school's open rooms.

    Necessary: every child who asked is in homework care or in a club (rule 1), in a
    room of the school or a venue listed for it (rule 4) that is open (rule 5), one
    group to a room (rule 2), no more children than seats (rule 3).
    """
    if not week.on("everyone_in_care", "room_suits", "room_seats"):
        return
    said = set()
    for slot in week.instance.slots:
        children = sum(
            week.asked(c, slot) for c in week.classes_of.get(slot.school, [])
        )
        seats = sum(
            room.seats
            for room in week.instance.rooms
            if room.school == slot.school
            and not (
                week.on("room_open")
                and any(
                    closed.weekday == slot.weekday
                    and overlap(closed.start, closed.end, slot.start, slot.end)
                    for closed in room.closed
                )
            )
        )
        if children > seats and (slot.school, children, seats) not in said:
            said.add((slot.school, children, seats))
            place, odd = (
                slot_words(week.index.schools[slot.school], slot),
                week_words(sort),
            )
            yield Shortage(
                kind="seats_by_slot",
                about=f"slot:{slot.id}",
                needed=children,
                available=seats,
                unit="seats",
                zh=(
                    f"{place.zh}{odd.zh}：共有 {children} 名学生，可用的场地总共只有 "
                    f"{seats} 座。请增加场地或座位。"
                ),
                en=(
                    f"{place.en}{odd.en}: {children} children are there, but all open "
                    f"rooms together have {seats} seats. Add rooms or seats."
                ),
            )
