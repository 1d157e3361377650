"""All decision variables of a model. The only place that creates them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ortools.sat.python import cp_model

from kehou_solver.domain.base import Id, Weeks, active, overlap
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.weeks import instance_in
from kehou_solver.model.at_once import at_once
from kehou_solver.model.choice import (
    AnyGroup,
    CareGroup,
    Choice,
    ClubGroup,
    Joins,
    Opens,
    Posted,
    Sits,
    Staffs,
    Uses,
)
from kehou_solver.model.scope import Condition
from kehou_solver.model.world import Span, World

Var = cp_model.IntVar | int
"""A yes/no variable, or 0/1 where the answer is given."""

Expr = cp_model.LinearExpr | int
"""A whole-number quantity: an expression, or a number where nothing is open."""


Assigned = tuple[Span, Id, Var]
"""A possible assignment: when, at which school, and whether it is made."""


def total(terms: Iterable[Expr]) -> Expr:
    """Add up; a plain number where nothing is left to decide."""
    items = list(terms)
    if all(isinstance(item, int) for item in items):
        return sum(item for item in items if isinstance(item, int))
    return cp_model.LinearExpr.sum(items)


class Choices:
    """The yes/no questions of one model, asked in the words of the domain.

    A view of one week (`in_week`) shares the variables and shows only what holds
    in that week, so rules need not know of odd and even weeks.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        world: World,
        vars_: dict[Choice, Var],
        *,
        exact: bool = False,
        full: Instance | None = None,
    ) -> None:
        """Wrap the variables.

        Args:
            model: where derived variables are created.
            world: the week looked at.
            vars_: the questions and their variables.
            exact: derived quantities must be right even where rules are broken
                (proofs); a solve keeps `one_place_at_a_time` and needs less.
            full: the instance over all weeks; default: the world's own.
        """
        self.model = model
        self.world = world
        self.vars = vars_
        self.exact = exact
        self.full = full or world.instance
        self.whole = self
        self.opens: dict[AnyGroup, Var] = {}
        self._groups_of_club: dict[Id, list[tuple[ClubGroup, Var]]] = defaultdict(list)
        self._sits_of_pupil: dict[Id, list[tuple[Sits, Var]]] = defaultdict(list)
        self._sits_of_group: dict[AnyGroup, list[tuple[Sits, Var]]] = defaultdict(list)
        self._joins_of_class: dict[Id, list[tuple[Joins, Var]]] = defaultdict(list)
        self._joins_of_group: dict[AnyGroup, list[tuple[Joins, Var]]] = defaultdict(
            list
        )
        self._uses_of_room: dict[Id, list[tuple[Uses, Var]]] = defaultdict(list)
        self._uses_of_group: dict[AnyGroup, list[tuple[Uses, Var]]] = defaultdict(list)
        self._staffs_of_adult: dict[Id, list[tuple[Staffs, Var]]] = defaultdict(list)
        self._staffs_of_group: dict[AnyGroup, list[tuple[Staffs, Var]]] = defaultdict(
            list
        )
        self._posts_of_adult: dict[Id, list[tuple[Posted, Var]]] = defaultdict(list)
        self._posts: list[tuple[Posted, Var]] = []
        for choice, var in vars_.items():
            self._file(choice, var)
        self._in_club: dict[tuple[Id, Id], Expr] = {}
        self._children: dict[tuple[Id, AnyGroup], Expr] = {}
        self._works: dict[tuple[Id, int, Id | None], Expr] = {}
        self._late: dict[tuple[Id, int, bool], Expr] = {}
        self._extra: dict[tuple[Id, int], Expr] = {}
        self._busy: dict[tuple[Id, int, int, int], Expr] = {}
        self._used: dict[tuple[Id, bool], Expr] = {}
        self._both: dict[tuple[str, str], Expr] = {}
        self._lessons: dict[Id, list[tuple[Staffs, Id, Var]]] = {}
        self._assigned: dict[tuple[Id, bool], list[Assigned]] = {}
        self._care: dict[tuple[Id, Id], Expr] = {}

    def _file(self, choice: Choice, var: Var) -> None:
        match choice:
            case Opens(group):
                self.opens[group] = var
                if isinstance(group, ClubGroup):
                    self._groups_of_club[group.club].append((group, var))
            case Sits(pupil, club_group):
                self._sits_of_pupil[pupil].append((choice, var))
                self._sits_of_group[club_group].append((choice, var))
            case Joins(class_id, care_group):
                self._joins_of_class[class_id].append((choice, var))
                self._joins_of_group[care_group].append((choice, var))
            case Uses(room, group):
                self._uses_of_room[room].append((choice, var))
                self._uses_of_group[group].append((choice, var))
            case Staffs(adult, group):
                self._staffs_of_adult[adult].append((choice, var))
                self._staffs_of_group[group].append((choice, var))
            case Posted(adult):
                self._posts_of_adult[adult].append((choice, var))
                self._posts.append((choice, var))

    def in_week(self, week: Weeks) -> "Choices":
        """Return the view of one week; variables are shared."""
        if week == "every":
            return self
        world = World(instance_in(self.full, week), self.world.policy, self.full)
        kept = {c: v for c, v in self.vars.items() if holds_in(c, week, world)}
        view = Choices(self.model, world, kept, exact=self.exact, full=self.full)
        view.whole = self
        return view

    # What can be chosen, by subject.

    def club_groups(self, *, club: Id | None = None) -> Iterable[tuple[ClubGroup, Var]]:
        """Return the possible groups of a club, or of all clubs."""
        if club is not None:
            return self._groups_of_club.get(club, ())
        opens = self.opens.items()
        return ((g, var) for g, var in opens if isinstance(g, ClubGroup))

    def care_groups(self) -> Iterator[tuple[CareGroup, Var]]:
        """Yield possible homework groups."""
        for group, var in self.opens.items():
            if isinstance(group, CareGroup):
                yield group, var

    def sits(
        self, *, pupil: Id | None = None, group: AnyGroup | None = None
    ) -> Sequence[tuple[Sits, Var]]:
        """Return the possible club seats of a pupil or of a group."""
        if pupil is not None:
            return self._sits_of_pupil.get(pupil, ())
        return self._sits_of_group.get(group, ()) if group else ()

    def joins(
        self, *, class_id: Id | None = None, group: AnyGroup | None = None
    ) -> Sequence[tuple[Joins, Var]]:
        """Return the possible homework groups of a class, or classes of a group."""
        if class_id is not None:
            return self._joins_of_class.get(class_id, ())
        return self._joins_of_group.get(group, ()) if group else ()

    def uses(
        self, *, room: Id | None = None, group: AnyGroup | None = None
    ) -> Sequence[tuple[Uses, Var]]:
        """Return the possible uses of a room, or rooms of a group."""
        if room is not None:
            return self._uses_of_room.get(room, ())
        return self._uses_of_group.get(group, ()) if group else ()

    def staffs(
        self, *, adult: Id | None = None, group: AnyGroup | None = None
    ) -> Sequence[tuple[Staffs, Var]]:
        """Return the possible groups of an adult, or adults of a group."""
        if adult is not None:
            return self._staffs_of_adult.get(adult, ())
        return self._staffs_of_group.get(group, ()) if group else ()

    def posts(self, *, adult: Id | None = None) -> Sequence[tuple[Posted, Var]]:
        """Return the possible posts of an adult, or all."""
        return self._posts if adult is None else self._posts_of_adult.get(adult, ())

    def lessons(self, adult: Id) -> Sequence[tuple[Staffs, Id, Var]]:
        """Return the possible lessons of an adult: (choice, slot, variable)."""
        if adult not in self._lessons:
            self._lessons[adult] = [
                (choice, slot, var)
                for choice, var in self.staffs(adult=adult)
                for slot in self.world.lessons(choice)
            ]
        return self._lessons[adult]

    def assignments(self, adult: Id, *, with_way: bool = False) -> Sequence[Assigned]:
        """Return the possible assignments of an adult: (span, school, variable).

        Posts that no school needs have no span and are left out.
        """
        key = (adult, with_way)
        if key not in self._assigned:
            self._assigned[key] = list(self._assignments(adult, with_way=with_way))
        return self._assigned[key]

    def _assignments(self, adult: Id, *, with_way: bool) -> Iterator[Assigned]:
        for choice, slot, var in self.lessons(adult):
            group = choice.group
            if with_way:
                yield self.world.meeting_span(group, slot), group.school, var
            else:
                yield self.world.slot_span(slot), group.school, var
        for post, var in self.posts(adult=adult):
            span = self.world.post_span(post)
            if span:
                yield span, post.school, var

    # Quantities worked out of the choices.

    def in_club(self, pupil: Id, slot: Id) -> Expr:
        """Return 1 where the pupil is in a club group that meets in the slot."""
        key = (pupil, slot)
        if key not in self._in_club:
            seated = [v for c, v in self.sits(pupil=pupil) if slot in c.group.slots]
            self._in_club[key] = self._any(seated, f"in_club[{pupil},{slot}]")
        return self._in_club[key]

    def _any(self, vars_: list[Var], name: str) -> Expr:
        """Return the maximum: exactly, or as a sum that one place keeps at 1."""
        if not self.exact or len(vars_) < 2:
            return total(vars_)
        most = self.model.new_bool_var(name)
        self.model.add_max_equality(most, vars_)
        return most

    def care(self, class_id: Id, slot: Id) -> Expr:
        """Return how many children of a class need homework care in a slot."""
        key = (class_id, slot)
        if key not in self._care:
            asked = self.world.asked.get(key, 0)
            away = [
                self.in_club(pupil.id, slot)
                for pupil in self.world.pupils_of[class_id]
                if self.sits(pupil=pupil.id)
                and self.world.attends(pupil, self.world.slots[slot])
            ]
            self._care[key] = asked - total(away) if away else asked
        return self._care[key]

    def children(self, group: AnyGroup, slot: Id) -> Expr:
        """Return how many children are in a group in one of its slots."""
        if isinstance(group, ClubGroup):
            return total(var for _, var in self.sits(group=group))
        return total(
            self._joined(join.class_id, group, var)
            for join, var in self.joins(group=group)
        )

    def _joined(self, class_id: Id, group: CareGroup, var: Var) -> Expr:
        """Return the children a class brings to a homework group: care x joins."""
        key = (class_id, group)
        if key not in self._children:
            care = self.care(class_id, group.slot)
            if isinstance(care, int) or isinstance(var, int):
                self._children[key] = (
                    care * var if isinstance(care, int) else (care if var else 0)
                )
            else:
                most = self.world.asked[class_id, group.slot]
                brings = self.model.new_int_var(0, most, f"brings[{class_id},{group}]")
                self.model.add(brings == care).only_enforce_if(var)
                self.model.add(brings == 0).only_enforce_if(~var)
                self._children[key] = brings
        return self._children[key]

    def works(self, adult: Id, weekday: int, away_from: Id | None = None) -> Expr:
        """Return a variable that is 1 if the adult has an assignment that day.

        With `away_from`, only assignments outside that school count. It is at least
        each assignment; nothing pulls it down but caps and goals.
        """
        key = (adult, weekday, away_from)
        if key not in self._works:
            given = [
                var
                for span, school, var in self.assignments(adult)
                if span[0] == weekday and school != away_from
            ]
            self._works[key] = self._at_least(given, f"works[{adult},{weekday}]")
        return self._works[key]

    def _at_least(self, vars_: Sequence[Expr], name: str) -> Expr:
        """Return a variable no smaller than any of `vars_`, each of them 0 or 1."""
        if not vars_:
            return 0
        if any(isinstance(v, int) and v for v in vars_):
            return 1
        if len(vars_) == 1:
            return vars_[0]
        top = self.model.new_bool_var(name)
        for var in vars_:
            self.model.add(top >= var)
        return top

    def late(self, adult: Id, weekday: int) -> Expr:
        """Return a variable that is 1 if an assignment ends late that day."""
        key = (adult, weekday, True)
        if key not in self._late:
            late_from = self.world.limits_of(self.world.adults[adult]).late_from
            ends_late = [
                var
                for span, _, var in self.assignments(adult)
                if span[0] == weekday and span[2] >= late_from
            ]
            self._late[key] = self._at_least(ends_late, f"late[{adult},{weekday}]")
        return self._late[key]

    def extra_minutes(self, adult: Id, weekday: int) -> Expr:
        """Return minutes of duty an adult's assignments add to fixed duties that day.

        At least the true number; nothing pulls it down but caps and goals.
        """
        key = (adult, weekday)
        if key not in self._extra:
            self._extra[key] = self._span_variable(adult, weekday)
        return self._extra[key]

    def _span_variable(self, adult: Id, weekday: int) -> Expr:
        who = self.world.adults[adult]
        fixed = self.world.fixed_spans[adult].get(weekday)
        spans: dict[tuple[int, int], list[Var]] = defaultdict(list)
        for span, _, var in self.assignments(adult):
            if span[0] == weekday:
                spans[span[1], span[2]].append(var)
        if not spans:
            return 0
        base = self.world.presence(who, *fixed) if fixed else 0
        ends = sorted(spans)
        rows: list[tuple[int, list[tuple[int, int]]]] = []
        for first in ends:
            for last in ends:
                if fixed is None and (last < first):
                    continue
                start = min(first[0], last[0], *(fixed[:1] if fixed else ()))
                end = max(first[1], last[1], *(fixed[1:] if fixed else ()))
                rows.append(
                    (self.world.presence(who, start, end) - base, [first, last])
                )
        top = max(minutes for minutes, _ in rows)
        if top <= 0:
            return 0
        extra = self.model.new_int_var(0, top, f"extra[{adult},{weekday}]")
        seen: set[tuple[int, frozenset[tuple[int, int]]]] = set()
        at = {
            key: self._at_least(vars_, f"at[{adult}]") for key, vars_ in spans.items()
        }
        for minutes, pair in rows:
            mark = (minutes, frozenset(pair))
            if minutes <= 0 or mark in seen:
                continue
            seen.add(mark)
            used = {key: at[key] for key in pair}
            missing = len(used) - total(used.values())
            # Both assignments present: the day lasts at least this long.
            self.model.add(extra >= minutes - minutes * missing)
        return extra

    def busy(self, adult: Id, weekday: int, start: int, end: int) -> Expr:
        """Return a variable that is 1 if an assignment overlaps the time."""
        key = (adult, weekday, start, end)
        if key not in self._busy:
            given = [
                var
                for span, _, var in self.assignments(adult)
                if span[0] == weekday and overlap(span[1], span[2], start, end)
            ]
            self._busy[key] = self._at_least(given, f"busy[{adult},{weekday},{start}]")
        return self._busy[key]

    def used(self, adult: Id, *, posts: bool = False) -> Expr:
        """Return what is 1 if the adult has any lesson (or post).

        At least that; nothing pulls it down but caps and goals. For goals, lessons that
        fall together add up: nobody has two, and the bound is far better for it
        (docs/decisions/0011). A cap has each by itself, so that one that is explained
        leans on no other rule.
        """
        if (adult, posts) not in self._used:
            if posts:
                given: list[Expr] = [var for _, _, var in self.assignments(adult)]
            else:
                lessons = [
                    (self.world.slot_span(slot), var)
                    for _, slot, var in self.lessons(adult)
                ]
                given = [total(together) for together in at_once(lessons)]
            self._used[adult, posts] = self._at_least(given, f"used[{adult}]")
        return self._used[adult, posts]

    def both(self, one: Expr, other: Expr) -> Expr:
        """Return 1 only if two yes/no answers are both yes."""
        if isinstance(one, int):
            return other if one else 0
        if isinstance(other, int):
            return one if other else 0
        key = (str(one), str(other))
        if key not in self._both:
            joint = self.model.new_bool_var(f"both[{one},{other}]")
            self.model.add(joint <= one)
            self.model.add(joint <= other)
            self.model.add(joint >= one + other - 1)
            self._both[key] = joint
        return self._both[key]

    def load(self, adult: Id) -> Expr:
        """Return the lessons of an adult in this week."""
        return total(var for _, _, var in self.lessons(adult))

    def new_count(self, low: int, high: int, name: str) -> cp_model.IntVar:
        """Create a bounded whole-number variable for a goal."""
        return self.model.new_int_var(low, high, name)

    def new_flag(self, name: str) -> cp_model.IntVar:
        """Create a yes/no variable for a goal."""
        return self.model.new_bool_var(name)

    def link(self, condition: Condition) -> None:
        """Tie a goal's own variable to the choices; never restricts the choices."""
        if isinstance(condition, cp_model.BoundedLinearExpression):
            self.model.add(condition)
        elif not condition:
            self.model.add_bool_or([])


def holds_in(choice: Choice, week: Weeks, world: World) -> bool:
    """Say whether a choice matters in a week."""
    match choice:
        case Posted():
            return active(choice.weeks, week)
        case Staffs():
            return active(choice.weeks, week) and bool(world.lessons(choice))
        case _:
            return bool(world.meetings(choice.group))
