"""Draw what the planting left open about adults, so that it does not show."""

from collections import defaultdict
from collections.abc import Sequence

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.papers import lapsed
from kehou_instances.ladder.people import People
from kehou_instances.ladder.roster import Roster
from kehou_solver.domain import (
    Adult,
    AdultKind,
    Duty,
    Index,
    Slot,
    Timetable,
)
from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.domain.base import Weeks


class AdultNoise:
    """Free slots, caps, clubs and papers that agree with the planted timetable.

    Args:
        index: the school as the planting saw it.
        planted: the timetable to stay clear of.
        roster: all its bookings.
        any_class: leads who were given a class they do not teach.
        people: who takes part, and when outsiders can come.
        knobs: how scarce adults are.
        draws: for everything.
    """

    def __init__(
        self,
        index: Index,
        planted: Timetable,
        roster: Roster,
        any_class: set[str],
        people: People,
        knobs: Knobs,
        draws: Draws,
    ) -> None:
        self._slots = index.slots_of[MAIN]
        self._roster = roster
        self._any_class = any_class
        self._people = people
        self._knobs = knobs
        self._draws = draws
        self._given: dict[str, list[Slot]] = defaultdict(list)
        self._led: dict[str, set[str]] = defaultdict(set)
        self._half: dict[str, list[tuple[Slot, Weeks]]] = defaultdict(list)
        groups = {group.id: group for group in planted.groups}
        for staff in planted.staff:
            group = groups[staff.group]
            slots = [index.slots[slot] for slot in group.slots]
            self._given[staff.adult].extend(slots)
            if group.club is not None and staff.role == "lead":
                self._led[staff.adult].add(group.club)
            if staff.weeks != "every":
                other: Weeks = "even" if staff.weeks == "odd" else "odd"
                self._half[staff.adult] += [(slot, other) for slot in slots]

    def finish(self, adult: Adult) -> Adult:
        """Return the adult as the school describes him or her."""
        if adult.kind is AdultKind.SUPPORT_STAFF:
            return adult
        given = self._given[adult.id]
        if adult.id in self._people.sitting_out and not given:
            return adult.model_copy(update={"care": "none", "clubs": ()})
        own = adult.kind is AdultKind.OWN_TEACHER
        update: dict[str, object] = {"free": self._free(adult, given)}
        if own and (adult.id in self._any_class or self._draws.chance(0.25)):
            update["care"] = "any"
        update |= self._clubs(adult) if own else {}
        update |= self._caps(adult, given)
        if not self._roster.held(adult.id) and self._draws.chance(0.1):
            update["papers"] = lapsed(adult.kind)
        finished = adult.model_copy(update=update)
        return self._odd_or_even(finished) if self._knobs.odd_even else finished

    def _free(self, adult: Adult, given: Sequence[Slot]) -> tuple[str, ...] | None:
        """Draw the slots in which an adult may be asked; outsiders have their days."""
        inside = adult.kind in SCHOOL_KINDS
        if inside and not self._knobs.scarcity:
            return None
        days = self._people.days[adult.id]
        return tuple(
            slot.id
            for slot in self._slots
            if slot in given
            or (
                (adult.kind is AdultKind.OWN_TEACHER or slot.weekday in days)
                and not self._draws.chance(self._knobs.scarcity)
            )
        )

    def _clubs(self, adult: Adult) -> dict[str, object]:
        """Let a few own teachers name the clubs they are willing to lead."""
        skills = [q.name for q in adult.qualifications]
        if not skills or not self._draws.chance(0.15):
            return {}
        led = self._led[adult.id]
        return {
            "clubs": tuple(c for c in skills if c in led or self._draws.chance(0.7))
        }

    def _caps(self, adult: Adult, given: Sequence[Slot]) -> dict[str, object]:
        """Draw personal caps: most outsiders have one, few own teachers."""
        caps: dict[str, object] = {}
        if adult.kind not in SCHOOL_KINDS:
            drawn = max(len(given), self._draws.whole(2, 4))
            # Who is allotted by a district has a cap already.
            caps["lessons_week"] = adult.lessons_week or drawn
            if self._draws.chance(0.3):
                minutes = sum(slot.end - slot.start for slot in given)
                caps["minutes_week"] = max(minutes, 160)
            return caps
        if self._draws.chance(0.15):
            caps["lessons_week"] = max(len(given), self._draws.whole(4, 7))
        if self._draws.chance(0.10):
            afternoons = {booking.weekday for booking in self._roster.held(adult.id)}
            caps["afternoons_week"] = max(len(afternoons), 3)
        return caps

    def _odd_or_even(self, adult: Adult) -> Adult:
        """Add duties of odd or even weeks; they must leave the planted hours lawful."""
        duties = [
            meeting(slot, weeks)
            for slot, weeks in self._half[adult.id]
            if self._draws.chance(0.6)
        ]
        busy = {booking.weekday for booking in self._roster.held(adult.id)}
        quiet = [slot for slot in self._slots if slot.weekday not in busy]
        if adult.home == MAIN and quiet and self._draws.chance(0.1):
            weeks: Weeks = "odd" if self._draws.chance(0.5) else "even"
            duties.append(meeting(self._draws.pick(quiet), weeks))
        busier = adult.model_copy(update={"duties": (*adult.duties, *duties)})
        return busier if self._roster.hours_kept(busier) else adult


def meeting(slot: Slot, weeks: Weeks) -> Duty:
    """Return a duty that takes a whole slot in some weeks."""
    return Duty(
        kind="other",
        school=MAIN,
        weekday=slot.weekday,
        start=slot.start,
        end=slot.end,
        weeks=weeks,
    )
