"""One sort of week, with the law on, looked at from all sides."""

from collections import Counter, defaultdict
from functools import cached_property

from kehou_solver.domain.base import Id
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import (
    Instance,
    MeetingPin,
    RoomPin,
    SeatPin,
    StaffPin,
)
from kehou_solver.domain.pupil import Club, Pupil
from kehou_solver.domain.school import CareBand, HomeroomClass, Slot
from kehou_solver.policy import Policy

NATURE = frozenset({"one_place_at_a_time", "minimum_enrolment", "pins_kept"})


class Week:
    """An instance in one sort of week (`instance_in`), and the rules that are on."""

    def __init__(self, instance: Instance, policy: Policy) -> None:
        self.instance = instance
        self.policy = policy
        self.index = Index(instance)
        # A rule with leave to be broken somewhere proves nothing here.
        waived = {w.rule for w in instance.waivers if policy.can_be_waived(w.rule)}
        self.rules = (policy.rules() | NATURE) - waived

    def on(self, *rules: str) -> bool:
        """Say whether all of these rules are asked for."""
        return self.rules.issuperset(rules)

    @cached_property
    def classes_of(self) -> dict[Id, list[HomeroomClass]]:
        """Classes of each school."""
        found: dict[Id, list[HomeroomClass]] = defaultdict(list)
        for homeroom in self.instance.classes:
            found[homeroom.school].append(homeroom)
        return found

    def band_of(self, homeroom: HomeroomClass) -> CareBand | None:
        """Return the care band of a class."""
        bands = self.index.schools[homeroom.school].limits.care_bands
        for band in bands:
            if band.from_grade <= homeroom.grade <= band.to_grade:
                return band
        return None

    def asked(self, homeroom: HomeroomClass, slot: Slot) -> int:
        """Return how many children of a class asked for a slot."""
        return self._unlisted(homeroom) + self._listed[homeroom.id, slot.id]

    def least_care(self, homeroom: HomeroomClass, slot: Slot) -> int:
        """Return how many children of a class are in homework care whatever happens.

        Necessary: who attends and wishes for no club that may meet then (of the own
        school, for the grade, offered in the slot) can have no seat then.
        """
        return self._unlisted(homeroom) + self._never_in_club[homeroom.id, slot.id]

    @cached_property
    def _listed(self) -> Counter[tuple[Id, Id]]:
        """Listed children who attend, as {(class, slot): children}."""
        return Counter(
            (pupil.class_id, slot.id)
            for pupil in self.instance.pupils
            for slot in self._slots_of(pupil)
            if self.index.attends(pupil, slot)
        )

    @cached_property
    def _never_in_club(self) -> Counter[tuple[Id, Id]]:
        """Those of them who can have no seat then."""
        return Counter(
            (pupil.class_id, slot.id)
            for pupil in self.instance.pupils
            for slot in self._slots_of(pupil)
            if slot.id not in self._club_slots[pupil.id]
            and self.index.attends(pupil, slot)
        )

    def _slots_of(self, pupil: Pupil) -> list[Slot]:
        return self.index.slots_of[self.index.classes[pupil.class_id].school]

    @cached_property
    def club_pins(self) -> dict[Id, dict[Id, list[StaffPin | RoomPin | MeetingPin]]]:
        """Pins of clubs, by slot and then by club in the order of the instance."""
        found: dict[Id, dict[Id, list[StaffPin | RoomPin | MeetingPin]]] = defaultdict(
            dict
        )
        for pin in self.instance.pins:
            if not isinstance(pin, SeatPin) and pin.club is not None:
                found[pin.slot].setdefault(pin.club, []).append(pin)
        place = {club.id: i for i, club in enumerate(self.instance.clubs)}
        return {
            slot: dict(sorted(clubs.items(), key=lambda item: place[item[0]]))
            for slot, clubs in found.items()
        }

    def could_join(self, pupil: Pupil, club: Club) -> bool:
        """Say whether a pupil may have a seat in a club at all."""
        homeroom = self.index.classes[pupil.class_id]
        if pupil.consent is None or pupil.clubs_per_week == 0:
            return False
        return (
            club.id in pupil.wishes
            and club.school == homeroom.school
            and club.from_grade <= homeroom.grade <= club.to_grade
        )

    @staticmethod
    def _unlisted(homeroom: HomeroomClass) -> int:
        return homeroom.unlisted if homeroom.unlisted_consent is not None else 0

    @cached_property
    def _club_slots(self) -> dict[Id, frozenset[Id]]:
        """Slots in which each pupil might be in a club."""
        every = frozenset(self.index.slots)
        if not self.on("seats_as_asked", "meetings_as_offered"):
            return dict.fromkeys(self.index.pupils, every)
        offered = {
            club.id: every if club.slots is None else frozenset(club.slots)
            for club in self.instance.clubs
        }
        return {
            pupil.id: frozenset().union(
                *(
                    offered[wish]
                    for wish in pupil.wishes
                    if self.could_join(pupil, self.index.clubs[wish])
                )
            )
            for pupil in self.instance.pupils
        }
