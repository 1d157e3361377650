"""Plant homework care: every class that has children left, in every slot."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.roster import Booking, Roster
from kehou_solver.domain import (
    Adult,
    AdultKind,
    Group,
    HomeroomClass,
    Index,
    Seat,
    Slot,
    Staff,
)
from kehou_solver.errors import DefectError


@dataclass
class CarePlan:
    """Homework groups with their leads.

    Attributes:
        any_class: leads who were given a class they do not teach.
    """

    groups: list[Group] = field(default_factory=list)
    staff: list[Staff] = field(default_factory=list)
    any_class: set[str] = field(default_factory=set)


class CarePlanner:
    """Merges classes here and there and finds a lead for every group.

    Args:
        index: the school.
        roster: who is booked already.
        draws: for merging and for ties.
        sitting_out: own teachers who are used only when nobody else is left.
        merge_chance: how often classes that fit into one group are merged.
    """

    def __init__(
        self,
        index: Index,
        roster: Roster,
        draws: Draws,
        sitting_out: frozenset[str],
        merge_chance: float = 0.5,
    ) -> None:
        self._merge_chance = merge_chance
        self._index = index
        self._roster = roster
        self._draws = draws
        self._sitting_out = sitting_out
        self._own = [
            adult
            for adult in index.instance.adults
            if adult.kind is AdultKind.OWN_TEACHER and adult.home == MAIN
        ]
        self.plan = CarePlan()

    def cover(self, club_groups: Sequence[Group], seats: Sequence[Seat]) -> CarePlan:
        """Plan care for everybody who is not in a club."""
        left = self._children_left(club_groups, seats)
        for slot in self._index.slots_of[MAIN]:
            for bunch in self._bunches(slot, left):
                self._staff(slot, bunch)
        self._rotate()
        return self.plan

    def _children_left(
        self, club_groups: Sequence[Group], seats: Sequence[Seat]
    ) -> Counter[tuple[str, str]]:
        """Count care(c, s) by class and slot."""
        left = Counter[tuple[str, str]]()
        slots = self._index.slots_of[MAIN]
        for cls in self._index.instance.classes:
            for slot in slots:
                left[cls.id, slot.id] += cls.unlisted
        for pupil in self._index.instance.pupils:
            for slot in slots:
                left[pupil.class_id, slot.id] += self._index.attends(pupil, slot)
        meets = {group.id: group.slots for group in club_groups}
        for seat in seats:
            for slot_id in meets[seat.group]:
                left[self._index.pupils[seat.pupil].class_id, slot_id] -= 1
        return left

    def _bunches(
        self, slot: Slot, left: Counter[tuple[str, str]]
    ) -> list[list[HomeroomClass]]:
        """Split the classes with children left, merging some of what fits."""
        limits = self._index.schools[MAIN].limits
        bunches: list[list[HomeroomClass]] = []
        for band in limits.care_bands:
            bunch: list[HomeroomClass] = []
            children = 0
            for cls in self._index.instance.classes:
                count = left[cls.id, slot.id]
                if not count or not band.from_grade <= cls.grade <= band.to_grade:
                    continue
                seats = self._index.rooms[bunch[0].room or ""].seats if bunch else 0
                fits = children + count <= min(band.pupils, seats)
                if (
                    fits
                    and len(bunch) < limits.merge_classes
                    and self._draws.chance(self._merge_chance)
                ):
                    bunch.append(cls)
                    children += count
                else:
                    bunch, children = [cls], count
                    bunches.append(bunch)
        return bunches

    def _staff(self, slot: Slot, bunch: Sequence[HomeroomClass]) -> None:
        group = Group(
            id=f"care-{slot.id}-{bunch[0].id}",
            school=MAIN,
            kind="homework",
            classes=tuple(cls.id for cls in bunch),
            slots=(slot.id,),
            room=bunch[0].room or "",
        )
        booking = [self._booking(group, slot)]
        ranked = sorted(
            self._draws.shuffled(self._own), key=lambda a: self._rank(a, bunch)
        )
        lead = next((a for a in ranked if self._roster.can(a, booking)), None)
        if lead is None:
            raise DefectError(f"nobody is left to plant in {group.id}")
        if not _teaches(lead, bunch):
            self.plan.any_class.add(lead.id)
        self._roster.book(lead.id, booking)
        self.plan.groups.append(group)
        self.plan.staff.append(Staff(adult=lead.id, group=group.id))

    def _booking(self, group: Group, slot: Slot) -> Booking:
        return Booking(group.id, slot.weekday, slot.start, slot.end, lesson=True)

    def _rank(self, adult: Adult, bunch: Sequence[HomeroomClass]) -> tuple[bool, int]:
        """Rank leads: those who take part, teach the class and have few lessons."""
        stranger = 0 if _teaches(adult, bunch) else 3
        return adult.id in self._sitting_out, self._roster.lessons(adult.id) + stranger

    def _rotate(self) -> None:
        """In a rotating slot, let some groups have another lead in even weeks."""
        lead_of = {staff.group: staff for staff in self.plan.staff}
        for group in self.plan.groups:
            slot = self._index.slots[group.slots[0]]
            if not slot.rotates or not self._draws.chance(0.4):
                continue
            classes = [self._index.classes[c] for c in group.classes]
            second = next(
                (
                    adult
                    for adult in self._draws.shuffled(self._own)
                    if adult.id not in self._sitting_out
                    and _teaches(adult, classes)
                    and self._roster.can(adult, [self._booking(group, slot)])
                ),
                None,
            )
            if second is None:
                continue
            self._roster.book(second.id, [self._booking(group, slot)])
            first = lead_of[group.id]
            self.plan.staff.remove(first)
            self.plan.staff.append(first.model_copy(update={"weeks": "odd"}))
            self.plan.staff.append(Staff(adult=second.id, group=group.id, weeks="even"))


def _teaches(adult: Adult, classes: Sequence[HomeroomClass]) -> bool:
    taught = {teaching.class_id for teaching in adult.teaches}
    return any(c.id in taught or c.homeroom_teacher == adult.id for c in classes)
