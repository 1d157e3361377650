"""Look things up by id. Plain dictionaries, nothing clever."""

from collections import defaultdict
from functools import cached_property

from kehou_solver.domain.adult import Adult, Vendor
from kehou_solver.domain.base import Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.school import (
    District,
    HomeroomClass,
    Limits,
    Room,
    School,
    Slot,
)


class Index:
    """The instance by id. Raises KeyError on an unknown id: validate first."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance

    @cached_property
    def districts(self) -> dict[Id, District]:
        """Districts by id."""
        return {x.id: x for x in self.instance.districts}

    @cached_property
    def schools(self) -> dict[Id, School]:
        """Schools by id."""
        return {x.id: x for x in self.instance.schools}

    @cached_property
    def slots(self) -> dict[Id, Slot]:
        """Slots by id."""
        return {x.id: x for x in self.instance.slots}

    @cached_property
    def rooms(self) -> dict[Id, Room]:
        """Rooms by id."""
        return {x.id: x for x in self.instance.rooms}

    @cached_property
    def classes(self) -> dict[Id, HomeroomClass]:
        """Homeroom classes by id."""
        return {x.id: x for x in self.instance.classes}

    @cached_property
    def pupils(self) -> dict[Id, Pupil]:
        """Pupils by id."""
        return {x.id: x for x in self.instance.pupils}

    @cached_property
    def clubs(self) -> dict[Id, Club]:
        """Clubs by id."""
        return {x.id: x for x in self.instance.clubs}

    @cached_property
    def adults(self) -> dict[Id, Adult]:
        """Adults by id."""
        return {x.id: x for x in self.instance.adults}

    @cached_property
    def vendors(self) -> dict[Id, Vendor]:
        """Vendors by id."""
        return {x.id: x for x in self.instance.vendors}

    @cached_property
    def slots_of(self) -> dict[Id, list[Slot]]:
        """Slots of each school, by weekday and start."""
        by_school: dict[Id, list[Slot]] = {x.id: [] for x in self.instance.schools}
        for slot in sorted(
            self.instance.slots, key=lambda s: (s.weekday, s.start, s.id)
        ):
            by_school[slot.school].append(slot)
        return by_school

    @cached_property
    def pupils_of(self) -> dict[Id, list[Pupil]]:
        """Pupils of each class, in the order of the instance."""
        by_class: dict[Id, list[Pupil]] = defaultdict(list)
        for pupil in self.instance.pupils:
            by_class[pupil.class_id].append(pupil)
        return by_class

    def limits_of(self, adult: Adult) -> Limits:
        """Return whose limits bind an adult: home, else the first school served."""
        return self.schools[adult.home or adult.serves[0]].limits

    def grade_of(self, pupil: Pupil) -> int:
        """Return the grade of a pupil's class."""
        return self.classes[pupil.class_id].grade

    def attends(self, pupil: Pupil, slot: Slot) -> bool:
        """Say whether a consenting pupil asked for care in this slot."""
        return (
            pupil.consent is not None
            and self.classes[pupil.class_id].school == slot.school
            and slot.weekday in pupil.weekdays
            and slot.id not in pupil.skips
        )
