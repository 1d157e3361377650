"""What a lawful week shows to be possible, for a relaxation that is too cautious.

The relaxation lets no classes merge. A village school with fewer teachers than classes
has lawful weeks all the same; there the relaxation may ask for what one of them did.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kehou_solver.domain.base import Id
from kehou_solver.domain.timetable import Timetable
from kehou_solver.model.world import World


@dataclass(frozen=True)
class Witness:
    """A lawful week, counted.

    Attributes:
        care: homework groups by slot.
        clubs: adults with club groups by slot.
        comes: (adult, weekday): who is there on which afternoons.
    """

    care: Mapping[Id, int]
    clubs: Mapping[Id, int]
    comes: frozenset[tuple[Id, int]]

    @classmethod
    def of(cls, world: World, timetable: Timetable) -> "Witness":
        """Count a week."""
        care: Counter[Id] = Counter()
        clubs: Counter[Id] = Counter()
        for group in timetable.groups:
            if group.kind == "homework":
                care.update(group.slots)
            elif group.club is not None:
                adults = world.clubs[group.club].adults_per_group
                clubs.update(dict.fromkeys(group.slots, adults))
        comes = {(adult, day) for adult, day, _ in lessons_and_posts(world, timetable)}
        return cls(care, clubs, frozenset(comes))


def lessons_and_posts(
    world: World, timetable: Timetable
) -> Iterator[tuple[Id, int, Id]]:
    """Yield (adult, weekday, school) of every lesson and post of a timetable."""
    slots = {group.id: group.slots for group in timetable.groups}
    for staff in timetable.staff:
        for slot in filter(staff.has, slots[staff.group]):
            at = world.slots[slot]
            yield staff.adult, int(at.weekday), at.school
    for post in timetable.posts:
        yield post.adult, int(post.weekday), post.school
