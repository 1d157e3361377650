"""The published timetable as single choices, and which of them no rule admits now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from kehou_solver.domain.base import Id, Weeks
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Post, Staff, Timetable
from kehou_solver.model.choice import (
    AnyGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Posted,
    Sits,
    Staffs,
    Uses,
)
from kehou_solver.model.choices import holds_in
from kehou_solver.model.translate import choices_in, group_id, timetable_of
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.formulation import Admission


class Published:
    """What was published, meeting by meeting, judged choice by choice.

    Attributes:
        kept: choices that are still admitted.
        lost: choices that no lawful timetable can make any more.
    """

    def __init__(self, instance: Instance, policy: Policy) -> None:
        """Take the published timetable of `instance` apart."""
        timetable = instance.published or Timetable()
        self.instance = instance
        self.timetable = timetable
        self.policy = policy
        self.admission = Admission(instance, policy)
        self.world = World(instance, policy)
        self.kept: list[Choice] = []
        self.lost: list[Choice] = []
        self.cancelled: set[AnyGroup] = set()
        self._choices = choices = list(choices_in(instance, timetable))
        for choice in choices:
            if isinstance(choice, Opens) and not self.admission.admits(choice):
                self.cancelled.add(choice.group)
        for choice in choices:
            for piece in self._pieces(choice):
                self._file(piece)

    def _pieces(self, choice: Choice) -> Iterator[Choice]:
        """Cut people of clubs into meetings: each may need a substitute of its own."""
        if isinstance(choice, Staffs):
            yield from meetings_apart(choice)
        else:
            yield choice

    def _file(self, piece: Choice) -> None:
        group = getattr(piece, "group", None)
        if group not in self.cancelled and self.admission.admits(piece):
            self.kept.append(piece)
            return
        if isinstance(piece, Staffs | Posted) and piece.weeks == "every":
            apart = [
                part
                for week, world in self.admission.worlds.items()
                if holds_in(part := _in_weeks(piece, week), week, world)
            ]
            good = [p for p in apart if self.admission.admits(p)]
            if good and group not in self.cancelled:
                self.kept += good
                self.lost += [p for p in apart if p not in good]
                return
        self.lost.append(piece)

    @cached_property
    def groups(self) -> list[AnyGroup]:
        """Groups that may still meet."""
        return [c.group for c in self.kept if isinstance(c, Opens)]

    @cached_property
    def homeless(self) -> frozenset[AnyGroup]:
        """Groups that go on and have lost their room."""
        lost = {c.group for c in self.lost if isinstance(c, Uses)}
        return frozenset(lost & set(self.groups))

    @cached_property
    def staff(self) -> dict[AnyGroup, list[Staffs]]:
        """People of each group, kept or lost, meeting by meeting."""
        staff: dict[AnyGroup, list[Staffs]] = defaultdict(list)
        for choice in (*self.kept, *self.lost):
            if isinstance(choice, Staffs):
                staff[choice.group].append(choice)
        return staff

    @cached_property
    def classes(self) -> dict[AnyGroup, list[Id]]:
        """Classes of each homework group."""
        classes: dict[AnyGroup, list[Id]] = defaultdict(list)
        for choice in self.kept:
            if isinstance(choice, Joins):
                classes[choice.group].append(choice.class_id)
        return classes

    @cached_property
    def seats(self) -> dict[Id, list[ClubGroup]]:
        """Club groups of each pupil with a seat that is still admitted."""
        seats: dict[Id, list[ClubGroup]] = defaultdict(list)
        for choice in self.kept:
            if isinstance(choice, Sits):
                seats[choice.pupil].append(choice.group)
        return seats

    @cached_property
    def groups_of_clubs(self) -> Counter[Id]:
        """How many groups each club has."""
        return Counter(g.club for g in self.groups if isinstance(g, ClubGroup))

    @cached_property
    def lessons(self) -> frozenset[tuple[Id, Id]]:
        """Every (adult, slot) with a published lesson."""
        return frozenset(
            (staffs.adult, slot)
            for people in self.staff.values()
            for staffs in people
            for slot in slots_of(staffs)
        )

    def weekdays(self, choice: Choice) -> set[int]:
        """Return the weekdays a choice is about."""
        match choice:
            case Posted():
                return {choice.weekday}
            case Staffs():
                return {self.world.weekday_of[s] for s in slots_of(choice)}
            case _:
                return {self.world.weekday_of[s] for s in choice.group.slots}

    @cached_property
    def ids(self) -> dict[AnyGroup, Id]:
        """Published ids of the groups."""
        opened = [c.group for c in self._choices if isinstance(c, Opens)]
        return dict(zip(opened, (g.id for g in self.timetable.groups), strict=True))

    def written(self, chosen: Set[Choice]) -> Timetable:
        """Write choices as a timetable in which known groups keep their ids."""
        if not self.lost and set(chosen) == set(self.kept):
            return self.timetable
        if self._only_people_changed(chosen):
            return self._with_people(chosen)
        timetable = timetable_of(self.instance, in_one(chosen))
        names = self._names(timetable)
        return timetable.model_copy(
            update={
                "groups": tuple(
                    g.model_copy(update={"id": names[g.id]}) for g in timetable.groups
                ),
                "staff": tuple(
                    s.model_copy(update={"group": names[s.group]})
                    for s in timetable.staff
                ),
                "seats": tuple(
                    s.model_copy(update={"group": names[s.group]})
                    for s in timetable.seats
                ),
            }
        )

    def _names(self, timetable: Timetable) -> dict[Id, Id]:
        """Return the published id of each group, or a new one."""
        names = {group_id(group): id_ for group, id_ in self.ids.items()}
        taken = set(self.ids.values())
        for group in timetable.groups:
            if group.id not in names:
                name = group.id
                while name in taken:
                    name += "x"
                names[group.id] = name
        return names

    @cached_property
    def _places(self) -> frozenset[Choice]:
        """Every published choice that is not about a person."""
        return frozenset(c for c in self._choices if not isinstance(c, Staffs | Posted))

    def _only_people_changed(self, chosen: Set[Choice]) -> bool:
        if len(self._places) > len(chosen):
            return False
        places = {c for c in chosen if not isinstance(c, Staffs | Posted)}
        return places == self._places

    def _with_people(self, chosen: Set[Choice]) -> Timetable:
        """Put other people into the published timetable; the rest is as it was."""
        people = {c for c in chosen if isinstance(c, Staffs | Posted)}
        staff: list[Staff] = []
        posts: list[Post] = []
        staffed = [c for c in self._choices if isinstance(c, Staffs)]
        known = {piece for choice in staffed for piece in meetings_apart(choice)}
        newly = {_with(c) for c in people if isinstance(c, Staffs) and c not in known}
        for choice, row in zip(staffed, self.timetable.staff, strict=True):
            pieces = set(meetings_apart(choice))
            # Whoever has more of a group than before is written anew, in one row.
            if pieces <= people and _with(choice) not in newly:
                people -= pieces
                staff.append(row)
        posted = [c for c in self._choices if isinstance(c, Posted)]
        for post, entry in zip(posted, self.timetable.posts, strict=True):
            if post in people:
                people.discard(post)
                posts.append(entry)
        for new in in_one(people):
            if isinstance(new, Staffs):
                staff.append(
                    Staff(
                        adult=new.adult,
                        group=self.ids[new.group],
                        role=new.role,
                        weeks=new.weeks,
                        slots=new.slots,
                    )
                )
            elif isinstance(new, Posted):
                posts.append(
                    Post(
                        adult=new.adult,
                        school=new.school,
                        weekday=new.weekday,
                        role=new.role,
                        weeks=new.weeks,
                    )
                )
        return self.timetable.model_copy(
            update={
                "staff": tuple(sorted(staff, key=_staff_order)),
                "posts": tuple(sorted(posts, key=_post_order)),
            }
        )


def _with(staffs: Staffs) -> tuple[Id, AnyGroup, str]:
    return staffs.adult, staffs.group, staffs.role


def _staff_order(staff: Staff) -> tuple[object, ...]:
    slots = staff.slots or ()
    return staff.group, staff.role != "lead", staff.adult, staff.weeks, slots


def _post_order(post: Post) -> tuple[object, ...]:
    return post.school, post.weekday, post.role, post.adult, post.weeks


def slots_of(staffs: Staffs) -> tuple[Id, ...]:
    """Return the slots in which the adult would be there."""
    return staffs.group.slots if staffs.slots is None else staffs.slots


def meetings_apart(staffs: Staffs) -> list[Staffs]:
    """Return one choice per meeting of a group with several."""
    if len(staffs.group.slots) == 1:
        return [staffs]
    return [
        Staffs(staffs.adult, staffs.group, staffs.role, staffs.weeks, (slot,))
        for slot in slots_of(staffs)
    ]


def in_one(choices: Iterable[Choice]) -> set[Choice]:
    """Put people together again who are with a group in all meetings or weeks."""
    whole: set[Choice] = set()
    there: dict[tuple[Id, AnyGroup, str], dict[Id, set[Weeks]]] = {}
    for choice in choices:
        if not isinstance(choice, Staffs):
            whole.add(choice)
            continue
        key = (choice.adult, choice.group, choice.role)
        for slot in slots_of(choice):
            there.setdefault(key, {}).setdefault(slot, set()).add(choice.weeks)
    for (adult, group, role), meetings in there.items():
        by_weeks: dict[Weeks, list[Id]] = defaultdict(list)
        for slot, weeks in meetings.items():
            if "every" in weeks or len(weeks) > 1:
                by_weeks["every"].append(slot)
            else:
                by_weeks[next(iter(weeks))].append(slot)
        for week, held in by_weeks.items():
            slots = tuple(slot for slot in group.slots if slot in held)
            everywhere = len(slots) == len(group.slots)
            whole.add(
                Staffs(
                    adult,
                    group,
                    "lead" if role == "lead" else "assistant",
                    week,
                    None if everywhere else slots,
                )
            )
    return _posts_in_one(whole)


def _posts_in_one(choices: set[Choice]) -> set[Choice]:
    for choice in [c for c in choices if isinstance(c, Posted) and c.weeks == "odd"]:
        other = _in_weeks(choice, "even")
        if other in choices:
            choices -= {choice, other}
            choices.add(_in_weeks(choice, "every"))
    return choices


def _in_weeks(piece: Staffs | Posted, weeks: Weeks) -> Staffs | Posted:
    if isinstance(piece, Staffs):
        return Staffs(piece.adult, piece.group, piece.role, weeks, piece.slots)
    return Posted(piece.adult, piece.school, piece.weekday, piece.role, weeks)
