"""Club groups as an exchange of seats sees them: all that does not change."""

from dataclasses import dataclass
from functools import cached_property

from kehou_solver.domain.base import Id, Weeks, active
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import Room, Slot
from kehou_solver.domain.timetable import Group, Timetable
from kehou_solver.domain.weeks import weeks_of


@dataclass(frozen=True)
class ClubMeeting:
    """A club group with its club, its room, its slots and the weeks it meets in."""

    group: Group
    club: Club
    room: Room
    venue: Room | None
    slots: tuple[Slot, ...]
    weeks: tuple[Weeks, ...]

    @property
    def id(self) -> Id:
        """The id of the group."""
        return self.group.id

    @cached_property
    def slot_ids(self) -> frozenset[Id]:
        """The ids of its slots."""
        return frozenset(slot.id for slot in self.slots)

    @property
    def travel_minutes(self) -> int:
        """The way to its venue, one way; 0 at school."""
        return self.venue.travel_minutes if self.venue else 0


def club_meetings(
    instance: Instance, index: Index, timetable: Timetable
) -> dict[Id, ClubMeeting]:
    """Return the club groups of a lawful timetable by id."""
    weeks = weeks_of(instance, timetable)
    meetings = {}
    for group in timetable.groups:
        if group.kind != "club" or group.club is None:
            continue
        club = index.clubs[group.club]
        slots = tuple(index.slots[slot] for slot in dict.fromkeys(group.slots))
        meetings[group.id] = ClubMeeting(
            group=group,
            club=club,
            room=index.rooms[group.room],
            venue=index.rooms[club.venue] if club.venue else None,
            slots=slots,
            weeks=weeks_met(slots, weeks),
        )
    return meetings


def weeks_met(slots: tuple[Slot, ...], weeks: tuple[Weeks, ...]) -> tuple[Weeks, ...]:
    """Return the weeks in which a group of these slots meets at least once."""
    return tuple(
        week for week in weeks if any(active(slot.weeks, week) for slot in slots)
    )
