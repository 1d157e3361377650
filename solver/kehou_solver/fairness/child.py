"""What one child may hold: every rule about seats that looks at one child alone."""

from collections import defaultdict
from itertools import combinations

from kehou_solver.domain.base import Id, Weeks, active, overlap
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance, SeatPin
from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.weeks import weeks_of
from kehou_solver.fairness.meeting import ClubMeeting
from kehou_solver.policy import Policy

Groups = frozenset[Id]


class Children:
    """Says which club groups a child may be in together. Remembers what it said."""

    def __init__(
        self,
        instance: Instance,
        timetable: Timetable,
        index: Index,
        meetings: dict[Id, ClubMeeting],
        policy: Policy,
    ) -> None:
        self._index, self._meetings = index, meetings
        self._weeks: tuple[Weeks, ...] = weeks_of(instance, timetable)
        self._rules = policy.rules()
        self._homework_from = (
            policy.number("homework_first_grade")
            if "homework_every_day" in self._rules
            else None
        )
        self._pinned: dict[Id, set[Id]] = defaultdict(set)
        for pin in instance.pins:
            if isinstance(pin, SeatPin):
                self._pinned[pin.pupil].add(pin.club)
        self._lessons_end: dict[tuple[Id, int], int] = {}
        for each in instance.classes:
            for end in each.lessons_end:
                key = (each.id, end.weekday)
                self._lessons_end[key] = max(end.end, self._lessons_end.get(key, 0))
        self._attended: dict[Id, tuple[Slot, ...]] = {}
        self._fits: dict[tuple[Id, Groups], bool] = {}
        self._away: dict[tuple[Id, Groups], frozenset[Id]] = {}

    def attended(self, pupil: Id) -> tuple[Slot, ...]:
        """Return the slots a child attends."""
        if pupil not in self._attended:
            child = self._index.pupils[pupil]
            school = self._index.classes[child.class_id].school
            self._attended[pupil] = tuple(
                slot
                for slot in self._index.slots_of[school]
                if self._index.attends(child, slot)
            )
        return self._attended[pupil]

    def away(self, pupil: Id, groups: Groups) -> frozenset[Id]:
        """Return the attended slots a child of these groups does not spend in care."""
        key = (pupil, groups)
        if key not in self._away:
            met = {slot for group in groups for slot in self._meetings[group].slot_ids}
            self._away[key] = frozenset(
                slot.id for slot in self.attended(pupil) if slot.id in met
            )
        return self._away[key]

    def fits(self, pupil: Id, groups: Groups) -> bool:
        """Say whether a child may have exactly these seats, as far as it alone goes."""
        key = (pupil, groups)
        if key not in self._fits:
            child = self._index.pupils[pupil]
            held = [self._meetings[group] for group in sorted(groups)]
            self._fits[key] = (
                self._pinned.get(pupil, set()) <= {m.club.id for m in held}
                and self._as_asked(child, held)
                and self._in_time(child, held)
                and self._one_place(child, groups, held)
                and self._homework(child, groups)
            )
        return self._fits[key]

    def _as_asked(self, child: Pupil, held: list[ClubMeeting]) -> bool:
        if "seats_as_asked" not in self._rules:
            return True
        each = self._index.classes[child.class_id]
        attended = {slot.id for slot in self.attended(child.id)}
        for meeting in held:
            club = meeting.club
            if not (
                meeting.slot_ids <= attended
                and club.id in child.wishes
                and club.school == each.school
                and club.from_grade <= each.grade <= club.to_grade
            ):
                return False
        return all(self._few(child, held, week) for week in self._weeks)

    def _few(self, child: Pupil, held: list[ClubMeeting], week: Weeks) -> bool:
        clubs = [meeting.club for meeting in held if week in meeting.weeks]
        families = [club.family for club in clubs if club.family is not None]
        return len({club.id for club in clubs}) == len(
            clubs
        ) <= child.clubs_per_week and len(set(families)) == len(families)

    def _in_time(self, child: Pupil, held: list[ClubMeeting]) -> bool:
        """Whoever goes to a venue has time for the way after the last lesson."""
        if "after_last_lesson" not in self._rules:
            return True
        ends = self._lessons_end
        return all(
            slot.start - meeting.travel_minutes
            >= ends.get((child.class_id, slot.weekday), 0)
            for meeting in held
            if meeting.venue is not None
            for slot in meeting.slots
        )

    def _one_place(self, child: Pupil, groups: Groups, held: list[ClubMeeting]) -> bool:
        away = self.away(child.id, groups)
        spans = [(slot, m.travel_minutes, m.id) for m in held for slot in m.slots]
        spans += [
            (slot, 0, "") for slot in self.attended(child.id) if slot.id not in away
        ]
        return not any(
            one[2] != other[2] and _clash(one[0], one[1], other[0], other[1])
            for one, other in combinations(spans, 2)
        )

    def _homework(self, child: Pupil, groups: Groups) -> bool:
        each = self._index.classes[child.class_id]
        first = self._homework_from
        if first is None or not child.homework or each.grade < first:
            return True
        away = self.away(child.id, groups)
        exempt = self._index.schools[each.school].no_homework_weekdays
        for week in self._weeks:
            slots = [s for s in self.attended(child.id) if active(s.weeks, week)]
            stays = {slot.weekday for slot in slots if slot.id not in away}
            if not {slot.weekday for slot in slots} <= {*stays, *exempt}:
                return False
        return True


def _clash(one: Slot, way: int, other: Slot, other_way: int) -> bool:
    return (
        one.weekday == other.weekday
        and active(one.weeks, other.weeks)
        and overlap(
            one.start - way,
            one.end + way,
            other.start - other_way,
            other.end + other_way,
        )
    )
