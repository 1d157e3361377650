"""For each lost lesson, everybody who could lawfully take it, best first.

Each one is put into the repaired timetable in the place of whoever has the lesson
there, and the judge is asked. The whole was audited before and only one adult is
another now, so only rules that speak of people are judged again, and those about one
adult or group on what the newcomer has to do with.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from kehou_solver.checks import CHECKS, broken
from kehou_solver.checks.over_weeks import audit_rules
from kehou_solver.domain.adult import (
    SCHOOL_KINDS,
    SPECIALIST_KINDS,
    Adult,
    AdultKind,
)
from kehou_solver.domain.base import Id, Text, overlap
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import Slot
from kehou_solver.domain.timetable import Group, Staff, Timetable
from kehou_solver.model.choice import Staffs
from kehou_solver.repair.answer import Alternatives, Candidate
from kehou_solver.repair.published import Published, slots_of
from kehou_solver.repair.substituting import given_to
from kehou_solver.report.words import KIND_NAMES

OF_ONE = (
    "one_place_at_a_time",
    "adults_per_group",
    "qualified",
    "free_when_asked",
    "papers_valid",
    "vendors_listed",
    "vendors_only_clubs",
    "vendor_accompanied",
    "lending_inside_group",
    "one_campus_an_afternoon",
    "travel_time",
    "away_afternoons_cap",
    "weekly_lessons_cap",
    "afternoons_cap",
    "duty_minutes_day_cap",
    "duty_minutes_week_cap",
    "rest_between_days",
    "pins_kept",
)
"""Rules about one adult, or one group: judged on what both have to do with."""

OF_ALL = ("vendor_share_cap", "lender_keeps_cover")
"""Rules that count everybody: judged on the whole week, without its children."""

OF_MONEY = ("external_labour_cap",)
"""The fee income needs the children; asked only where an outsider comes in."""


class Confirmer:
    """Asks the judge about one repaired timetable with somebody else in one lesson."""

    def __init__(self, published: Published, timetable: Timetable) -> None:
        self.timetable = timetable
        self.instance = published.instance
        self.policy = published.policy
        self.groups = {group.id: group for group in timetable.groups}
        asked = self.policy.rules() | {"one_place_at_a_time", "pins_kept"}
        self.of_one = {n: CHECKS[n] for n in OF_ONE if n in asked}
        self.of_all = {n: CHECKS[n] for n in OF_ALL if n in asked}
        self.money = {n: CHECKS[n] for n in OF_MONEY if n in asked}
        self.childless = self.instance.model_copy(
            update={"pupils": (), "published": None, "pins": ()}
        )
        self._pinned: dict[Id, Instance] = {}
        home = {adult.id: adult.home for adult in self.instance.adults}
        self.lenders = {
            home[staff.adult]
            for staff in timetable.staff
            if home[staff.adult] not in (None, self.groups[staff.group].school)
        }

    def lawful(self, staff: Sequence[Staff], newcomer: Adult, group: Group) -> bool:
        """Say whether these people are lawful, one of whom is new in a group."""
        near = self._near(staff, newcomer, group)
        if broken(audit_rules(self.of_one, self._around(group), near, self.policy)):
            return False
        outsider = newcomer.kind not in SCHOOL_KINDS
        lent = newcomer.home != group.school or newcomer.home in self.lenders
        if not (outsider or lent):
            return True
        week = self.timetable.model_copy(update={"staff": tuple(staff)})
        bare = week.model_copy(update={"seats": ()})
        return not broken(
            (
                *audit_rules(self.of_all, self.childless, bare, self.policy),
                *audit_rules(self.money, self.instance, week, self.policy),
            )
        )

    def _near(self, staff: Sequence[Staff], newcomer: Adult, group: Group) -> Timetable:
        """Return what the newcomer has to do with, and groups a pin may mean."""
        near = {s.group for s in staff if s.adult == newcomer.id} | {
            g.id
            for g in self.timetable.groups
            if g.id == group.id or (group.club is not None and g.club == group.club)
        }
        return Timetable(
            groups=tuple(g for g in self.timetable.groups if g.id in near),
            staff=tuple(s for s in staff if s.group in near),
            posts=tuple(p for p in self.timetable.posts if p.adult == newcomer.id),
        )

    def _around(self, group: Group) -> Instance:
        """Return the instance without children, with the pins about one group."""
        if group.id not in self._pinned:
            pins = tuple(
                pin
                for pin in self.instance.pins
                if pin.kind == "staff" and pin.slot in group.slots
                if pin.club == group.club
                if pin.class_id is None or pin.class_id in group.classes
            )
            self._pinned[group.id] = self.childless.model_copy(update={"pins": pins})
        return self._pinned[group.id]


class Ranking:
    """Everybody who could take each lost lesson of one repair."""

    def __init__(
        self, published: Published, timetable: Timetable, most_new: int
    ) -> None:
        self.published = published
        self.timetable = timetable
        self.most_new = most_new
        self.index = Index(published.instance)
        self.confirmer = Confirmer(published, timetable)
        self.groups = {group.id: group for group in timetable.groups}

    def all(self) -> Iterator[Alternatives]:
        """Yield the candidates of every lost lesson that is still given."""
        for lost in self.published.lost:
            if not isinstance(lost, Staffs):
                continue
            group = self.groups.get(self.published.ids.get(lost.group, ""))
            for slot in slots_of(lost):
                if group is not None and self._same(lost, group):
                    yield self._of(lost, group, slot)

    def _same(self, lost: Staffs, group: Group) -> bool:
        """Say whether the group still is what it was: not merged, not moved."""
        classes = set(self.published.classes.get(lost.group, ()))
        return set(group.slots) == set(lost.group.slots) and classes <= set(
            group.classes
        )

    def _of(self, lost: Staffs, group: Group, slot: Id) -> Alternatives:
        now = {
            staff.adult
            for staff in self.timetable.staff
            if staff.group == group.id and staff.role == lost.role and staff.has(slot)
        } - {
            p.adult
            for p in self.published.staff[lost.group]
            if p.has(slot) and p.role == lost.role and p not in self.published.lost
        }
        candidates = [
            self._candidate(adult, lost, group, slot, chosen=adult.id in now)
            for adult in self.published.instance.adults
            if self._admitted(adult, lost, slot)
            if adult.id in now or self._could(adult, lost, group, slot, now)
        ]
        return Alternatives(
            adult=lost.adult,
            group=group.id,
            slot=slot,
            weeks=lost.weeks,
            role=lost.role,
            candidates=tuple(
                sorted(candidates, key=lambda c: self._rank(c, group, slot))
            ),
        )

    def _admitted(self, adult: Adult, lost: Staffs, slot: Id) -> bool:
        part = (slot,) if len(lost.group.slots) > 1 else None
        staffs = Staffs(adult.id, lost.group, lost.role, lost.weeks, part)
        return self.published.admission.admits(staffs)

    def _could(
        self, adult: Adult, lost: Staffs, group: Group, slot: Id, now: set[Id]
    ) -> bool:
        """Ask the judge, after a glance at where the adult already is."""
        if (
            self._busy(adult.id, slot)
            or self._new_today(adult.id, slot) > self.most_new
        ):
            return False
        staff = given_to(
            self.timetable,
            group,
            slot,
            lost.role,
            lost.weeks,
            now=now,
            newcomer=adult.id,
        )
        return self.confirmer.lawful(staff, adult, group)

    def _busy(self, adult: Id, slot_id: Id) -> bool:
        slot = self.index.slots[slot_id]
        return any(
            other.weekday == slot.weekday
            and overlap(slot.start, slot.end, other.start, other.end)
            for other in self._held.get(adult, ())
        )

    def _new_today(self, adult: Id, slot_id: Id) -> int:
        """Count lessons taken over that day, this one included."""
        day = self.index.slots[slot_id].weekday
        return 1 + sum(
            slot.weekday == day and (adult, slot.id) not in self.published.lessons
            for slot in self._held.get(adult, ())
        )

    @cached_property
    def _held(self) -> dict[Id, list[Slot]]:
        """Slots of each adult's lessons in the repaired timetable."""
        held: dict[Id, list[Slot]] = defaultdict(list)
        for staff in self.timetable.staff:
            for slot in filter(staff.has, self.groups[staff.group].slots):
                held[staff.adult].append(self.index.slots[slot])
        return held

    def _candidate(
        self, adult: Adult, lost: Staffs, group: Group, slot: Id, *, chosen: bool
    ) -> Candidate:
        more = self._more_lessons(adult.id) + (0 if chosen else 1)
        return Candidate(
            adult=adult.id,
            chosen=chosen,
            new_lessons=more,
            reasons=_listed([*self._reasons(adult, lost, group, slot), _more(more)]),
        )

    def _more_lessons(self, adult: Id) -> int:
        """Count lessons in the repaired week that were not published."""
        known = self.published.lessons
        return sum((adult, s.id) not in known for s in self._held.get(adult, ()))

    def _reasons(
        self, adult: Adult, lost: Staffs, group: Group, slot: Id
    ) -> Iterator[Text]:
        yield Text("空闲", "free")
        if lost.role == "lead":
            yield Text("有资格", "qualified")
        if self._knows(adult.id, group) == 2:
            yield Text("班主任", "homeroom teacher")
        elif self._knows(adult.id, group) == 1:
            yield Text("任教本班", "teaches this class")
        if self._there_anyway(adult.id, group.school, slot):
            yield Text("当天下午本就在校", "at school that afternoon anyway")
        if adult.kind is not AdultKind.OWN_TEACHER:
            yield KIND_NAMES[adult.kind]

    def _knows(self, adult: Id, group: Group) -> int:
        """Say how well an adult knows the classes: 2 homeroom, 1 teaches, 0 not."""
        world = self.published.world
        homeroom = any(world.is_homeroom_teacher(adult, c) for c in group.classes)
        return (
            2 if homeroom else any((adult, c) in world.teaches for c in group.classes)
        )

    def _there_anyway(self, adult: Id, school: Id, slot: Id) -> bool:
        day = self.index.slots[slot].weekday
        return any(
            other.weekday == day and other.school == school and other.id != slot
            for other in self._held.get(adult, ())
        )

    def _rank(
        self, candidate: Candidate, group: Group, slot: Id
    ) -> tuple[int | str, ...]:
        """Put own people first, then who knows the children, then the least loaded."""
        adult = self.index.adults[candidate.adult]
        return (
            not candidate.chosen,
            _kind_rank(adult.kind),
            -self._knows(adult.id, group),
            not self._there_anyway(adult.id, group.school, slot),
            candidate.new_lessons,
            adult.past_lessons + len(self._held.get(adult.id, ())),
            adult.id,
        )


def _kind_rank(kind: AdultKind) -> int:
    if kind is AdultKind.OWN_TEACHER:
        return 0
    if kind is AdultKind.GROUP_TEACHER:
        return 1
    return 2 if kind in SPECIALIST_KINDS else 3


def _more(lessons: int) -> Text:
    return Text(f"本周加 {lessons} 课时", f"{lessons:+d} lesson(s) this week")


def _listed(texts: list[Text]) -> Text:
    return Text("、".join(t.zh for t in texts), ", ".join(t.en for t in texts))
