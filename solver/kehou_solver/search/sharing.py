"""Whose afternoons are whose: people of several schools, shared out between them.

Few adults serve several schools, and nothing else ties the club plans of schools
together. With their afternoons shared out, every school is planned by itself, in a
fraction of the time; moves over all schools then lend them on. docs/decisions/0025.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id
from kehou_solver.model.world import World
from kehou_solver.search.plan import Way

Days = Mapping[tuple[Id, int], Id]
"""School by (adult, weekday)."""


@dataclass(frozen=True)
class Alone:
    """What one school has to plan with, by itself.

    Attributes:
        numbers: of its ways, among all.
        ways: these, led by those only who are there on the days.
        adults: who is there, with no more lessons and afternoons than are its share.
    """

    numbers: list[int]
    ways: list[Way]
    adults: list[Adult]


def alone(world: World, ways: Sequence[Way]) -> list[Alone]:
    """Return every school with clubs by itself, schools in the order of the ways."""
    schools: dict[Id, list[int]] = defaultdict(list)
    for number, way in enumerate(ways):
        schools[way.school].append(number)
    if len(schools) == 1:
        everybody = list(world.instance.adults)
        return [Alone(numbers, list(ways), everybody) for numbers in schools.values()]
    days = _days(world, ways)
    return [
        Alone(
            numbers,
            [_led(world, ways[number], days) for number in numbers],
            [
                _shared(world, adult, school, days)
                for adult in world.instance.adults
                if school in adult.serves
            ],
        )
        for school, numbers in schools.items()
    ]


def _days(world: World, ways: Sequence[Way]) -> Days:
    """Share out the afternoons of everybody who could lead in several schools.

    Each afternoon goes where it is missed most: where many children wish for clubs
    that few others could lead, and where the adult has few afternoons so far.
    """
    missed: dict[Id, dict[Id, float]] = defaultdict(lambda: defaultdict(float))
    there: dict[Id, dict[int, set[Id]]] = defaultdict(lambda: defaultdict(set))
    for way in ways:
        for adult in way.leads:
            missed[adult][way.school] += len(way.pupils) / len(way.leads)
            for slot in way.slots:
                there[adult][world.slots[slot].weekday].add(way.school)
    days: dict[tuple[Id, int], Id] = {}
    for adult, schools in missed.items():
        if len(schools) == 1:
            continue
        had: dict[Id, int] = dict.fromkeys(schools, 0)
        left = _afternoons(world, world.adults[adult])
        # Where there is least to choose from comes first.
        for day in sorted(there[adult], key=lambda d: (len(there[adult][d]), d)):
            if left:
                school = max(
                    sorted(there[adult][day]), key=lambda s: schools[s] / (1 + had[s])
                )
                days[adult, day] = school
                had[school] += 1
                left -= 1
            else:
                days[adult, day] = ""
    return days


def _led(world: World, way: Way, days: Days) -> Way:
    """Return a way without those who are elsewhere on one of its days."""
    leads = tuple(
        adult
        for adult in way.leads
        if all(
            days.get((adult, world.slots[slot].weekday), way.school) == way.school
            for slot in way.slots
        )
    )
    return replace(way, leads=leads, most=min(way.most, len(leads)))


def _shared(world: World, adult: Adult, school: Id, days: Days) -> Adult:
    """Return an adult with no more of the week than is the school's share."""
    mine = [where for (who, _), where in days.items() if who == adult.id and where]
    if not mine:
        return adult
    share = mine.count(school)
    lessons = _lessons(world, adult) * share // len(mine)
    return adult.model_copy(update={"afternoons_week": share, "lessons_week": lessons})


def _afternoons(world: World, adult: Adult) -> int:
    cap = world.limits_of(adult).afternoons_week
    return cap if adult.afternoons_week is None else min(cap, adult.afternoons_week)


def _lessons(world: World, adult: Adult) -> int:
    cap = world.limits_of(adult).lessons_week
    return cap if adult.lessons_week is None else min(cap, adult.lessons_week)
