"""Who asked for care: what an instance says before there is a timetable."""

from collections import Counter
from functools import cached_property
from itertools import pairwise

from kehou_solver.checks.latest import latest
from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id, day_of
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import (
    DutyRole,
    HomeroomClass,
    Limits,
    PostNeed,
    Slot,
)


class Roll(Index):
    """The instance by id, and who attends what. One week only."""

    @cached_property
    def attended(self) -> dict[Id, tuple[Slot, ...]]:
        """Slots each pupil attends, by weekday and start."""
        return {pupil.id: self._attended(pupil) for pupil in self.instance.pupils}

    @cached_property
    def asked(self) -> Counter[tuple[Id, Id]]:
        """Children of a class who asked for a slot, as {(class, slot): children}."""
        asked: Counter[tuple[Id, Id]] = Counter()
        for pupil in self.instance.pupils:
            for slot in self.attended[pupil.id]:
                asked[pupil.class_id, slot.id] += 1
        for room in self.instance.classes:
            if room.unlisted_consent is not None and room.unlisted:
                for slot in self.slots_of.get(room.school, ()):
                    asked[room.id, slot.id] += room.unlisted
        return asked

    @cached_property
    def needs(self) -> dict[tuple[Id, int, DutyRole], PostNeed]:
        """Posts to fill, as {(school, weekday, role): need}."""
        return {
            (school.id, need.weekday, need.role): need
            for school in self.instance.schools
            for need in reversed(school.posts)
        }

    @cached_property
    def crowded(self) -> frozenset[Id]:
        """Schools with slots that overlap each other."""
        return frozenset(
            school
            for school, slots in self.slots_of.items()
            for early, late in pairwise(slots)
            if early.weekday == late.weekday and late.start < early.end
        )

    @cached_property
    def lessons_ends(self) -> dict[tuple[Id, int], int]:
        """End of the last lesson, as {(class, weekday): minutes since midnight}."""
        return {
            (each.id, end.weekday): end.end
            for each in self.instance.classes
            for end in sorted(each.lessons_end, key=lambda one: one.end)
        }

    @cached_property
    def _travel(self) -> dict[frozenset[Id], int]:
        return {
            frozenset((way.school, way.other)): way.minutes
            for way in self.instance.travel
        }

    def travel(self, school: Id, other: Id) -> int:
        """Return the minutes between two campuses; 0 if nobody gave them."""
        return self._travel.get(frozenset((school, other)), 0)

    def limits_for(self, adult: Adult) -> Limits | None:
        """Return whose limits bind an adult; None if he or she serves nowhere."""
        school = self.schools.get(adult.home or next(iter(adult.serves), ""))
        return school.limits if school else None

    def teaches(self, adult: Adult, each: HomeroomClass) -> bool:
        """Say whether an adult teaches a class or is its homeroom teacher."""
        return each.homeroom_teacher == adult.id or any(
            teaching.class_id == each.id for teaching in adult.teaches
        )

    def date_words(self, weekday: int) -> str:
        """Write the date of a weekday of this week."""
        return day_of(self.instance.week_of, weekday).isoformat()

    def _attended(self, pupil: Pupil) -> tuple[Slot, ...]:
        if pupil.consent is None:
            return ()
        slots = self.slots_of.get(self.classes[pupil.class_id].school, ())
        return tuple(
            slot
            for slot in slots
            if slot.weekday in pupil.weekdays and slot.id not in pupil.skips
        )


@latest
def roll_of(instance: Instance) -> Roll:
    """Return the roll of one week's instance."""
    return Roll(instance)
