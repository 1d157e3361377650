"""Big schools, in stages: a club plan from a relaxation, then people and rooms exactly.

1. homework care alone gives a first lawful timetable within seconds;
   where every wish can come true, a plan that grants them all is all that is asked;
2. the relaxation gives fractional club groups; a dive rounds them, moves better them;
3. seats are found exactly for those groups, goal by goal;
4. CP-SAT finds people and rooms for the groups and climbs the remaining goals;
5. the relaxation bounds what any timetable could give to each tier.

What is at hand is never lost: each stage keeps the better of its result and the last.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Progress
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.certificate import Certificate
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.fairness import made_fair
from kehou_solver.measures import MEASURES
from kehou_solver.model.choice import AnyGroup, Choice, ClubGroup, Opens, Sits
from kehou_solver.model.choices import Expr, Var, total
from kehou_solver.model.enumerate import Given, care_in
from kehou_solver.model.translate import choices_in, timetable_of
from kehou_solver.model.world import World
from kehou_solver.policy import Policy
from kehou_solver.search.bounding import Bounding
from kehou_solver.search.bounds import certify, seat_goals_in, why_no_certificate
from kehou_solver.search.budget import Budget, Look
from kehou_solver.search.climb import (
    Climb,
    Climbed,
    NoTimetable,
    Offer,
    as_it_is,
)
from kehou_solver.search.club_plan import ClubPlan, Known
from kehou_solver.search.everyone import all_granted, seats_for_all
from kehou_solver.search.formulation import Admission, Formulation
from kehou_solver.search.plan import groups_in, ways_of
from kehou_solver.search.witness import Witness

News = Callable[[Progress], None]

QUICK, THOROUGH = 0.0, 0.02
"""Part of the time to seek one goal's seats alone, for a first and a last plan."""

FEWER_PART = 0.6
"""Part of the time left in which to find which planned groups must stay closed."""

HURRIED, LAST = 10.0, 3.0
"""With less time left than so many times what people and rooms took for homework care
alone, they are sought for the last club plan only; so much is kept for that."""

MOVES_PER_UNIT = 5
"""Moves tried per unit of work, where work is counted instead of seconds."""


def climb_in_stages(
    instance: Instance,
    policy: Policy,
    order: Sequence[str],
    budget: Budget,
    news: News,
    offer: Offer,
    start: Timetable | None = None,
) -> Climbed:
    """Find a good timetable of a big school and climb from there.

    A lawful `start` takes the place of the first timetable and the first club plan.

    Raises:
        NoTimetable: if there is none, or none was found in time.
    """
    return _Stages(instance, policy, order, budget, news, offer).run(start)


