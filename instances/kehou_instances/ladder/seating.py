"""Plant the seats: children in club groups they wished for and can attend."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from kehou_instances.ladder.draws import Draws
from kehou_solver.domain import Group, Index, Pupil, Seat, Slot
from kehou_solver.domain.base import active, overlap


class Seating:
    """Seats children in one random order, each in the first wish that still fits.

    No priority is given to anybody: the planted timetable is lawful, not good.

    Args:
        index: the school.
        draws: for the order of the children.
    """

    def __init__(self, index: Index, draws: Draws) -> None:
        self._index = index
        takers = [
            p for p in index.instance.pupils if p.consent is not None and p.wishes
        ]
        self._order = draws.shuffled(takers)

    def seat(self, groups: Sequence[Group]) -> list[Seat]:
        """Give the seats of these groups."""
        seats: list[Seat] = []
        taken = Counter[str]()
        of_club: dict[str, list[Group]] = defaultdict(list)
        for group in groups:
            of_club[group.club or ""].append(group)
        for pupil in self._order:
            mine: list[Group] = []
            for club in pupil.wishes:
                if len(mine) >= pupil.clubs_per_week:
                    break
                fitting = [
                    group
                    for group in of_club[club]
                    if taken[group.id] < self._room_for(group)
                    and self._fits(pupil, group, mine)
                ]
                if fitting:
                    group = min(fitting, key=lambda g: (taken[g.id], g.id))
                    mine.append(group)
                    taken[group.id] += 1
                    seats.append(Seat(pupil=pupil.id, group=group.id))
        return seats

    def _room_for(self, group: Group) -> int:
        club = self._index.clubs[group.club or ""]
        room = self._index.rooms[group.room]
        most = min(club.seats, room.seats)
        if room.pupils_per_escort is not None:
            most = min(most, room.pupils_per_escort * club.adults_per_group)
        return most

    def _fits(self, pupil: Pupil, group: Group, mine: Sequence[Group]) -> bool:
        slots = [self._index.slots[s] for s in group.slots]
        if not all(self._index.attends(pupil, slot) for slot in slots):
            return False
        if not all(self._reachable(pupil, group, slot) for slot in slots):
            return False
        other = [(g, self._index.slots[s]) for g in mine for s in g.slots]
        if any(
            self._meet(group, slot, g, taken) for slot in slots for g, taken in other
        ):
            return False
        in_club = {slot.id for slot in slots} | {slot.id for _, slot in other}
        return self._care_undisturbed(pupil, group, in_club) and self._homework_left(
            pupil, in_club
        )

    def _way(self, group: Group) -> int:
        room = self._index.rooms[group.room]
        return room.travel_minutes if room.offsite else 0

    def _reachable(self, pupil: Pupil, group: Group, slot: Slot) -> bool:
        """Say whether lessons end early enough, travel included."""
        ends = self._index.classes[pupil.class_id].lessons_end
        end = next(e.end for e in ends if e.weekday == slot.weekday)
        return slot.start - self._way(group) >= end

    def _meet(self, one: Group, slot: Slot, other: Group, taken: Slot) -> bool:
        here, there = self._way(one), self._way(other)
        return slot.weekday == taken.weekday and overlap(
            slot.start - here,
            slot.end + here,
            taken.start - there,
            taken.end + there,
        )

    def _care_undisturbed(self, pupil: Pupil, group: Group, in_club: set[str]) -> bool:
        """Say whether the way to a venue leaves the child's homework slots whole."""
        way = self._way(group)
        if not way:
            return True
        school = self._index.classes[pupil.class_id].school
        return not any(
            slot.weekday == care.weekday
            and care.id not in in_club
            and overlap(slot.start - way, slot.end + way, care.start, care.end)
            for slot in (self._index.slots[s] for s in group.slots)
            for care in self._index.slots_of[school]
            if self._index.attends(pupil, care)
        )

    def _homework_left(self, pupil: Pupil, in_club: set[str]) -> bool:
        """Say whether every day keeps a homework slot (LZ-308), odd and even weeks."""
        if self._index.grade_of(pupil) < 3 or not pupil.homework:
            return True
        school = self._index.schools[self._index.classes[pupil.class_id].school]
        asked = [
            s for s in self._index.slots_of[school.id] if self._index.attends(pupil, s)
        ]
        for week in ("odd", "even"):
            held = [slot for slot in asked if active(slot.weeks, week)]
            for weekday in {slot.weekday for slot in held} - {
                *school.no_homework_weekdays
            }:
                if all(slot.id in in_club for slot in held if slot.weekday == weekday):
                    return False
        return True
