"""Lawful weeks to be fair in: generated schools, small and odd, some with a draw."""

import random
from functools import cache

from kehou_instances.ladder import generate
from kehou_instances.ladder.knobs import Knobs
from kehou_solver.domain import Draw, Instance, Pupil, Room, SeatPin, Timetable
from kehou_solver.fairness import list_hash
from tests.solver.worlds import changed


def drawn(instance: Instance, seed: str = "06 11 13 19 27 30") -> Instance:
    """Hold a draw over the applicants of an instance."""
    draw = Draw(
        list_hash=list_hash(instance.pupils), seed=seed, seed_from="double colour ball"
    )
    return instance.model_copy(update={"draw": draw})


@cache
def school(
    seed: int, size: str = "XS", odd_even: bool = False
) -> tuple[Instance, Timetable]:
    """Return a generated school with a draw, and its planted week."""
    made = generate(size, seed, Knobs(odd_even=odd_even))
    return drawn(made.instance), made.timetable


@cache
def awkward_school(seed: int) -> tuple[Instance, Timetable]:
    """Return a school in which much stands in the way of an exchange.

    Odd and even weeks, some club groups at a venue a walk away, a published week that
    differs in some seats, some seats pinned, children who want two or three clubs, two
    clubs of one family, and some families that gave points, ties among them.
    """
    instance, timetable = school(seed, odd_even=True)
    chance = random.Random(seed)  # noqa: S311 - a test, no secret
    clubs = {group.id: group.club for group in timetable.groups if group.club}
    pins = tuple(
        SeatPin(kind="seat", pupil=seat.pupil, club=clubs[seat.group])
        for seat in chance.sample(timetable.seats, k=3)
    )
    kept = tuple(seat for seat in timetable.seats if chance.random() < 0.7)
    venues = _venues(timetable, chance)
    seated = {seat.pupil for seat in timetable.seats}
    family = [club.id for club in instance.clubs][:2]

    def child(pupil: Pupil) -> Pupil:
        points = tuple(chance.choice((0, 2, 2, 3)) for _ in pupil.wishes)
        clubs = chance.choice((1, 1, 2, 3))
        return changed(
            pupil,
            wish_points=points if chance.random() < 0.4 else None,
            clubs_per_week=pupil.clubs_per_week if pupil.id in seated else clubs,
        )

    both = {pupil for pupil in seated if _clubs_of(pupil, timetable) >= set(family)}
    instance = instance.model_copy(
        update={
            "pins": (*instance.pins, *pins),
            "published": timetable.model_copy(update={"seats": kept}),
            "pupils": tuple(map(child, instance.pupils)),
            "rooms": tuple(
                _away(room, chance) if room.id in venues.values() else room
                for room in instance.rooms
            ),
            "clubs": tuple(
                changed(
                    club,
                    venue=venues.get(club.id),
                    family="course" if club.id in family and not both else None,
                )
                for club in instance.clubs
            ),
        }
    )
    return drawn(instance), timetable


def _venues(timetable: Timetable, chance: random.Random) -> dict[str, str]:
    """Choose clubs that may move off-site: nobody else uses their only room."""
    rooms: dict[str, set[str]] = {}
    for group in timetable.groups:
        rooms.setdefault(group.room, set()).add(group.club or "")
    own = {room: min(clubs) for room, clubs in rooms.items() if len(clubs) == 1}
    used = [group.club for group in timetable.groups]
    return {
        club: room
        for room, club in sorted(own.items())
        if club and used.count(club) == 1 and chance.random() < 0.6
    }


def _away(room: Room, chance: random.Random) -> Room:
    minutes = chance.choice((0, 5, 10))
    return changed(
        room, offsite=True, pupils_per_escort=room.seats, travel_minutes=minutes
    )


def _clubs_of(pupil: str, timetable: Timetable) -> set[str | None]:
    clubs = {group.id: group.club for group in timetable.groups}
    return {clubs[seat.group] for seat in timetable.seats if seat.pupil == pupil}
