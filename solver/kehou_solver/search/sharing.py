"""Whose afternoons are whose: people of several schools, shared out between them.

Few adults serve several schools, and nothing else ties the club plans of schools
together. With their afternoons shared out, every school is planned by itself, in a
fraction of the time; moves over all schools then lend them on. docs/decisions/0025.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.world import World
from kehou_solver.search.plan import Way
from kehou_solver.search.witness import lessons_and_posts

Afternoon = tuple[Id, int]
"""(adult, weekday)."""


@dataclass(frozen=True)
class Alone:
    """What one school has to plan with, by itself.

    Attributes:
        school: its id.
        numbers: of its ways, among all.
        ways: these.
        adults: who serves there.
    """

    school: Id
    numbers: list[int]
    ways: list[Way]
    adults: list[Adult]


def alone(world: World, ways: Sequence[Way]) -> list[Alone]:
    """Return every school with clubs by itself, schools in the order of the ways."""
    numbers: dict[Id, list[int]] = defaultdict(list)
    for number, way in enumerate(ways):
        numbers[way.school].append(number)
    return [
        Alone(
            school,
            mine,
            [ways[number] for number in mine],
            [one for one in world.instance.adults if school in one.serves],
        )
        for school, mine in numbers.items()
    ]


def shared_out(
    world: World, wanted: Mapping[Id, Mapping[Afternoon, float]]
) -> dict[Afternoon, Id]:
    """Return the school of every afternoon that several schools want of an adult.

    It goes where it is worth most, less the more of the adult's afternoons a school
    has already; those of nobody's school go to nobody.

    Args:
        world: the whole instance.
        wanted: by school, what an adult's afternoon is worth there.
    """
    worth: dict[Id, dict[int, dict[Id, float]]] = defaultdict(lambda: defaultdict(dict))
    for school, afternoons in wanted.items():
        for (adult, day), value in afternoons.items():
            worth[adult][day][school] = value
    found: dict[Afternoon, Id] = {}
    for adult, days in worth.items():
        if len({school for schools in days.values() for school in schools}) == 1:
            continue
        left = world.afternoons_cap(world.adults[adult])
        had: dict[Id, int] = defaultdict(int)
        for day in sorted(days, key=lambda d: (-max(days[d].values()), d)):
            schools = days[day]
            best = max(sorted(schools), key=lambda s: schools[s] / (1 + had[s]))
            found[adult, day] = best if left else ""
            had[best] += 1
            left -= left > 0
    return found


def serving_several(world: World) -> frozenset[Id]:
    """Return who serves more schools than one."""
    return frozenset(one.id for one in world.instance.adults if len(one.serves) > 1)


def served_in(world: World, timetable: Timetable) -> dict[Afternoon, Id]:
    """Return at which school everybody shared is on every afternoon of a timetable.

    Args:
        world: the whole instance.
        timetable: lawful.

    Returns:
        An empty name for an afternoon at no school.
    """
    shared = serving_several(world)
    weekdays = {slot.weekday for slot in world.slots.values()}
    found = {(adult, day): "" for adult in sorted(shared) for day in sorted(weekdays)}
    for adult, day, school in lessons_and_posts(world, timetable):
        if adult in shared:
            found[adult, day] = school
    return found


def elsewhere(
    world: World, school: Alone, days: Mapping[Afternoon, Id]
) -> list[tuple[Id, int]]:
    """Return who cannot lead a way since that afternoon is another school's.

    Args:
        world: the whole instance.
        school: by itself.
        days: as shared out.

    Returns:
        Pairs of (adult, place of the way among the school's).
    """
    return [
        (adult, place)
        for place, way in enumerate(school.ways)
        for adult in way.leads
        if any(
            days.get((adult, world.slots[slot].weekday), way.school) != way.school
            for slot in way.slots
        )
    ]
