"""Who sits where, with the timetable of the groups as it is; exchanges are tried here.

Quick, and written apart from the checks: whoever shows an exchange to somebody has it
confirmed by the checks first (`confirm.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kehou_solver.domain.base import Id
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import CareBand
from kehou_solver.domain.timetable import Group, Seat, Timetable
from kehou_solver.fairness.child import Children
from kehou_solver.fairness.exchange import Exchange, Move
from kehou_solver.fairness.meeting import ClubMeeting, club_meetings
from kehou_solver.fairness.worth import Gain, Worth, total
from kehou_solver.policy import Policy

Cell = tuple[Id, Id]
"""(class, slot)."""

WITHOUT_LIMIT = 10**9


class Seating:
    """The seats of a lawful timetable, to be exchanged one by one.

    Attributes:
        meetings: club groups by id.
        groups_of: club groups of each club, by id of the group.
        held: groups of each child with a seat.
        seats: children of each club group.
    """

    def __init__(
        self, instance: Instance, timetable: Timetable, policy: Policy
    ) -> None:
        self.instance, self._timetable = instance, timetable
        self.index = Index(instance)
        self._rules = policy.rules()
        self.meetings = club_meetings(instance, self.index, timetable)
        self.children = Children(instance, timetable, self.index, self.meetings, policy)
        self.worth = Worth(instance, timetable, policy, self.index, self.meetings)
        self.groups_of: dict[Id, list[ClubMeeting]] = defaultdict(list)
        for meeting in sorted(self.meetings.values(), key=lambda m: m.id):
            self.groups_of[meeting.club.id].append(meeting)
        self._most = {m.id: self._seats_of(m) for m in self.meetings.values()}
        self.held: dict[Id, frozenset[Id]] = {}
        self.seats: dict[Id, set[Id]] = {group: set() for group in self.meetings}
        for seat in timetable.seats:
            self.held[seat.pupil] = self.of(seat.pupil) | {seat.group}
            self.seats[seat.group].add(seat.pupil)
        self._exchanged = False
        self._read_care()

    def of(self, pupil: Id) -> frozenset[Id]:
        """Return the groups a child has a seat in."""
        return self.held.get(pupil, frozenset())

    def gain(self, exchange: Exchange) -> Gain:
        """Return how much better every seat goal gets, the most important first."""
        gains = []
        for move in exchange.moves():
            before = self.of(move.pupil)
            now = self.worth.of(move.pupil, before)
            then = self.worth.of(move.pupil, move.after(before))
            gains.append(tuple(b - a for a, b in zip(now, then, strict=True)))
        return total(gains, len(self.worth.order))

    def allows(self, exchange: Exchange) -> bool:
        """Say whether every rule is kept after an exchange."""
        moves = tuple(exchange.moves())
        return (
            all(move.gains not in self.of(move.pupil) for move in moves)
            and all(
                self.children.fits(move.pupil, move.after(self.of(move.pupil)))
                for move in moves
            )
            and self._groups_allow(moves)
            and self._care_allows(self._returns(moves))
        )

    def make(self, exchange: Exchange) -> None:
        """Carry out an exchange."""
        moves = tuple(exchange.moves())
        for cell, children in self._returns(moves).items():
            self._care[cell] += children
            for group in self._homework.get(cell, ()):
                self._load[group, cell[1]] += children
        for move in moves:
            self.held[move.pupil] = move.after(self.of(move.pupil))
            if move.loses is not None:
                self.seats[move.loses].discard(move.pupil)
            if move.gains is not None:
                self.seats[move.gains].add(move.pupil)
        self._exchanged = True

    def timetable(self) -> Timetable:
        """Return the timetable with the seats as they are now.

        Seats that stayed keep their order; new ones follow, by child and group.
        """
        if not self._exchanged:
            return self._timetable
        kept = tuple(
            seat
            for seat in self._timetable.seats
            if seat.pupil in self.seats[seat.group]
        )
        old = {(seat.pupil, seat.group) for seat in kept}
        new = sorted(
            (pupil, group)
            for group, pupils in self.seats.items()
            for pupil in pupils
            if (pupil, group) not in old
        )
        added = tuple(Seat(pupil=pupil, group=group) for pupil, group in new)
        return self._timetable.model_copy(update={"seats": (*kept, *added)})

    def _seats_of(self, meeting: ClubMeeting) -> int:
        """Return the most children a club group may have."""
        most = WITHOUT_LIMIT
        if "room_seats" in self._rules:
            most = meeting.room.seats
        if "club_seats" in self._rules:
            most = min(most, meeting.club.seats)
            venue = meeting.venue
            if venue is not None and venue.pupils_per_escort is not None:
                escorted = venue.pupils_per_escort * meeting.club.adults_per_group
                most = min(most, escorted)
        return most

    def _read_care(self) -> None:
        """Count the children in homework care, by class and by group."""
        index = self.index
        self._care: Counter[Cell] = Counter()
        for each in self.instance.classes:
            if each.unlisted and each.unlisted_consent is not None:
                for slot in index.slots_of[each.school]:
                    self._care[each.id, slot.id] += each.unlisted
        for pupil in self.instance.pupils:
            away = self.children.away(pupil.id, self.of(pupil.id))
            for slot in self.children.attended(pupil.id):
                if slot.id not in away:
                    self._care[pupil.class_id, slot.id] += 1
        self._homework: dict[Cell, list[Id]] = defaultdict(list)
        self._room_for: dict[Id, int] = {}
        self._load: Counter[Cell] = Counter()
        for group in self._timetable.groups:
            if group.kind == "homework":
                self._room_for[group.id] = self._care_places(group)
                for slot_id in dict.fromkeys(group.slots):
                    for class_id in dict.fromkeys(group.classes):
                        cell = (class_id, slot_id)
                        self._homework[cell].append(group.id)
                        self._load[group.id, slot_id] += self._care[cell]

    def _care_places(self, group: Group) -> int:
        """Return the most children a homework group may have."""
        most = WITHOUT_LIMIT
        if "room_seats" in self._rules:
            most = self.index.rooms[group.room].seats
        if "merged_care" in self._rules:
            bands = self.index.schools[group.school].limits.care_bands
            grades = {self.index.classes[one].grade for one in group.classes}
            most = min([most, *(b.pupils for b in bands if _holds(b, grades))])
        return most

    def _groups_allow(self, moves: Sequence[Move]) -> bool:
        """Say whether no group gets too large, or falls below its minimum."""
        change: Counter[Id] = Counter()
        for move in moves:
            if move.gains is not None:
                change[move.gains] += 1
            if move.loses is not None:
                change[move.loses] -= 1
        for group, more in change.items():
            children = len(self.seats[group]) + more
            if more > 0 and children > self._most[group]:
                return False
            if more < 0 and children < self.meetings[group].club.min_enrolment:
                return False
        return True

    def _returns(self, moves: Iterable[Move]) -> Counter[Cell]:
        """Count the children who come to (+) or leave (-) homework care."""
        returns: Counter[Cell] = Counter()
        for move in moves:
            class_id = self.index.pupils[move.pupil].class_id
            before = self.of(move.pupil)
            was_away = self.children.away(move.pupil, before)
            is_away = self.children.away(move.pupil, move.after(before))
            for slot in was_away - is_away:
                returns[class_id, slot] += 1
            for slot in is_away - was_away:
                returns[class_id, slot] -= 1
        return returns

    def _care_allows(self, returns: Counter[Cell]) -> bool:
        """Say whether the homework groups can take who comes back to care."""
        more: Counter[Cell] = Counter()
        for cell, children in returns.items():
            groups = self._homework.get(cell, ())
            if children > 0 and not groups and "everyone_in_care" in self._rules:
                return False
            for group in groups:
                more[group, cell[1]] += children
        return all(
            children <= 0 or self._load[key] + children <= self._room_for[key[0]]
            for key, children in more.items()
        )


def _holds(band: CareBand, grades: set[int]) -> bool:
    return all(band.from_grade <= grade <= band.to_grade for grade in grades)
