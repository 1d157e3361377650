"""Is an instance small enough for one exact model?"""

from math import comb

from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance

SMALL = 40_000
"""Rough number of yes/no choices one model is given; docs/decisions/0004 and 0012."""


def rough_choices(instance: Instance) -> int:
    """Estimate the choices of one exact model, from above."""
    index = Index(instance)
    seats = 0
    staff = 0
    for club in instance.clubs:
        slots = len(club.slots or index.slots_of[club.school])
        ways = comb(slots, club.meetings_per_week) * club.parallel_groups
        wishing = sum(club.id in pupil.wishes for pupil in instance.pupils)
        able = sum(
            club.school in adult.serves
            and (adult.clubs is None or club.id in adult.clubs)
            and {q.name for q in adult.qualifications} >= set(club.qualifications)
            for adult in instance.adults
        )
        seats += ways * wishing
        staff += ways * able * (2 if club.adults_per_group > 1 else 1)
    for room_class in instance.classes:
        slots = len(index.slots_of[room_class.school])
        for adult in instance.adults:
            knows = adult.care == "any" or (
                adult.care == "taught"
                and any(t.class_id == room_class.id for t in adult.teaches)
            )
            staff += slots * (knows and room_class.school in adult.serves)
    return seats + staff


def is_small(instance: Instance) -> bool:
    """Say whether one exact model will do."""
    return rough_choices(instance) <= SMALL


def care_only(instance: Instance) -> Instance:
    """Return the instance with no clubs in it.

    Clubs are optional, so a timetable of this one is a timetable of the whole, unless
    clubs are pinned.
    """
    club_pins = tuple(p for p in instance.pins if getattr(p, "class_id", None) is None)
    return instance.model_copy(
        update={
            "clubs": (),
            "pupils": tuple(
                pupil.model_copy(update={"wishes": ()}) for pupil in instance.pupils
            ),
            "pins": tuple(pin for pin in instance.pins if pin not in club_pins),
            "published": None,
        }
    )
