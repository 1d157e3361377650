"""What may change at each reach: open questions beside what stays as published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kehou_solver.domain.adult import AdultKind
from kehou_solver.domain.base import Id, Weeks
from kehou_solver.model.choice import (
    AnyGroup,
    CareGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Posted,
    Role,
    Sits,
    Staffs,
    Uses,
)
from kehou_solver.model.enumerate import care_groups_of, club_groups_of
from kehou_solver.repair.freeze import Freeze, Freezes, level
from kehou_solver.repair.published import Published, slots_of


class Reach(StrEnum):
    """How far a repair may go; each reach contains those before it."""

    NOTHING = "nothing"
    """What is lost goes, and nothing comes."""
    SUBSTITUTES = "substitutes"
    """Somebody else for each lesson that lost its adult, another room."""
    GROUPS = "groups"
    """A club that lost somebody may close, a class join another homework group."""
    EXCHANGES = "exchanges"
    """Anybody may change places on the afternoons concerned."""
    MIXED = "mixed"
    """Both at once."""
    DAY = "day"
    """Homework groups may merge and clubs close on those afternoons."""
    WEEK = "week"
    """The same all week, and other times on days that are free to change."""


SEARCHED = (
    Reach.SUBSTITUTES,
    Reach.GROUPS,
    Reach.EXCHANGES,
    Reach.MIXED,
    Reach.DAY,
    Reach.WEEK,
)


@dataclass(frozen=True)
class Latitude:
    """What a repair may do.

    Attributes:
        days: weekdays that something was lost on.
        freeze: levels by weekday.
    """

    reach: Reach
    days: frozenset[int]
    freeze: Freezes

    def people(self, weekday: int) -> bool:
        """Say whether people may change places on a weekday."""
        return self._wide(weekday) and self.level([weekday]) >= Freeze.KEEP_TIME

    def rooms(self, weekdays: Iterable[int]) -> bool:
        """Say whether a group of these weekdays may move to another room."""
        days = list(weekdays)
        return any(map(self._wide, days)) and self.level(days) >= Freeze.KEEP_PERSON

    def groups(self, weekdays: Iterable[int]) -> bool:
        """Say whether a group of these weekdays may close, or merge with others."""
        days = list(weekdays)
        wide = self.reach in (Reach.DAY, Reach.WEEK) and any(map(self._wide, days))
        return wide and self.level(days) >= Freeze.KEEP_TIME

    def times(self, weekdays: Iterable[int]) -> bool:
        """Say whether a club may newly meet on these weekdays."""
        return self.reach is Reach.WEEK and self.level(weekdays) is Freeze.FREE

    def level(self, weekdays: Iterable[int]) -> Freeze:
        """Return the strictest level of some weekdays."""
        return level(self.freeze, weekdays)

    def _wide(self, weekday: int) -> bool:
        if self.reach in (Reach.SUBSTITUTES, Reach.GROUPS):
            return False
        return self.reach is Reach.WEEK or weekday in self.days


class Possible:
    """Every choice of one model, with whether it is open or given."""

    def __init__(self, published: Published, latitude: Latitude) -> None:
        self.published = published
        self.latitude = latitude
        self.world = published.world
        self.admits = published.admission.admits
        self.choices: dict[Choice, bool] = {}
        self.lost_people = {
            (c.group, slot)
            for c in published.lost
            if isinstance(c, Staffs)
            for slot in slots_of(c)
        }

    @cached_property
    def about_people_only(self) -> bool:
        """Say whether only people are in question, so only their rules matter."""
        reach = self.latitude.reach
        return reach in (Reach.SUBSTITUTES, Reach.EXCHANGES) and all(
            isinstance(choice, Staffs | Posted) for choice in self.published.lost
        )

    def people(self) -> dict[Choice, bool]:
        """Return the choices about people, and the groups that are in question."""
        for group in self.published.groups:
            self._staff_as_published(group)
        touched = {
            choice.group
            for choice, asked in self.choices.items()
            if asked and isinstance(choice, Staffs)
        } | {group for group, _ in self.lost_people}
        pinned = {pin.slot for pin in self.world.instance.pins if pin.kind == "staff"}
        for choice in self.published.kept:
            if isinstance(choice, Joins) or (
                isinstance(choice, Opens)
                and (choice.group in touched or pinned & set(choice.group.slots))
            ):
                self.choices[choice] = False
        self._posts()
        return self.choices

    def everything(self) -> dict[Choice, bool]:
        """Return all choices of the week."""
        for choice in self.published.kept:
            if not isinstance(choice, Staffs | Posted):
                self.choices[choice] = False
        open_slots = {
            slot.id
            for slot in self.world.instance.slots
            if self.latitude.groups([slot.weekday])
        }
        if open_slots:
            for school in self.world.instance.schools:
                self._merging(school.id, open_slots)
        for group in self.published.groups:
            days = self.published.weekdays(Opens(group))
            if isinstance(group, CareGroup):
                if group.slot not in open_slots:
                    self._staff_as_published(group)
                    self._rooms_as_published(group, days)
            elif self.latitude.groups(days) or group in self._hit_clubs:
                self._closable(group)
            else:
                self._staff_as_published(group)
                self._rooms_as_published(group, days)
        if self.latitude.reach in (Reach.GROUPS, Reach.MIXED):
            self._joining_others()
        if self.latitude.reach is Reach.WEEK:
            self._other_times()
        self._posts()
        return self.choices

    # People

    def _staff_as_published(self, group: AnyGroup) -> None:
        """Ask for people where somebody is lost or may change places."""
        pieces = self.published.staff[group]
        kept = [piece for piece in pieces if piece not in self._lost]
        for piece in kept:
            self.choices[piece] = False
        for slot in group.slots:
            lost = (group, slot) in self.lost_people
            weekday = self.world.weekday_of[slot]
            movable = self.latitude.level([weekday]) >= Freeze.KEEP_TIME
            if (lost and movable) or self.latitude.people(weekday):
                self._meeting(group, slot)

    @cached_property
    def _lost(self) -> frozenset[Choice]:
        return frozenset(self.published.lost)

    def _meeting(self, group: AnyGroup, slot: Id) -> None:
        """Ask who is with a group in one meeting."""
        there = [p for p in self.published.staff[group] if p.has(slot)]
        for piece in there:
            if piece not in self._lost:
                self.choices[piece] = True
        leads = list(self._people(group, slot, "lead", there))
        self._ask(leads)
        if isinstance(group, ClubGroup) and self._assisted(group, leads):
            self._ask(self._people(group, slot, "assistant", there))

    def _ask(self, choices: Iterable[Choice]) -> None:
        for choice in choices:
            self.choices[choice] = True

    def _people(
        self, group: AnyGroup, slot: Id, role: Role, there: list[Staffs]
    ) -> Iterator[Staffs]:
        part = (slot,) if len(group.slots) > 1 else None
        weeks = self._weeks(slot, there)
        for adult in self.world.instance.adults:
            if group.school in adult.serves:
                for week in weeks:
                    staffs = Staffs(adult.id, group, role, week, part)
                    if self.admits(staffs):
                        yield staffs

    def _weeks(self, slot_id: Id, there: list[Staffs]) -> list[Weeks]:
        """Return how people may differ between weeks: as published, or as rotating."""
        weeks: set[Weeks] = {piece.weeks for piece in there}
        slot = self.world.slots[slot_id]
        if (slot.rotates and slot.weeks == "every") or weeks & {"odd", "even"}:
            weeks |= {"odd", "even"}
        return sorted(weeks or {"every"})

    def _assisted(self, group: ClubGroup, leads: list[Staffs]) -> bool:
        world = self.world
        if world.clubs[group.club].adults_per_group > 1:
            return True
        return world.schools[group.school].limits.vendor_accompanied and any(
            world.adults[s.adult].kind is AdultKind.VENDOR_INSTRUCTOR for s in leads
        )

    def _posts(self) -> None:
        lost = {_post(c) for c in self.published.lost if isinstance(c, Posted)}
        kept: dict[tuple[Id, int, str], list[Posted]] = {}
        weeks: dict[tuple[Id, int, str], set[Weeks]] = {}
        for choice in (*self.published.kept, *self.published.lost):
            if isinstance(choice, Posted):
                weeks.setdefault(_post(choice), set()).add(choice.weeks)
                if choice not in self._lost:
                    kept.setdefault(_post(choice), []).append(choice)
        for choices in kept.values():
            for post in choices:
                self.choices[post] = False
        for school in self.world.instance.schools:
            for need in school.posts:
                where = (school.id, need.weekday, need.role.value)
                fixed = self.latitude.level([need.weekday]) < Freeze.KEEP_TIME
                asked = where in lost or self.latitude.people(need.weekday)
                if fixed or not asked:
                    continue
                self._ask(kept.get(where, ()))
                for adult in self.world.instance.adults:
                    for week in sorted(weeks.get(where, {"every"})):
                        post = Posted(
                            adult.id, school.id, need.weekday, need.role, week
                        )
                        if school.id in adult.serves and self.admits(post):
                            self.choices[post] = True

    # Rooms

    def _rooms_as_published(self, group: AnyGroup, days: set[int]) -> None:
        lost = group in self.published.homeless
        movable = self.latitude.level(days) >= Freeze.KEEP_PERSON
        wide = self.latitude.rooms(days) and (
            self.latitude.reach in (Reach.DAY, Reach.WEEK)
            or bool(self.published.homeless)
        )
        if (lost and movable) or wide:
            self._rooms(group)

    def _rooms(self, group: AnyGroup) -> None:
        for room in self.world.instance.rooms:
            use = Uses(room.id, group)
            if room.school == group.school and self.admits(use):
                self.choices[use] = True

    # Groups

    def _merging(self, school_id: Id, slots: set[Id]) -> None:
        """Ask which classes have homework care together, in some slots."""
        ways: dict[CareGroup, set[Id]] = {
            group: set(self.published.classes[group])
            for group in self.published.groups
            if isinstance(group, CareGroup) and group.slot in slots
            if group.school == school_id
        }
        for group, joiners in care_groups_of(self.world, self.world.schools[school_id]):
            if group.slot in slots:
                ways.setdefault(group, set()).update(joiners)
        for group, classes in ways.items():
            joins = [j for c in sorted(classes) if self.admits(j := Joins(c, group))]
            self._ask([Opens(group), *joins])
            self._rooms(group)
            self._meeting(group, group.slot)

    @cached_property
    def _hit_clubs(self) -> frozenset[AnyGroup]:
        """Groups of clubs that lost somebody, or a room, and may close."""
        if self.latitude.reach not in (Reach.GROUPS, Reach.MIXED):
            return frozenset()
        hit = {
            choice.group.club
            for choice in self.published.lost
            if not isinstance(choice, Posted) and isinstance(choice.group, ClubGroup)
        }
        return frozenset(
            group
            for group in self.published.groups
            if isinstance(group, ClubGroup)
            and group.club in hit
            and self.latitude.level(self.published.weekdays(Opens(group)))
            >= Freeze.KEEP_TIME
        )

    def _joining_others(self) -> None:
        """Ask whether classes without their adult go to another group of the slot."""
        hit = {group for group, _ in self.lost_people} | self.published.homeless
        by_slot: dict[Id, list[CareGroup]] = defaultdict(list)
        for group in self.published.groups:
            if isinstance(group, CareGroup):
                by_slot[group.slot].append(group)
        for group in [g for groups in by_slot.values() for g in groups if g in hit]:
            weekday = self.world.weekday_of[group.slot]
            if self.latitude.level([weekday]) < Freeze.KEEP_TIME:
                continue
            self.choices[Opens(group)] = True
            for choice in self.published.kept:
                if isinstance(choice, Joins | Uses) and choice.group == group:
                    self.choices[choice] = True
            self._meeting(group, group.slot)
            self._ask(
                join
                for other in by_slot[group.slot]
                if other.school == group.school
                for class_id in self.published.classes[group]
                if self.admits(join := Joins(class_id, other))
            )

    def _closable(self, group: ClubGroup) -> None:
        """Ask whether a club group goes on, with whom and for which children."""
        self.choices[Opens(group)] = True
        self._rooms(group)
        self._seats(group)
        for piece in self.published.staff[group]:
            if piece not in self._lost:
                self.choices[piece] = True
        for slot in group.slots:
            lost = (group, slot) in self.lost_people
            if lost or self.latitude.people(self.world.weekday_of[slot]):
                self._meeting(group, slot)

    def _seats(self, group: ClubGroup) -> None:
        """Children of the club; in a small model, or a shrunken club, any who wish."""
        wishing = self.latitude.reach is Reach.WEEK or any(
            isinstance(c, Sits) and c.group.club == group.club
            for c in self.published.lost
        )
        seated = {
            pupil
            for pupil, groups in self.published.seats.items()
            if any(g.club == group.club for g in groups)
        }
        for pupil in self.world.instance.pupils:
            wished = wishing and group.club in pupil.wishes
            if pupil.id in seated or wished:
                sits = Sits(pupil.id, group)
                if self.admits(sits):
                    self.choices[sits] = True

    def _other_times(self) -> None:
        """Ask for club groups that were not published, on days that are free."""
        for club in self.world.instance.clubs:
            copies = self.published.groups_of_clubs[club.id]
            for way in club_groups_of(self.world, club):
                group = ClubGroup(club.id, copies + way.copy, club.school, way.slots)
                days = self.published.weekdays(Opens(group))
                if self.latitude.times(days) and self.admits(Opens(group)):
                    self._closable(group)


def _post(post: Posted) -> tuple[Id, int, str]:
    return post.school, post.weekday, post.role.value
