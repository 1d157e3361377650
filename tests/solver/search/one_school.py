"""Some schools of a group as an instance of their own, for tests of small problems."""

from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance


def alone(instance: Instance, school: Id) -> Instance:
    """Return what is asked of one school; whoever serves others serves it alone."""
    return among(instance, {school})


def among(instance: Instance, kept: set[Id]) -> Instance:
    """Return what is asked of some schools; nobody serves any other."""
    slots = {one.id for one in instance.slots if one.school in kept}
    classes = {one.id for one in instance.classes if one.school in kept}
    clubs = {one.id for one in instance.clubs if one.school in kept}
    here = [one for one in instance.adults if kept & set(one.serves)]
    near = {*kept, *(one.home for one in here if one.home is not None)}
    adults = tuple(
        one.model_copy(
            update={
                "serves": tuple(s for s in one.serves if s in kept),
                "free": one.free and tuple(s for s in one.free if s in slots),
                "teaches": tuple(t for t in one.teaches if t.class_id in classes),
                "clubs": one.clubs and tuple(c for c in one.clubs if c in clubs),
            }
        )
        for one in here
    )
    return instance.model_copy(
        update={
            "schools": tuple(
                one if one.id in kept else one.model_copy(update={"posts": ()})
                for one in instance.schools
                if one.id in near
            ),
            "slots": tuple(one for one in instance.slots if one.id in slots),
            "classes": tuple(one for one in instance.classes if one.id in classes),
            "clubs": tuple(one for one in instance.clubs if one.id in clubs),
            "rooms": tuple(one for one in instance.rooms if one.school in kept),
            "pupils": tuple(p for p in instance.pupils if p.class_id in classes),
            "adults": adults,
            "vendors": (),
            "travel": tuple(
                way for way in instance.travel if {way.school, way.other} <= near
            ),
        }
    )
