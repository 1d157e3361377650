"""On a tiny school every timetable can be tried; a repair must change as little.

The world: two classes of grade 3 that may merge, two slots on Monday, three adults and
a club. Every way to merge, lead and house the homework groups, and to open the club at
either time with any lead and any children, is laid out; the first lawful one, in the
order of changed cells, is what a repair must find.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from random import Random

import pytest

from kehou_solver.checks import audit, broken
from kehou_solver.domain import Instance, Timetable
from kehou_solver.domain.answer import Settings
from kehou_solver.domain.events import (
    AdultAway,
    ClubCancelled,
    Event,
    PupilLeaves,
    RoomClosed,
    applied,
)
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.repair import Freeze, NoRepair, Options, Repaired, repair
from tests.solver import worlds as w

ADULTS = ("T3", "T4", "C1")
CHILDREN = ("p4", "p5", "p6")
HOUSES = (("r3", "r4"), ("r4", "r3"), ("r3", "hall"), ("hall", "r4"))
SEEDS = range(16)
ANY = Options(substitute_lessons_a_day=9, alternatives=False)


def school(chance: Random) -> Instance:
    """Draw a world: who is free when, who takes what, how many lessons."""

    def person(id: str) -> dict[str, object]:
        return {
            "free": chance.choice([None, None, ("mon-1",), ("mon-2",)]),
            "lessons_week": chance.choice([None, None, 1]),
            "past_lessons": chance.randrange(3),
            "qualifications": (w.skill("chess-coach"),) if id != "T3" else (),
        }

    return w.world(
        schools=(
            w.changed(
                w.EAST, posts=(), limits=w.limits(merge_classes=chance.choice([1, 2]))
            ),
        ),
        slots=w.SLOTS[:2],
        rooms=(w.room("r3"), w.room("r4"), w.room("hall", features=("boards",))),
        classes=(
            w.homeroom("3-1", 3, homeroom_teacher="T3", room="r3"),
            w.homeroom("3-2", 3, homeroom_teacher="T4", room="r4"),
        ),
        pupils=(
            w.pupil("p3", "3-1"),
            w.pupil("p4", "3-1", "chess"),
            w.pupil("p5", "3-2", "chess"),
            w.pupil("p6", "3-2", "chess"),
            *(w.pupil("p7", "3-2") for _ in range(chance.randrange(2))),
        ),
        clubs=(w.CHESS,),
        adults=(
            w.teacher("T3", **person("T3")),
            w.teacher("T4", **person("T4")),
            w.adult(
                "C1", w.AdultKind.VOLUNTEER, care="any", clubs=None, **person("C1")
            ),
        ),
        vendors=(),
    )


@cache
def every_timetable() -> tuple[Timetable, ...]:
    """Lay out every timetable of the world, lawful or not."""
    return tuple(
        w.together(*parts)
        for parts in product(_care("mon-1"), _care("mon-2"), tuple(_club()))
    )


def _care(slot: str) -> list[Timetable]:
    houses = HOUSES if slot == "mon-2" else HOUSES[:1]
    ways = [
        w.together(
            w.care(slot, "3-1", room=rooms[0], lead=one),
            w.care(slot, "3-2", room=rooms[1], lead=other),
        )
        for rooms in houses
        for one, other in product(ADULTS, repeat=2)
        if one != other
    ]
    ways += [
        w.care(slot, "3-1", "3-2", room=room, lead=one)
        for room in (("r3", "r4", "hall") if slot == "mon-2" else ("r3",))
        for one in ADULTS
    ]
    # Where all children of a class play chess, nobody is left for homework care.
    ways += [
        w.care(slot, each, room=room, lead=one)
        for each, room in (("3-1", "r3"), ("3-2", "r4"))
        for one in ADULTS
    ]
    return ways


def _club() -> Iterator[Timetable]:
    yield Timetable()
    for slot, lead in product(("mon-1", "mon-2"), ADULTS[1:]):
        for size in (2, 3):
            for seats in combinations(CHILDREN, size):
                yield w.meeting("chess", slot, room="hall", lead=lead, seats=seats)


def event(chance: Random) -> Event:
    """Draw something that happens."""
    return chance.choice(
        [
            AdultAway(adult=chance.choice(ADULTS), weekdays=(1,)),
            AdultAway(adult=chance.choice(ADULTS), slots=("mon-2",)),
            AdultAway(adult=chance.choice(ADULTS), slots=("mon-1",)),
            RoomClosed(
                room=chance.choice(["r3", "r4", "hall"]),
                weekday=1,
                start=w.at("17:20"),
                end=w.at("18:00"),
            ),
            ClubCancelled(club="chess"),
            PupilLeaves(pupil=chance.choice(CHILDREN)),
        ]
    )


def published_for(chance: Random, instance: Instance) -> Timetable | None:
    """Draw a lawful timetable, if one is soon found."""
    policy = Policy.of(instance)
    for timetable in chance.sample(every_timetable(), 600):
        if not broken(audit(instance, timetable, policy)):
            return timetable
    return None


def fewest(after: Instance, published: Timetable, freeze: Freeze) -> int | None:
    """Return the changes of the nearest lawful timetable; None = there is none."""
    policy, known = Policy.of(after), _cells(published)
    times = {group.slots for group in published.groups if group.kind == "club"}
    allowed = [
        (len(cells ^ known), timetable)
        for cells, timetable in zip(every_cell(), every_timetable(), strict=True)
        if freeze is Freeze.FREE
        or all(g.slots in times for g in timetable.groups if g.kind == "club")
    ]
    for distance, timetable in sorted(allowed, key=lambda one: one[0]):
        if not broken(audit(after, timetable, policy)):
            return distance
    return None


@cache
def every_cell() -> tuple[frozenset[tuple[str, ...]], ...]:
    """Return the cells of every timetable."""
    return tuple(map(_cells, every_timetable()))


def _cells(timetable: Timetable) -> frozenset[tuple[str, ...]]:
    """Return what people see, written apart from the goal that counts it."""
    groups = {group.id: group for group in timetable.groups}
    return frozenset(
        (s.adult, slot, what, s.role)
        for s in timetable.staff
        for slot in groups[s.group].slots
        for what in (groups[s.group].classes or (groups[s.group].club or "",))
    ) | frozenset((s.pupil, groups[s.group].club or "") for s in timetable.seats)


@pytest.mark.parametrize("freeze", [Freeze.KEEP_TIME, Freeze.FREE])
def test_a_repair_changes_as_little_as_trying_everything(freeze: Freeze) -> None:
    kinds: dict[str, int] = {}
    for seed in SEEDS:
        chance = Random(seed)  # noqa: S311 - a test, no secret
        instance = school(chance)
        published = published_for(chance, instance)
        if published is None:
            continue
        events = [event(chance) for _ in range(chance.choice([1, 1, 2]))]
        after = applied(instance, published, events)
        expected = fewest(after, published, freeze)
        outcome = repair(
            instance,
            published,
            events,
            freeze=dict.fromkeys(range(1, 8), freeze),
            settings=Settings(30, 1, 0),
            options=ANY,
        )
        if expected is None:
            assert isinstance(outcome, NoRepair), f"seed {seed}"
            assert outcome.proved, f"seed {seed}"
            kinds["none"] = kinds.get("none", 0) + 1
            continue
        assert isinstance(outcome, Repaired), f"seed {seed}: {outcome}"
        assert not broken(audit(after, outcome.timetable, Policy.of(after)))
        assert outcome.cells == expected, f"seed {seed}: {events}"
        measured = MEASURES["changes"].measure(
            after, outcome.timetable, Policy.of(after)
        )
        assert measured == outcome.cells
        assert outcome.proved, f"seed {seed}"
        assert sum(change.cells for change in outcome.changes) == outcome.cells
        kinds[outcome.reach] = kinds.get(outcome.reach, 0) + 1
    assert {"nothing", "substitutes", "none"} <= kinds.keys(), kinds
