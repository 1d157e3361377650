"""Homework care in three levels: homeroom teacher, main subjects, least loaded."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.methods.greedy.roster import Roster
from kehou_solver.domain.base import Id
from kehou_solver.domain.school import HomeroomClass
from kehou_solver.model.choice import (
    CareGroup,
    Choice,
    Joins,
    Opens,
    Staffs,
    Uses,
)
from kehou_solver.model.world import World
from kehou_solver.search.formulation import Admission

MAIN_SUBJECTS = ("chinese", "math", "maths", "english", "语文", "数学", "英语")
DEEPEST = 4
"""How many colleagues may change places to free somebody for one class."""


@dataclass
class CarePlan:
    """Who leads which homework group, where, with which classes."""

    lead: dict[CareGroup, Id] = field(default_factory=dict)
    room: dict[CareGroup, Id] = field(default_factory=dict)
    classes: dict[CareGroup, list[Id]] = field(default_factory=dict)

    def choices(self) -> Iterator[Choice]:
        """Yield the answers this plan gives."""
        for group, lead in self.lead.items():
            yield Opens(group)
            yield Uses(self.room[group], group)
            yield Staffs(lead, group, "lead", "every")
            yield from (Joins(class_id, group) for class_id in self.classes[group])


class NoCare(Exception):
    """Nobody is left for a class in a slot, and it fits into no other group."""

    def __init__(self, group: CareGroup) -> None:
        super().__init__(str(group))
        self.group = group


class CarePlanner:
    """Covers every class and slot with children left."""

    def __init__(
        self,
        world: World,
        admission: Admission,
        roster: Roster,
        carers: dict[CareGroup, list[Id]],
        chance: random.Random,
    ) -> None:
        """Prepare.

        Args:
            world: the schools.
            admission: refuses single choices no rule allows.
            roster: who is booked already.
            carers: who could lead each homework group of one class.
            chance: for ties.
        """
        self._world = world
        self._admission = admission
        self._roster = roster
        self._carers = carers
        self._chance = chance
        self._left: dict[CareGroup, int] = {}
        self._taken: dict[Id, set[Id]] = defaultdict(set)
        self.plan = CarePlan()

    def cover(
        self, away: dict[tuple[Id, Id], int], club_rooms: dict[Id, set[Id]]
    ) -> CarePlan:
        """Plan care for all.

        Args:
            away: children in clubs, by class and slot.
            club_rooms: rooms clubs use, by slot.

        Raises:
            NoCare: if somebody cannot be covered.
        """
        self._taken.update({slot: set(rooms) for slot, rooms in club_rooms.items()})
        self._left = {
            group: left
            for group in self._carers
            if (
                left := self._world.asked[group.host, group.slot]
                - away.get((group.host, group.slot), 0)
            )
        }
        self._once_a_week()
        for group in self._hardest_first():
            if group in self.plan.lead:
                continue
            if not (self._least_loaded(group) or self._merged(group)):
                raise NoCare(group)
        for group in self.plan.lead:
            self._place(group)
        return self.plan

    def take_back(self) -> None:
        """Undo everything."""
        for group, adult in self.plan.lead.items():
            self._roster.release(adult, group)

    def _once_a_week(self) -> None:
        """Levels one and two: one slot each for those who know the class best."""
        of_class: dict[Id, list[CareGroup]] = defaultdict(list)
        for group in self._left:
            of_class[group.host].append(group)
        knowing: list[tuple[Id, Id]] = []
        for each in self._world.instance.classes:
            if each.homeroom_teacher:
                knowing.append((each.homeroom_teacher, each.id))
        for adult in self._world.instance.adults:
            for taught in adult.teaches:
                if taught.subject in MAIN_SUBJECTS:
                    knowing.append((adult.id, taught.class_id))
        for adult_id, class_id in dict.fromkeys(knowing):
            # Where fewer colleagues could do it, it helps most.
            mine = sorted(of_class[class_id], key=lambda g: len(self._carers[g]))
            for group in mine:
                if group not in self.plan.lead and self._lead(adult_id, group):
                    break

    def _hardest_first(self) -> list[CareGroup]:
        """Return the groups, scarce slots first, in them those fewest can lead."""
        needed = Counter(g.slot for g in self._left if g not in self.plan.lead)
        there: dict[Id, set[Id]] = defaultdict(set)
        for group in self._left:
            there[group.slot].update(self._carers[group])
        spare = {slot: len(there[slot]) / needed[slot] for slot in needed}
        groups = [g for g in self._left if g not in self.plan.lead]
        self._chance.shuffle(groups)
        return sorted(
            groups, key=lambda g: (spare[g.slot], g.slot, len(self._carers[g]))
        )

    def _lead(self, adult_id: Id, group: CareGroup) -> bool:
        if adult_id not in self._carers[group]:
            return False
        adult = self._world.adults[adult_id]
        bookings = self._roster.lesson_bookings(adult, group)
        if not self._roster.can(adult, bookings):
            return False
        self._roster.book(adult_id, bookings)
        self.plan.lead[group] = adult_id
        self.plan.classes.setdefault(group, [group.host])
        return True

    def _least_loaded(self, group: CareGroup) -> bool:
        """Level three; if nobody is free, let colleagues of the slot change places."""
        return self._somebody(group, set(), DEEPEST)

    def _somebody(self, group: CareGroup, asked: set[Id], depth: int) -> bool:
        able = [a for a in self._carers[group] if a not in asked]
        weekday = self._world.slots[group.slot].weekday
        able.sort(
            key=lambda a: (
                self._roster.lessons(a),
                not self._roster.works_on(a, weekday),
            )
        )
        if any(self._lead(adult, group) for adult in able):
            return True
        if not depth:
            return False
        at_work = {
            lead: g for g, lead in self.plan.lead.items() if g.slot == group.slot
        }
        for adult in able:
            other = at_work.get(adult)
            # Merged groups stay as they are: their lead must suit every class.
            if other is None or len(self.plan.classes[other]) > 1:
                continue
            asked.add(adult)
            del self.plan.lead[other]
            self._roster.release(adult, other)
            if self._lead(adult, group):
                if self._somebody(other, asked, depth - 1):
                    return True
                del self.plan.lead[group]
                self._roster.release(adult, group)
            self._lead(adult, other)
        return False

    def _merged(self, group: CareGroup) -> bool:
        """Bring a class nobody is left for into another group of its care band."""
        limits = self._world.schools[group.school].limits
        guest = self._world.classes[group.host]
        for host, classes in self.plan.classes.items():
            if host.slot != group.slot or host.school != group.school:
                continue
            together = [*classes, guest.id]
            children = sum(self._left[CareGroup(c, *_at(host))] for c in together)
            members = [self._world.classes[c] for c in together]
            band = self._band(members)
            room = self._world.classes[host.host].room
            seats = self._world.rooms[room].seats if room else 0
            if (
                host in self.plan.lead
                and band is not None
                and children <= min(band, seats)
                and len(together) <= limits.merge_classes
                and self._admission.admits(Joins(guest.id, host))
            ):
                classes.append(guest.id)
                self.plan.classes.pop(group, None)
                return True
        return False

    def _band(self, members: Sequence[HomeroomClass]) -> int | None:
        bands = self._world.schools[members[0].school].limits.care_bands
        for band in bands:
            if all(band.from_grade <= c.grade <= band.to_grade for c in members):
                return band.pupils
        return None

    def _place(self, group: CareGroup) -> None:
        """Give a group its own room, or any that is free and large enough."""
        children = sum(
            self._left.get(CareGroup(c, *_at(group)), 0)
            for c in self.plan.classes[group]
        )
        own = self._world.classes[group.host].room
        rooms = sorted(self._world.instance.rooms, key=lambda r: (r.id != own, r.seats))
        taken = self._taken[group.slot]
        for room in rooms:
            if (
                room.id not in taken
                and room.seats >= children
                and self._admission.admits(Uses(room.id, group))
            ):
                taken.add(room.id)
                self.plan.room[group] = room.id
                return
        raise NoCare(group)


def _at(group: CareGroup) -> tuple[Id, Id]:
    return group.school, group.slot
