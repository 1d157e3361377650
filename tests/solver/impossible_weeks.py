"""Forty impossible weeks: lawful generated schools, damaged in ten ways.

Every damage is one a school office knows: people who cannot come, papers that ran out,
closed rooms, pins that clash. `impossible_week(kind, seed)` is always the same.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from kehou_instances.ladder import generate
from kehou_solver.domain import (
    Closure,
    DutyRole,
    Instance,
    LessonsEnd,
    MeetingPin,
    Slot,
    StaffPin,
)
from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.model.world import World
from kehou_solver.policy import Policy

SEEDS = range(4)


def impossible_week(kind: str, seed: int) -> Instance:
    """Return a planted week of six classes, made impossible."""
    return DAMAGES[kind](generate("XS", seed).instance, random.Random(seed))  # noqa: S311


def _with(instance: Instance, **parts: Any) -> Instance:
    return Instance(**{**dict(instance), **parts})


def _a_slot(instance: Instance, draw: random.Random) -> Slot:
    return draw.choice(instance.slots)


def one_left_to_care(instance: Instance, draw: random.Random) -> Instance:
    """In one slot everybody but one adult is away."""
    slot = _a_slot(instance, draw)
    caring = [adult for adult in instance.adults if adult.care == "any"]
    stays = draw.choice(caring).id
    others = tuple(s.id for s in instance.slots if s.id != slot.id)
    adults = tuple(
        adult
        if adult.id == stays
        else adult.model_copy(
            update={
                "free": others
                if adult.free is None
                else tuple(s for s in adult.free if s != slot.id)
            }
        )
        for adult in instance.adults
    )
    return _with(instance, adults=adults)


def pins_clash(instance: Instance, draw: random.Random) -> Instance:
    """One teacher is pinned to classes of two bands at once."""
    slot = _a_slot(instance, draw)
    able = [a for a in instance.adults if a.care == "any"]
    teacher = draw.choice(able)
    low, high = instance.classes[0].id, instance.classes[-1].id
    pins = tuple(
        StaffPin(kind="staff", adult=teacher.id, slot=slot.id, class_id=name)
        for name in (low, high)
    )
    return _with(instance, pins=pins)


def rooms_closed(instance: Instance, draw: random.Random) -> Instance:
    """One room is open in a slot; six classes stay."""
    slot = _a_slot(instance, draw)
    shut = Closure(weekday=slot.weekday, start=slot.start, end=slot.end)
    rooms = tuple(
        room.model_copy(update={"closed": (*room.closed, shut)}) if place else room
        for place, room in enumerate(instance.rooms)
    )
    return _with(instance, rooms=rooms)


def papers_lapse(instance: Instance, draw: random.Random) -> Instance:
    """Before the last weekday, papers run out of all but one who give care."""
    last = max(slot.weekday for slot in instance.slots)
    until = instance.week_of + timedelta(days=last - 2)
    valid = draw.choice([a for a in instance.adults if a.care == "any"]).id
    adults = tuple(
        adult.model_copy(
            update={
                "papers": tuple(
                    paper.model_copy(update={"valid_until": until})
                    for paper in adult.papers
                )
            }
        )
        if adult.care != "none" and adult.id != valid
        else adult
        for adult in instance.adults
    )
    return _with(instance, adults=adults)


def nobody_for_a_post(instance: Instance, draw: random.Random) -> Instance:
    """Nobody takes one of the duty roles any more."""
    role = draw.choice([DutyRole.DUTY_LEADER, DutyRole.PATROL, DutyRole.GATE_DUTY])
    adults = tuple(
        adult.model_copy(update={"posts": tuple(p for p in adult.posts if p != role)})
        for adult in instance.adults
    )
    return _with(instance, adults=adults)


def bands_too_small(instance: Instance, draw: random.Random) -> Instance:
    """Homework groups of one band may hold fewer children than a class has."""
    school = instance.schools[0]
    place = draw.randrange(len(school.limits.care_bands))
    bands = tuple(
        band.model_copy(update={"pupils": 5}) if at == place else band
        for at, band in enumerate(school.limits.care_bands)
    )
    limits = school.limits.model_copy(update={"care_bands": bands})
    first = school.model_copy(update={"limits": limits})
    return _with(instance, schools=(first, *instance.schools[1:]))


def rooms_too_small(instance: Instance, draw: random.Random) -> Instance:
    """No room holds the children of the largest class, and nobody is in a club."""
    world = World(instance, Policy.of(instance))
    largest = max(world.asked.values())
    fewer = largest - draw.randint(1, 3)
    rooms = tuple(
        room.model_copy(update={"seats": min(room.seats, fewer)})
        for room in instance.rooms
    )
    pupils = tuple(p.model_copy(update={"wishes": ()}) for p in instance.pupils)
    return _with(instance, rooms=rooms, pupils=pupils)


def lessons_run_late(instance: Instance, draw: random.Random) -> Instance:
    """One class has lessons into its first slot."""
    slot = min(instance.slots, key=lambda s: (s.weekday, s.start))
    late = draw.choice(instance.classes)
    ends = tuple(
        LessonsEnd(weekday=end.weekday, end=slot.start + 20)
        if end.weekday == slot.weekday
        else end
        for end in late.lessons_end
    )
    classes = tuple(
        one.model_copy(update={"lessons_end": ends}) if one.id == late.id else one
        for one in instance.classes
    )
    return _with(instance, classes=classes)


def ceiling_too_low(instance: Instance, draw: random.Random) -> Instance:
    """A paid outsider is pinned, and nothing may be paid to outsiders."""
    outsider = next(
        a for a in instance.adults if a.care == "any" and a.kind not in SCHOOL_KINDS
    )
    slot = draw.choice(outsider.free or [s.id for s in instance.slots])
    school = instance.schools[0]
    money = school.money.model_copy(update={"external_ceiling_fen": 0})
    first = school.model_copy(update={"money": money})
    pin = StaffPin(
        kind="staff", adult=outsider.id, slot=slot, class_id=instance.classes[0].id
    )
    paid = tuple(
        a.model_copy(update={"pay_fen_per_lesson": 5000}) if a.id == outsider.id else a
        for a in instance.adults
    )
    schools = (first, *instance.schools[1:])
    return _with(instance, schools=schools, adults=paid, pins=(pin,))


def nobody_for_a_club(instance: Instance, draw: random.Random) -> Instance:
    """A club has to meet, and nobody is willing to lead any."""
    club = draw.choice(instance.clubs)
    slot = draw.choice(club.slots or [s.id for s in instance.slots])
    adults = tuple(a.model_copy(update={"clubs": ()}) for a in instance.adults)
    pin = MeetingPin(kind="meeting", club=club.id, slot=slot)
    return _with(instance, adults=adults, pins=(pin,))


Damage = Callable[[Instance, random.Random], Instance]

DAMAGES: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        one_left_to_care,
        pins_clash,
        rooms_closed,
        papers_lapse,
        nobody_for_a_post,
        bands_too_small,
        rooms_too_small,
        lessons_run_late,
        ceiling_too_low,
        nobody_for_a_club,
    )
}

FORTY = [(kind, seed) for kind in DAMAGES for seed in SEEDS]
