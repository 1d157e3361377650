"""What a lawful week shows to be possible, for a relaxation that is too cautious.

The relaxation lets no classes merge. A village school with fewer teachers than classes
has lawful weeks all the same; there the relaxation may ask for what one of them did.
"""

from collections import Counter
from collections.abc import Mapping
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
        slots = {}
        for group in timetable.groups:
            slots[group.id] = group.slots
            if group.kind == "homework":
                care.update(group.slots)
            elif group.club is not None:
                adults = world.clubs[group.club].adults_per_group
                clubs.update(dict.fromkeys(group.slots, adults))
        comes = {(post.adult, int(post.weekday)) for post in timetable.posts}
        for staff in timetable.staff:
            for slot in slots[staff.group]:
                if staff.has(slot):
                    comes.add((staff.adult, world.slots[slot].weekday))
        return cls(care, clubs, frozenset(comes))
