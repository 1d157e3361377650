"""The plan of club groups: which clubs meet when, how often, and who fits in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kehou_solver.domain.base import Id
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.choice import ClubGroup, Opens, Sits, Staffs, Uses
from kehou_solver.model.enumerate import club_groups_of
from kehou_solver.model.world import World
from kehou_solver.search.formulation import Admission


@dataclass(frozen=True)
class Way:
    """One way a club can meet: its slots, and what that leaves possible.

    Parallel groups that meet alike are counted, not named.

    Attributes:
        most: largest number of parallel groups.
        seats: most children in one group, rooms considered.
        pupils: children who wish for the club and could attend.
        leads: adults who could lead.
        rooms: rooms that suit and are open.
        spare: those of them that are no class's own, or all if there are no such.
    """

    club: Id
    school: Id
    slots: tuple[Id, ...]
    most: int
    least: int
    seats: int
    pupils: tuple[Id, ...]
    leads: tuple[Id, ...]
    rooms: frozenset[Id]
    spare: frozenset[Id]

    def group(self, copy: int) -> ClubGroup:
        """Name one of the parallel groups."""
        return ClubGroup(self.club, copy, self.school, self.slots)


def ways_of(world: World, admission: Admission) -> list[Way]:
    """Return every way worth considering, clubs in the order of the instance."""
    wishing: dict[Id, list[Pupil]] = defaultdict(list)
    for pupil in world.instance.pupils:
        if pupil.consent is not None:
            for wish in pupil.wishes:
                wishing[wish].append(pupil)
    ways = []
    for club in world.instance.clubs:
        for group in club_groups_of(world, club):
            if group.copy == 0 and admission.admits(Opens(group)):
                way = _way(world, admission, club, group, wishing[club.id])
                if way is not None:
                    ways.append(way)
    return ways


def groups_in(timetable: Timetable, ways: Sequence[Way]) -> list[int] | None:
    """Count the groups of each way in a timetable; None if some group fits no way."""
    places = {(way.club, frozenset(way.slots)): n for n, way in enumerate(ways)}
    counted = [0] * len(ways)
    for group in timetable.groups:
        if group.club is not None:
            place = places.get((group.club, frozenset(group.slots)))
            if place is None:
                return None
            counted[place] += 1
    return counted


def _way(
    world: World,
    admission: Admission,
    club: Club,
    group: ClubGroup,
    wishing: list[Pupil],
) -> Way | None:
    rooms = [
        room.id
        for room in world.instance.rooms
        if room.school == club.school
        and room.seats >= club.min_enrolment
        and admission.admits(Uses(room.id, group))
    ]
    owned = {c.room for c in world.instance.classes if c.room}
    spare = [room for room in rooms if room not in owned] or rooms
    leads = [
        adult.id
        for adult in world.instance.adults
        if club.school in adult.serves
        and admission.admits(Staffs(adult.id, group, "lead", "every"))
    ]
    pupils = [p.id for p in wishing if admission.admits(Sits(p.id, group))]
    if not rooms or not leads or len(pupils) < club.min_enrolment:
        return None
    seats = min(club.seats, max(world.rooms[room].seats for room in rooms))
    if club.venue is not None:
        escorted = world.rooms[club.venue].pupils_per_escort or club.seats
        seats = min(seats, escorted * club.adults_per_group)
    if seats < max(1, club.min_enrolment):
        return None
    return Way(
        club=club.id,
        school=club.school,
        slots=group.slots,
        most=min(club.parallel_groups, len(rooms), len(leads)),
        least=club.min_enrolment,
        seats=seats,
        pupils=tuple(pupils),
        leads=tuple(leads),
        rooms=frozenset(rooms),
        spare=frozenset(spare),
    )