class _Stages:
    """One solve.

    `best` is the best timetable so far, with the model of its groups if it is written;
    `took` the seconds that people and rooms took for homework care alone.
    """

    def __init__(
        self,
        instance: Instance,
        policy: Policy,
        order: Sequence[str],
        budget: Budget,
        news: News,
        offer: Offer,
    ) -> None:
        self.instance, self.policy, self.order = instance, policy, order
        self.budget, self.news, self.offer = budget, news, offer
        self.tuning = budget.settings.tuning
        self.goals = seat_goals_in(order)
        self.world = World(instance, policy)
        self.bounding = Bounding(instance, policy, self.goals, budget.stop)
        self.care: tuple[Choice, ...] | None = None
        self.best: tuple[Timetable, Formulation | None] | None = None
        self.took = 0.0

    def run(self, start: Timetable | None) -> Climbed:
        if start is None:
            self._say("先排作业辅导", "homework care first")
            began = self.budget.elapsed()
            self._people([], self.tuning.first_part)
            self.took = self.budget.elapsed() - began
        else:
            self._say("从已有课表继续", "going on from a timetable")
            self.best = start, None
        self._say("看能否满足全部志愿", "trying to grant every wish")
        admission = Admission(self.instance, self.policy)
        seats = seats_for_all(self.world, admission, self.budget, self.budget.over)
        if seats:
            self._people(seats, 0.3)
        if self.best is not None and all_granted(self.world, self.best[0]):
            return self._with_all_granted(*self.best)
        self._say("规划社团开班", "planning club groups")
        ways = ways_of(self.world, admission)
        known = None if start is None else Known.of(self.world, ways, start)
        witness = Witness.of(self.world, self.best[0]) if self.best else None
        last = LAST * self.took
        plan = ClubPlan.of(
            self.world, ways, self.goals, self.budget, known, witness, last
        )
        try:
            staffed = known is not None
            if not staffed and not self._hurried():
                self._bound_beside(plan.hopes)
                self._seat_and_staff(plan, QUICK)
                staffed = True
            return self._bettered(plan, staffed)
        finally:
            self.bounding.end()

    def _hurried(self) -> bool:
        """Say whether there is time for people and rooms once only."""
        if self.budget.counted:
            return False
        return self.budget.left() < HURRIED * self.took

    def _bettered(self, plan: ClubPlan, staffed: bool) -> Climbed:
        """Better a plan, and bound the seat goals beside it."""
        if staffed and self.best is not None:
            self._bound_beside(self._values(self.best[0]))
        if plan.groups is not None and not self.budget.over():
            before = list(plan.groups)
            self._say("改进社团开班", "bettering the club plan")
            until = self._plan_until()
            plan.better(self._plan_time_over(until), until)
            if plan.groups != before or not staffed:
                part = QUICK if self._hurried() else THOROUGH
                self._seat_and_staff(plan, part * self.budget.settings.seconds)
        if self.best is None:
            raise NoTimetable(proved=False)
        self.best = self._fair(*self.best)
        timetable = self.best[0]
        self._say("证明各层级上限", "proving what each tier could get at most")
        certificate = self._certificate(timetable)
        bounds = certificate.bounds() if certificate else {}
        climbed = self._climb(*self.best, bounds)
        return replace(climbed, certificate=certificate)

    def _bound_beside(self, values: Sequence[int]) -> None:
        """Begin to bound the seat goals, or go on for other values of a plan.

        Not where work is counted: threads are not.
        """
        if self.best is None or self.budget.counted:
            return
        timetable = self.best[0]
        why = why_no_certificate(self.instance, timetable, self.policy, self.order)
        if why is None:
            self.bounding.begin(values)

    def _values(self, timetable: Timetable) -> list[int]:
        """Measure the seat goals."""
        return [
            MEASURES[goal].measure(self.instance, timetable, self.policy)
            for goal in self.goals
        ]

    def _with_all_granted(
        self, timetable: Timetable, formulation: Formulation | None
    ) -> Climbed:
        """Climb on from a week in which no seat goal could be better."""
        most = dict(zip(self.goals, self._values(timetable), strict=True))
        return self._climb(timetable, formulation, most)

    def _climb(
        self,
        timetable: Timetable,
        formulation: Formulation | None,
        bounds: dict[str, int],
    ) -> Climbed:
        """Climb on from a timetable, in the model of its groups."""
        if self.budget.over():
            # A model that nobody will search would take seconds to write.
            policy = self.policy
            return as_it_is(self.instance, policy, timetable, self.order, bounds)
        climb = Climb(
            formulation or self._model_of(timetable),
            self.order,
            self.budget,
            self.news,
            holds="club_groups_fixed",
            bounds=bounds,
            offer=self.offer,
        )
        return climb.run(timetable)

    def _fair(
        self, timetable: Timetable, formulation: Formulation | None
    ) -> tuple[Timetable, Formulation | None]:
        """Free a timetable of envy, and have the lot settle ties."""
        if broken(audit(self.instance, timetable, self.policy)):
            return timetable, formulation
        fair = made_fair(self.instance, timetable, self.policy)
        if fair is timetable:
            return timetable, formulation
        self.offer(fair)
        return fair, None

    def _model_of(self, timetable: Timetable) -> Formulation:
        """Model the groups and seats of a timetable."""
        choices = choices_in(self.instance, timetable)
        seats = [choice for choice in choices if isinstance(choice, Sits)]
        return self._formulation(seats, optional=False)

    def _certificate(self, timetable: Timetable) -> Certificate | None:
        """Bound the seat goals everywhere, if that can be done here."""
        instance, policy, budget = self.instance, self.policy, self.budget
        if why_no_certificate(instance, timetable, policy, self.order) is not None:
            return None
        # Hurried, no climb comes after: its model takes longer to write than is left.
        seconds = (1.0 if self._hurried() else self.tuning.bound_part) * budget.left()
        if budget.counted:
            return certify(instance, policy, timetable, self.goals, budget, seconds)
        if budget.stop.is_set():
            seconds = 0.0
        values = self._values(timetable)
        self.bounding.begin(values)
        return self.bounding.certificate(values, seconds)

    def _plan_until(self) -> float:
        """Return when the plan has been bettered long enough, on the search's clock."""
        seconds = self.budget.settings.seconds
        until = self.tuning.plan_part * seconds
        if self._hurried():
            until = min(until, seconds - self.budget.kept_back - LAST * self.took)
        return until

    def _plan_time_over(self, until: float) -> Callable[[], bool]:
        """Return what says that the plan has been bettered long enough."""
        budget = self.budget
        asked = 0

        def over() -> bool:
            nonlocal asked
            asked += 1
            if budget.stop.is_set():
                return True
            if budget.counted:
                return asked > MOVES_PER_UNIT * until
            return budget.elapsed() > until

        return over

    def _seat_and_staff(self, plan: ClubPlan, seconds: float) -> None:
        """Seat the children of a plan, then find its people and rooms."""
        if plan.groups is None or self.budget.over():
            return
        self._say("为学生安排座位", "seating children")
        seats = _viable(self.world, plan.seats(seconds))
        if self.budget.stop.is_set():
            return  # the model of people and rooms alone takes seconds to write
        self._say("安排人员和教室", "placing people and rooms")
        found = self._people(seats, 0.3)
        groups = None if found is None else groups_in(found, plan.ways)
        if found is None or groups is None or self.budget.over():
            return
        if groups == plan.groups:
            return
        # Fewer groups could be staffed: who lost a seat may find one in another.
        self._say("重新安排座位", "seating children again")
        seats = _viable(self.world, plan.seats(seconds / 2, groups))
        if not self._reseated(found, seats):
            self._people(seats, 0.3)

    def _reseated(self, found: Timetable, seats: list[Sits]) -> bool:
        """Try other seats with the people and rooms of a timetable; say if lawful."""
        kept = [c for c in choices_in(self.instance, found) if not isinstance(c, Sits)]
        place = _same_groups(
            {c.group for c in kept if isinstance(c, Opens)}, {s.group for s in seats}
        )
        if place is None:
            return False
        moved = [Sits(sits.pupil, place[sits.group]) for sits in seats]
        other = timetable_of(self.instance, {*kept, *moved})
        if broken(audit(self.instance, other, self.policy)):
            return False
        if self.best is None or self._ahead(other, self.best[0]):
            self.best = other, None
            self.offer(other)
        return True

    def _people(self, seats: list[Sits], part: float) -> Timetable | None:
        """Find people and rooms; keep the timetable if it is better than the best.

        Returns what was found, kept or not.
        """
        try:
            found, formulation = self._staffed(seats, part)
        except NoTimetable:
            return None
        if self.best is None or self._ahead(found, self.best[0]):
            self.best = found, formulation
            self.offer(found)
        return found

    def _staffed(self, seats: list[Sits], part: float) -> tuple[Timetable, Formulation]:
        """Find people and rooms for all planned groups, or for as many as possible.

        Returns the timetable and the model of its club groups, to climb on in.

        Raises:
            NoTimetable: if there is none, or none was found in time.
        """
        made = self._formulation(seats, optional=True)
        model, choices = made.model, made.choices.vars
        children = total(v for c, v in choices.items() if isinstance(c, Sits))
        if isinstance(children, int):
            solver = self._solve(model, part)
            return made.read(solver), made
        every = model.clone()
        every.add(children >= len(seats))
        try:
            solver = self._solve(every, part)
        except NoTimetable:
            # Mostly proved at once: the plan knows people and rooms only as sums.
            model.maximize(self._tier_after_tier(choices))
            solver = self._solve(model, FEWER_PART)
            model.clear_objective()  # type: ignore[no-untyped-call]
        values = solver.response_proto.solution
        for choice, var in choices.items():
            opens = isinstance(choice, Opens) and isinstance(choice.group, ClubGroup)
            if opens and not isinstance(var, int):
                model.add(var == values[var.index])
        return made.read(solver), made

    def _tier_after_tier(self, choices: Mapping[Choice, Var]) -> Expr:
        """Weigh seats so that one of a tier is worth more than all of later tiers."""
        tier_of = {
            pupil.id: self.policy.tier_of(pupil, self.world.grade_of(pupil))
            for pupil in self.instance.pupils
        }
        tiers = {c: tier_of[c.pupil] for c in choices if isinstance(c, Sits)}
        seats = Counter(tiers.values())
        weight, next_weight = {}, 1
        for tier in sorted(seats, reverse=True):
            weight[tier] = next_weight
            next_weight *= 1 + seats[tier]
        return total(weight[tier] * choices[choice] for choice, tier in tiers.items())

    def _formulation(self, seats: Sequence[Sits], *, optional: bool) -> Formulation:
        """Model a week of these club groups and seats."""
        given = Given(
            club_groups=tuple(dict.fromkeys(s.group for s in seats)),
            seats=tuple(seats),
            care=self.care,
        )
        made = Formulation(self.instance, self.policy, given=given, optional=optional)
        if self.care is None:
            self.care = care_in(made.choices.vars)
        return made

    def _solve(self, model: cp_model.CpModel, part: float) -> cp_model.CpSolver:
        """Look for a solution; `part` of what is left at most."""
        budget = self.budget
        solver = budget.solver(max(1.0, part * budget.left()), Look.ANY)
        status = budget.solve(solver, model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise NoTimetable(proved=False)
        return solver

    def _ahead(self, one: Timetable, other: Timetable) -> bool:
        """Say whether `one` is better, seat goal by seat goal in strict order."""
        return self._values(one) >= self._values(other)

    def _say(self, zh: str, en: str) -> None:
        self.news(Progress(Text(zh, en), None, None, None, self.budget.elapsed()))


def _same_groups(
    there: Iterable[AnyGroup], asked: Iterable[ClubGroup]
) -> dict[ClubGroup, ClubGroup] | None:
    """Match club groups by club and slots; None where more are asked than are there."""
    free: dict[tuple[Id, frozenset[Id]], list[ClubGroup]] = defaultdict(list)
    for group in there:
        if isinstance(group, ClubGroup):
            free[group.club, frozenset(group.slots)].append(group)
    for same in free.values():
        same.sort(key=lambda group: -group.copy)
    found = {}
    for group in sorted(asked, key=lambda one: one.copy):
        same = free[group.club, frozenset(group.slots)]
        if not same:
            return None
        found[group] = same.pop()
    return found


def _viable(world: World, seats: list[Sits]) -> list[Sits]:
    """Leave out groups that ended up below their minimum."""
    sizes: dict[ClubGroup, int] = {}
    for sits in seats:
        sizes[sits.group] = sizes.get(sits.group, 0) + 1
    return [
        s for s in seats if sizes[s.group] >= world.clubs[s.group.club].min_enrolment
    ]
